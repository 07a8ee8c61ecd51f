import { placeOrderBody } from '@tradepost/contracts/orders/given-order';
import type { FileLine } from './file-line.ts';
import { toOrders } from './to-orders.ts';

const rules = { currency: 'GBP', notGoods: new Set(['FEE']), isOnlineRetail: true };

describe('an invoice', () => {
  it('becomes an order with its lines, customer and country', () => {
    const { orders, skipped } = orderOf([
      line({ stockCode: '85123A', quantity: 6, unitPrice: '2.55' }),
      line({ stockCode: '71053', quantity: 1, unitPrice: '3.39' }),
    ]);
    expect(skipped).toEqual([]);
    expect(orders).toMatchObject([
      {
        reference: '536365',
        customerId: '17850',
        country: 'GB',
        totalMinor: 1869,
        lines: [
          { sku: '85123A', quantity: 6, unitPriceMinor: 255 },
          { sku: '71053', quantity: 1, unitPriceMinor: 339 },
        ],
      },
    ]);
  });

  it("is a guest's if no line has a customer, and uses the first customer and country that are there", () => {
    expect(orderOf([line({ customer: '' })]).orders[0]).not.toHaveProperty('customerId');
    const lines = [line({ customer: '', country: '' }), line({ customer: 'B-7', country: 'EIRE' }), line({})];
    expect(orderOf(lines).orders).toMatchObject([{ customerId: 'B-7', country: 'IE' }]);
  });

  it.each([
    '536365',
    '5403423129007',
    '405-1234567-1234009',
    '#1001',
    '4242 4242 4242 4242',
    'x'.repeat(101),
  ])('is placed under the number %j exactly if the contract accepts it as a reference', (invoice) => {
    const taken = placeOrderBody.shape.reference.safeParse(invoice);
    const { orders, skipped } = orderOf([line({ invoice })]);
    expect(orders.map(({ reference }) => reference)).toEqual(taken.success ? [invoice] : []);
    expect(skipped).toMatchObject(
      taken.success
        ? []
        : [
            {
              reason: 'INVOICE_NUMBER_NOT_ACCEPTED',
              field: 'InvoiceNo',
              value: invoice,
              rule: taken.error.issues[0]?.message,
              amount: '2.55',
            },
          ],
    );
  });

  it.each(['17850', '4242424242424242', 'gid://shop/Customer/1', 'x'.repeat(256)])(
    'is placed for the customer %j exactly if the contract accepts the id',
    (customer) => {
      const taken = placeOrderBody.shape.customerId.safeParse(customer).success;
      const { orders, skipped } = orderOf([line({ customer })]);
      expect(orders.map(({ customerId }) => customerId)).toEqual(taken ? [customer] : []);
      expect(skipped).toMatchObject(
        taken ? [] : [{ reason: 'CUSTOMER_NOT_ACCEPTED', value: customer, amount: '2.55' }],
      );
    },
  );
});

describe('a cancelled invoice', () => {
  it('is skipped as a whole, though only its first line has the time', () => {
    const { orders, skipped } = orderOf([
      line({ line: 2, cancelledAt: '2026-11-24 10:00:00 +0100' }),
      line({ line: 3, stockCode: '71053' }),
    ]);
    expect(orders).toEqual([]);
    expect(skipped).toMatchObject([
      { line: 2, reason: 'CANCELLATION', amount: '2.55' },
      { line: 3, reason: 'CANCELLATION', amount: '2.55' },
    ]);
  });
});

describe('a repeated SKU', () => {
  it('has its lines at one price merged and those at another kept', () => {
    const { orders } = orderOf([
      line({ line: 2, stockCode: 'A', quantity: 1, unitPrice: '1.00' }),
      line({ line: 3, stockCode: 'A', quantity: 2, unitPrice: '1' }),
      line({ line: 4, stockCode: 'A', quantity: 4, unitPrice: '0.90' }),
      line({ line: 5, stockCode: 'a', quantity: 8, unitPrice: '1.00' }),
    ]);
    expect(
      orders[0]?.lines.map(({ sku, quantity, from }) => [sku, quantity, from.map((each) => each.line)]),
    ).toEqual([
      ['A', 3, [2, 3]],
      ['A', 4, [4]],
      ['a', 8, [5]],
    ]);
    expect(orders[0]?.totalMinor).toBe(300 + 360 + 800);
  });

  it('is not merged past the largest quantity of a line', () => {
    const big = line({ quantity: 600_000, unitPrice: '0.01' });
    const quantities = orderOf([big, big, line({ quantity: 400_000, unitPrice: '0.01' })]).orders[0]?.lines;
    expect(quantities?.map(({ quantity }) => quantity)).toEqual([600_000, 1_000_000]);
  });
});

