import { sku } from '@tradepost/contracts/fields/identifiers';
import { slug } from '@tradepost/contracts/fields/text';
import fc from 'fast-check';
import { toSku, toSlug } from './to-sku.ts';

describe('toSku', () => {
  it.each(['85123A', '15056BL', 'a.b-c_d'])('keeps %s', (code) => {
    expect(toSku(code)).toBe(code);
  });

  it('changes a code that the API does not accept, and keeps two codes apart', () => {
    const written = ['15056\u0007BL', '15056\u0008BL', '15056-BL', 'x'.repeat(300), 'x'.repeat(301)].map(
      toSku,
    );
    expect(written[0]).toMatch(/^15056-BL\.[0-9a-f]{6}$/);
    expect(new Set(written).size).toBe(5);
  });

  it('returns a SKU, and toSlug a slug, that the API accepts for any code', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 90, unit: 'binary' }), (code) => {
        expect(sku.safeParse(toSku(code)).success).toBe(true);
        expect(slug.safeParse(toSlug(toSku(code))).success).toBe(true);
      }),
    );
  });

  it('has different slugs for SKUs that differ in capitals or signs', () => {
    const slugs = ['85123A', '85123a', '85123-A', '85123.A', '85123_A'].map(toSlug);
    expect(slugs[0]).toBe('85123a');
    expect(new Set(slugs).size).toBe(5);
  });
});
