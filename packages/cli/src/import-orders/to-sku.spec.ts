import { sku } from '@tradepost/contracts/fields/identifiers';
import { slug } from '@tradepost/contracts/fields/slug';
import fc from 'fast-check';
import { toSku, toSlug } from './to-sku.ts';

describe('toSku', () => {
  it.each(['85123A', '15056 BL', 'a.b-c_d', 'MUSIC/CD/123', 'Größe-M', '50% OFF', '日本-1'])(
    'keeps %s',
    (code) => {
      expect(toSku(code)).toBe(code);
    },
  );

  it('trims a code, and normalizes it as the API does', () => {
    expect(toSku(' Gro\u0308ße ')).toBe('Gr\u00f6ße');
  });

  it('replaces characters that the API does not accept, and gives different codes different SKUs', () => {
    const written = ['1,5 MM', '1\t5 MM', '1-5 MM', '\u200b', '-', 'x'.repeat(101), 'x'.repeat(102)].map(
      toSku,
    );
    expect(written[0]).toMatch(/^1-5 MM\.[0-9a-f]{6}$/);
    expect(new Set(written).size).toBe(7);
  });
});

it('makes a SKU and a slug that the API accepts from any code', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 120, unit: 'binary' }), (code) => {
      expect(sku.safeParse(toSku(code)).success).toBe(true);
      expect(slug.safeParse(toSlug(toSku(code))).success).toBe(true);
    }),
  );
});

it('makes different slugs from SKUs that differ in capitals or signs', () => {
  const slugs = [
    '85123A',
    '85123a',
    '85123-A',
    '85123.A',
    '85123_A',
    '日本',
    '漢',
    'X'.repeat(99),
    'X'.repeat(100),
  ];
  expect(toSlug('85123A')).toBe('85123a');
  expect(new Set(slugs.map(toSlug)).size).toBe(slugs.length);
});