describe('an invoice that is longer than an order can be', () => {
  it('becomes several orders', () => {
    const lines = Array.from({ length: 2_001 }, (_, index) =>
      line({ stockCode: `S${index}`, unitPrice: '0.01' }),
    );
    const { orders } = orderOf(lines);
    expect(orders.map((order) => [order.reference, order.lines.length, order.totalMinor])).toEqual([
      ['536365 (1/3)', 1_000, 1_000],
      ['536365 (2/3)', 1_000, 1_000],
      ['536365 (3/3)', 1, 1],
    ]);
  });

  it('becomes several orders also by its total', () => {
    const dear = (stockCode: string) => line({ stockCode, quantity: 1, unitPrice: '600000000.00' });
    expect(orderOf([dear('A'), dear('X')]).orders.map(({ totalMinor }) => totalMinor)).toEqual([6e10, 6e10]);
  });
});

describe('a line that is not an order line', () => {
  it.each([
    ['BLANK_LINE', { blank: true, invoice: '' }],
    ['NO_INVOICE_NUMBER', { invoice: '' }],
    ['CANCELLATION', { invoice: 'C536379' }],
    ['INVOICE_NUMBER_NOT_ACCEPTED', { invoice: '536\n365' }],
    ['INVOICE_NUMBER_NOT_ACCEPTED', { invoice: 'x'.repeat(101) }],
    ['NO_STOCK_CODE', { stockCode: '' }],
    ['NOT_GOODS', { stockCode: 'POST' }],
    ['NOT_GOODS', { stockCode: 'm' }],
    ['NOT_GOODS', { stockCode: 'BANK CHARGES' }],
    ['NOT_GOODS', { stockCode: 'gift_0001_40' }],
    ['NOT_GOODS', { stockCode: 'ADJUST2' }],
    ['NOT_GOODS', { stockCode: 'TEST001' }],
    ['NOT_GOODS', { stockCode: 'fee' }],
    ['NOT_GOODS', { invoice: 'A563185', stockCode: 'B', unitPrice: '11062.06' }],
    ['QUANTITY_NOT_POSITIVE', { quantity: 0 }],
    ['QUANTITY_NOT_POSITIVE', { quantity: -10 }],
    ['QUANTITY_TOO_LARGE', { quantity: 1_000_001 }],
    ['PRICE_NEGATIVE', { unitPrice: '-1' }],
    ['PRICE_TOO_FINE', { unitPrice: '0.001' }],
    ['AMOUNT_TOO_LARGE', { unitPrice: '1000000000.01' }],
    ['AMOUNT_TOO_LARGE', { unitPrice: '99999999999999999999' }],
    ['FREE_WITHOUT_TITLE', { unitPrice: '0.0', title: '' }],
    ['FREE_ALONE', { unitPrice: '0.0' }],
  ] as const)('is skipped as %s: %j', (reason, fields) => {
    const { orders, skipped } = orderOf([line({ line: 7, ...fields })]);
    expect(orders).toEqual([]);
    expect(skipped).toMatchObject([{ line: 7, reason }]);
  });

  it('is not recognised by a code that only looks similar', () => {
    const codes = ['DCGSSBOY', 'POSTCARD', 'C22', 'TESTER', '15056BL', 'GIFT_BOX'];
    expect(orderOf(codes.map((stockCode) => line({ stockCode }))).skipped).toEqual([]);
  });

  it('is not recognised by a C without digits', () => {
    expect(orderOf([line({ invoice: 'CUST-1' })]).skipped).toEqual([]);
  });

  it('has the amount that is left out, to the last decimal', () => {
    const lines = [
      line({ stockCode: 'POST', unitPrice: '18.00', quantity: 2 }),
      line({ unitPrice: '0.001', quantity: 48 }),
      line({ invoice: 'C536379', unitPrice: '27.5', quantity: -1 }),
    ];
    expect(orderOf(lines).skipped.map(({ amount }) => amount)).toEqual(['36.00', '0.048', '-27.5']);
  });

  it.each([{ invoice: 'C1001' }, { stockCode: 'S' }, { stockCode: 'GIFT' }])(
    'is an order line in a file of another shop: %j',
    (fields) => {
      const lines = [line(fields)];
      const invoice = { number: lines[0]?.invoice ?? '', lines };
      expect(toOrders(invoice, { ...rules, isOnlineRetail: false })).toMatchObject({
        orders: [{ totalMinor: 255 }],
        skipped: [],
      });
    },
  );

  it('is placed if it is free, has a title and is beside something to pay', () => {
    const { orders, skipped } = orderOf([line({}), line({ stockCode: 'GIFTBAG', unitPrice: '0.00' })]);
    expect(skipped).toEqual([]);
    expect(orders[0]?.lines[1]).toMatchObject({ sku: 'GIFTBAG', unitPriceMinor: 0 });
  });
});

function orderOf(lines: readonly FileLine[]) {
  return toOrders({ number: lines[0]?.invoice ?? '', lines }, rules);
}

function line(fields: Partial<FileLine>): FileLine {
  return {
    line: 2,
    invoice: '536365',
    stockCode: '85123A',
    title: 'WHITE HANGING HEART',
    quantity: 1,
    date: '2010-12-01 08:26:00',
    unitPrice: '2.55',
    customer: '17850.0',
    country: 'United Kingdom',
    cancelledAt: '',
    blank: false,
    ...fields,
  };
}
