import { placeOrderBody } from '@tradepost/contracts/orders/given-order';
import { changedBodies, sameBody } from './changed-bodies.ts';

const body = {
  currency: 'GBP',
  email: 'ada@example.com',
  lines: [
    { sku: 'SKU-0-0', quantity: 1 },
    { sku: 'SKU-0-1', quantity: 2 },
  ],
  shippingAddress: { name: 'Ada', line1: 'Square 1', city: 'London', country: 'GB' },
  paymentToken: 'tok_approved',
};

describe('changedBodies', () => {
  const changed = changedBodies(body);
  const textOf = (what: string) => JSON.stringify(changed.find((each) => each.what === what)?.body);

  it('returns each body with a difference', () => {
    const texts = changed.map((each) => JSON.stringify(each.body));
    expect(texts).not.toContain(JSON.stringify(body));
    expect(new Set(changed.map(({ what }) => what)).size).toBeGreaterThan(30);
  });

  it('changes a nested field, removes one, adds one, and exchanges elements', () => {
    expect(textOf('another lines.1.quantity')).toBe(
      JSON.stringify({ ...body, lines: [body.lines[0], { sku: 'SKU-0-1', quantity: 3 }] }),
    );
    expect(textOf('without paymentToken of')).not.toContain('tok_approved');
    expect(textOf('with company of shippingAddress')).toContain('"company":"Engines"');
    expect(textOf('reversed lines')).toBe(JSON.stringify({ ...body, lines: body.lines.toReversed() }));
    expect(textOf('without element 0 of lines')).toBe(JSON.stringify({ ...body, lines: [body.lines[1]] }));
  });

  it('leaves every field of an order changed in a valid body', () => {
    const valid = changed.filter((each) => placeOrderBody.safeParse(each.body).success);
    const names = valid.map(({ what }) => what.split(/[ .]/).at(-1));
    for (const name of [
      'email',
      'currency',
      'sku',
      'quantity',
      'name',
      'line1',
      'city',
      'country',
      'paymentToken',
    ])
      expect(names).toContain(name);
    for (const what of ['note', 'reference', 'customerId', 'expectedTotal', 'unitPrice', 'phone'])
      expect(valid.some((each) => each.what.startsWith(`with ${what} of`))).toBe(true);
  });
});

describe('sameBody', () => {
  it('returns the same value as another text', () => {
    expect(JSON.parse(sameBody(body))).toEqual(body);
    expect(sameBody(body)).not.toBe(JSON.stringify(body));
  });
});
