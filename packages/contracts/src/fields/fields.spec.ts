import { MAX_AMOUNT_MINOR } from '@tradepost/money/money';
import * as z from 'zod/mini';
import { address } from './address.ts';
import { customerId, locationId, MAX_SKU_LENGTH, orderId, sku } from './identifiers.ts';
import { amountMinor, anyCurrency, currency, money } from './money.ts';
import { listOf, paging } from './paging.ts';

const takes = (schema: z.ZodMiniType, value: unknown) => schema.safeParse(value).success;
const ulid = '01JD3XK8WQ4N6T2B9V5M7R0C1E';

describe.each<[string, z.ZodMiniType, readonly unknown[], readonly unknown[]]>([
  [
    'orderId',
    orderId,
    [`ord_${ulid}`],
    [
      `prd_${ulid}`,
      ulid,
      `ord_${ulid.toLowerCase()}`,
      `ord_8${ulid.slice(1)}`,
      `ord_${ulid}0`,
      `ord_${ulid.slice(0, -1)}I`,
    ],
  ],
  [
    'customerId',
    customerId,
    [
      ...['17850', 'crm:a.b-c_d', 'auth0|5f7c8ec7c33c6c004bbafe82', 'gid://shop/Customer/1'],
      ...['a b', 'a#b/c|d%20e?f=g&h', '顧客-7', 'Zoë', '4242424242424242', 'x'.repeat(255), '🐍'.repeat(255)],
    ],
    [
      '',
      ' ',
      'x'.repeat(256),
      'a\nb',
      'a\tb',
      'a\u0000b',
      'a\u0085b',
      'a\u2028b',
      'ada@example.com',
      'a\u200bb',
      'a\u202eb',
      '\ud800',
      7,
    ],
  ],
  [
    'sku',
    sku,
    [
      ...['85123A', 'MUG-BLUE.2_x', 'MUSIC/CD/123', '15056 BL', 'Größe-M', 'A+B', '#1', '50% OFF', '日本-1'],
      ...['5901234123457', '4242424242424242', '漢🐍', '..', 'a\u00a0b', 'x'.repeat(MAX_SKU_LENGTH)],
    ],
    [
      ...[
        '',
        '   ',
        'a,b',
        'a\tb',
        'a\nb',
        'a\u0000b',
        'a\u007f',
        'a\u0085',
        'a\u00adb',
        'a\u200bb',
        'a\u202eb',
      ],
      ...['a\u2028b', 'a\ufeffb', '\uffff', 'a\ud800', 'x'.repeat(MAX_SKU_LENGTH + 1), 7],
      ...['e\u0301'.repeat(MAX_SKU_LENGTH), '\u0958'.repeat(MAX_SKU_LENGTH)],
    ],
  ],
  ['locationId', locationId, ['main', 'berlin-2'], ['', 'Main', '-main', 'x'.repeat(33)]],
  [
    'currency',
    currency,
    ['GBP', 'JPY', 'HUF', 'KWD', 'CLF'],
    ['gbp', 'XYZ', 'GB', '', 'DEM', 'XAU', 'XXX', 'BGN'],
  ],
  ['anyCurrency', anyCurrency, ['GBP', 'DEM', 'BGN'], ['gbp', 'GB', '']],
  ['amountMinor', amountMinor, [0, MAX_AMOUNT_MINOR], [-1, 1.5, MAX_AMOUNT_MINOR + 1, '5', Number.NaN]],
  [
    'money',
    money,
    [
      { amountMinor: 255, currency: 'GBP' },
      { amountMinor: 255, currency: 'GBP', addedLater: 1 },
    ],
    [{ amountMinor: 255 }, { currency: 'GBP' }],
  ],
])('%s', (_name, schema, good, bad) => {
  it.each(good.map((value) => [value]))('accepts %j', (value) => {
    expect(takes(schema, value)).toBe(true);
  });
  it.each(bad.map((value) => [value]))('rejects %j', (value) => {
    expect(takes(schema, value)).toBe(false);
  });
});

describe('address', () => {
  const home = { name: 'Ada Lovelace', line1: '12 St James’s Square', city: 'London', country: 'GB' };

  it('accepts the required fields alone', () => {
    expect(address.parse(home)).toEqual(home);
  });

  it.each(['name', 'company', 'line1', 'line2', 'city', 'region'])(
    'rejects a card number in its %s',
    (field) => {
      const { error } = address.safeParse({ ...home, [field]: '4242424242424242' });
      expect(error?.issues).toMatchObject([{ path: [field], params: { code: 'CARD_NUMBER_NOT_ACCEPTED' } }]);
    },
  );

  it.each(['postalCode', 'phone'])('accepts any digits in its %s', (field) => {
    expect(takes(address, { ...home, [field]: '4242424242424242' })).toBe(true);
  });

  it('accepts an international phone number with the check digit of a card number', () => {
    expect(takes(address, { ...home, phone: '+49 151 23456001' })).toBe(true);
  });

  it('ignores unknown fields', () => {
    expect(address.parse({ ...home, planet: 'Earth' })).toEqual(home);
  });
});

describe('paging', () => {
  const query = z.strictObject(paging);

  it('has a default limit of 20', () => {
    expect(query.parse({})).toEqual({ limit: 20 });
  });

  it('parses the limit as a number', () => {
    expect(query.parse({ limit: '100', cursor: 'abc' })).toEqual({ limit: 100, cursor: 'abc' });
  });

  it.each(['0', '101', '1.5', '-1', 'all', '', '1e2'])('rejects a limit of %j', (limit) => {
    expect(takes(query, { limit })).toBe(false);
  });
});

describe('sku', () => {
  it('trims a text and returns Unicode NFC', () => {
    expect(sku.parse(' Gro\u0308ße ')).toBe('Gr\u00f6ße');
  });

  it('gives the reason why a comma is rejected', () => {
    expect(sku.safeParse('1,5MM').error?.issues).toMatchObject([
      { message: expect.stringContaining('without a comma, because lists in queries') },
    ]);
  });
});

describe('listOf', () => {
  const skus = listOf(sku, 3);

  it.each([
    ['separated by commas', ['MUG-1, MUG-2,MUG-1'], ['MUG-1', 'MUG-2']],
    ['repeated', ['MUG-1', 'MUG-2', 'MUG-1'], ['MUG-1', 'MUG-2']],
    ['both', ['MUG-1,MUG 2', 'A/B'], ['MUG-1', 'MUG 2', 'A/B']],
    ['of one value in two Unicode forms', ['Gro\u0308ße,Gr\u00f6ße'], ['Gr\u00f6ße']],
  ])('accepts a list that is %s', (_what, given, values) => {
    expect(skus.parse(given)).toEqual(values);
  });

  it.each([
    [[]],
    [['']],
    [[',']],
    [['MUG-1,']],
    [['a,b,c,d']],
    [['a,a,a,a']],
    [['a', 'b', 'c', 'd']],
    [['a\tb']],
  ])('rejects %j', (list) => {
    expect(takes(skus, list)).toBe(false);
  });
});
