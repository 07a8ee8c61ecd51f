import { MAX_ORDER_LINES } from '../models/order.ts';
import { placeOrderBody } from './orders.ts';

const order = {
  currency: 'GBP',
  lines: [{ sku: 'MUG-1', quantity: 2 }],
  email: 'ada@example.com',
  shippingAddress: { name: 'Ada Lovelace', line1: '12 St James’s Square', city: 'London', country: 'GB' },
  paymentToken: 'tok_approved',
};
const issuesOf = (body: object) => placeOrderBody.safeParse(body).error?.issues ?? [];

describe('When an order is well formed', () => {
  it.each([
    ['the least of it', order],
    [
      'all of it',
      {
        ...order,
        customerId: '17850',
        note: 'ring twice',
        reference: 'PO-1',
        expectedTotal: { amountMinor: 1, currency: 'GBP' },
      },
    ],
    ['the order id of a marketplace for a reference', { ...order, reference: '405-1234567-1234009' }],
    [
      'sixteen digits for a reference and a customer',
      { ...order, reference: '4242424242424242', customerId: '4242424242424242' },
    ],
    ['an EAN in its note', { ...order, note: 'EAN 4006381331043' }],
    ['an IBAN in its note', { ...order, note: 'refund to GB29 NWBK 6016 1331 9268 19' }],
    [
      'a German phone number',
      { ...order, shippingAddress: { ...order.shippingAddress, phone: '+49 151 23456001' } },
    ],
    ['one SKU on two lines', { ...order, lines: [...order.lines, ...order.lines] }],
    [
      'a negotiated price',
      { ...order, lines: [{ sku: 'MUG-1', quantity: 1, unitPrice: { amountMinor: 0, currency: 'GBP' } }] },
    ],
    ['a thousand lines', { ...order, lines: Array.from({ length: MAX_ORDER_LINES }, () => order.lines[0]) }],
  ])('takes %s', (_what, body) => {
    expect(issuesOf(body)).toEqual([]);
  });
});

describe('When an order is not', () => {
  it.each<[string, object, readonly PropertyKey[]]>([
    ['no lines', { ...order, lines: [] }, ['lines']],
    [
      'a thousand and one',
      { ...order, lines: Array.from({ length: MAX_ORDER_LINES + 1 }, () => order.lines[0]) },
      ['lines'],
    ],
    ['nought units', { ...order, lines: [{ sku: 'MUG-1', quantity: 0 }] }, ['lines', 0, 'quantity']],
    ['half a unit', { ...order, lines: [{ sku: 'MUG-1', quantity: 0.5 }] }, ['lines', 0, 'quantity']],
    [
      'an expected total in another currency',
      { ...order, expectedTotal: { amountMinor: 1, currency: 'EUR' } },
      ['expectedTotal', 'currency'],
    ],
    [
      'a price in another currency',
      {
        ...order,
        lines: [
          ...order.lines,
          { sku: 'MUG-1', quantity: 1, unitPrice: { amountMinor: 1, currency: 'EUR' } },
        ],
      },
      ['lines', 1, 'unitPrice', 'currency'],
    ],
    ['a card number for a token', { ...order, paymentToken: '4242424242424242' }, ['paymentToken']],
    ['a card number in its note', { ...order, note: 'use 4242-4242-4242-4242' }, ['note']],
    ['a line break in its reference', { ...order, reference: 'PO\n1' }, ['reference']],
    [
      'UK for a country',
      { ...order, shippingAddress: { ...order.shippingAddress, country: 'UK' } },
      ['shippingAddress', 'country'],
    ],
    [
      'a price with more to it',
      {
        ...order,
        lines: [{ sku: 'MUG-1', quantity: 1, unitPrice: { amountMinor: 1, currency: 'GBP', net: true } }],
      },
      ['lines', 0, 'unitPrice'],
    ],
    [
      'an address with more to it',
      { ...order, shippingAddress: { ...order.shippingAddress, planet: 'Earth' } },
      ['shippingAddress'],
    ],
  ])('refuses %s, and says where', (_what, body, path) => {
    expect(issuesOf(body).map((issue) => issue.path)).toEqual([path]);
  });
});
