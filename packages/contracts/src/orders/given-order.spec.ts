import { placeOrderBody } from './given-order.ts';
import { MAX_ORDER_LINES } from './model.ts';

const order = {
  currency: 'GBP',
  lines: [{ sku: 'MUG-1', quantity: 2 }],
  email: 'ada@example.com',
  shippingAddress: { name: 'Ada Lovelace', line1: '12 St James’s Square', city: 'London', country: 'GB' },
  paymentToken: 'tok_approved',
};
/** Metadata with a number of entries. */
const entries = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_none, index) => [`key ${index}`, 'value']));
const issuesOf = (body: object) => placeOrderBody.safeParse(body).error?.issues ?? [];

describe('placeOrderBody', () => {
  it.each([
    ['the required fields alone', order],
    [
      'all fields',
      {
        ...order,
        customerId: '17850',
        note: 'ring twice',
        reference: 'PO-1',
        expectedTotal: { amountMinor: 1, currency: 'GBP' },
      },
    ],
    ['the order id of a marketplace as reference', { ...order, reference: '405-1234567-1234009' }],
    [
      'sixteen digits as reference and customer',
      { ...order, reference: '4242424242424242', customerId: '4242424242424242' },
    ],
    ['an EAN in the note', { ...order, note: 'EAN 4006381331043' }],
    ['an IBAN in the note', { ...order, note: 'refund to GB29 NWBK 6016 1331 9268 19' }],
    [
      'a German phone number',
      { ...order, shippingAddress: { ...order.shippingAddress, phone: '+49 151 23456001' } },
    ],
    ['one SKU on two lines', { ...order, lines: [...order.lines, ...order.lines] }],
    [
      'a negotiated price',
      { ...order, lines: [{ sku: 'MUG-1', quantity: 1, unitPrice: { amountMinor: 0, currency: 'GBP' } }] },
    ],
    ['1,000 lines', { ...order, lines: Array.from({ length: MAX_ORDER_LINES }, () => order.lines[0]) }],
    ['20 entries of metadata', { ...order, metadata: entries(20) }],
    ['a key of 40 characters in the metadata', { ...order, metadata: { ['k'.repeat(40)]: 'value' } }],
    ['a value of 500 characters in the metadata', { ...order, metadata: { key: 'v'.repeat(500) } }],
  ])('accepts %s', (_what, body) => {
    expect(issuesOf(body)).toEqual([]);
  });

  it.each<[string, object, readonly PropertyKey[]]>([
    ['no lines', { ...order, lines: [] }, ['lines']],
    [
      '1,001 lines',
      { ...order, lines: Array.from({ length: MAX_ORDER_LINES + 1 }, () => order.lines[0]) },
      ['lines'],
    ],
    ['a quantity of 0', { ...order, lines: [{ sku: 'MUG-1', quantity: 0 }] }, ['lines', 0, 'quantity']],
    ['a quantity of 0.5', { ...order, lines: [{ sku: 'MUG-1', quantity: 0.5 }] }, ['lines', 0, 'quantity']],
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
    ['a card number as token', { ...order, paymentToken: '4242424242424242' }, ['paymentToken']],
    ['a card number in the note', { ...order, note: 'use 4242-4242-4242-4242' }, ['note']],
    ['a line break in the reference', { ...order, reference: 'PO\n1' }, ['reference']],
    [
      'UK as country',
      { ...order, shippingAddress: { ...order.shippingAddress, country: 'UK' } },
      ['shippingAddress', 'country'],
    ],
    [
      'an unknown field in a price',
      {
        ...order,
        lines: [{ sku: 'MUG-1', quantity: 1, unitPrice: { amountMinor: 1, currency: 'GBP', net: true } }],
      },
      ['lines', 0, 'unitPrice'],
    ],
    [
      'an unknown field in an address',
      { ...order, shippingAddress: { ...order.shippingAddress, planet: 'Earth' } },
      ['shippingAddress'],
    ],
    ['21 entries of metadata', { ...order, metadata: entries(21) }, ['metadata']],
    [
      'a key of 41 characters in the metadata',
      { ...order, metadata: { ['k'.repeat(41)]: 'value' } },
      ['metadata', 'k'.repeat(41)],
    ],
    [
      'a value of 501 characters in the metadata',
      { ...order, metadata: { key: 'v'.repeat(501) } },
      ['metadata', 'key'],
    ],
  ])('rejects %s with its path', (_what, body, path) => {
    expect(issuesOf(body).map((issue) => issue.path)).toEqual([path]);
  });
});
