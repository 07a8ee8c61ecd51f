import { sku } from '@tradepost/contracts/fields/identifiers';
import { slug } from '@tradepost/contracts/fields/text';
import fc from 'fast-check';
import { toSku, toSlug } from './to-sku.ts';

it.each(['85123A', '15056BL', 'a.b-c_d'])('keeps %s', (code) => {
  expect(toSku(code)).toBe(code);
});

it('writes what the API does not take otherwise, and keeps two codes apart', () => {
  const written = ['15056 BL', '15056/BL', '15056-BL', '£1', '-', 'x'.repeat(70)].map(toSku);
  expect(written[0]).toMatch(/^15056-BL\.[0-9a-f]{6}$/);
  expect(new Set(written).size).toBe(6);
});

it('makes a SKU and a slug that the API takes of any code', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 90, unit: 'binary' }), (code) => {
      expect(sku.safeParse(toSku(code)).success).toBe(true);
      expect(slug.safeParse(toSlug(toSku(code))).success).toBe(true);
    }),
  );
});

it('makes different slugs of SKUs that differ in capitals or signs', () => {
  const slugs = ['85123A', '85123a', '85123-A', '85123.A', '85123_A'].map(toSlug);
  expect(slugs[0]).toBe('85123a');
  expect(new Set(slugs).size).toBe(5);
});
