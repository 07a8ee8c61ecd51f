import { MAX_VARIANTS, MAX_VARIANTS_OF_PRODUCT } from '@tradepost/contracts/catalog/model';
import { CHANGED_AT, tea } from './product.spec-kit.ts';
import { evolve, type ProductFacts, type Variant } from './product.ts';
import { MAX_INLINE, MAX_TOTAL, putVariant } from './put-variant.ts';
import type { GivenVariant } from './variants.ts';

const given: GivenVariant = { sku: 'ASSAM-1', options: {}, prices: { GBP: 5 } };
const context = { version: 7, at: CHANGED_AT };

/** Decides on a product with a number of variants inline, and others. */
function decide(product: Partial<ProductFacts>, put: GivenVariant = given, own?: Variant) {
  return putVariant(tea.id, { given: put, own, accepted: undefined })({ ...tea, ...product }, context);
}

const inline = (count: number, more: Partial<Variant> = {}): Variant[] =>
  Array.from({ length: count }, (_none, place) => ({
    sku: `SKU-${place}`,
    options: {},
    prices: { GBP: place },
    ...more,
  }));

describe('putVariant', () => {
  it('has the bounds of the contract', () => {
    expect([MAX_INLINE, MAX_TOTAL]).toEqual([MAX_VARIANTS, MAX_VARIANTS_OF_PRODUCT]);
  });

  it.each([
    [MAX_INLINE - 1, false],
    [MAX_INLINE, true],
  ])('after %i variants creates one that is an item of its own: %p', (count, isOwn) => {
    expect(decide({ variants: inline(count) })).toEqual({
      events: [{ type: 'VariantChanged', variant: { ...given, version: 8 }, isNew: true, isOwn }],
    });
  });

  it('creates one of its own if the product would become too large with it', () => {
    const attributes = { text: 'x'.repeat(200) };
    const large = {
      ...given,
      options: Object.fromEntries(inline(300).map(({ sku }) => [sku, attributes.text])),
    };
    expect(decide({ variants: inline(1, { options: large.options }) }, large)).toMatchObject({
      events: [{ type: 'VariantChanged', isOwn: true }],
    });
  });

  it.each([
    [MAX_TOTAL - 1, 0, false],
    [MAX_TOTAL, 0, true],
    [MAX_TOTAL - 10, 9, false],
    [MAX_TOTAL - 10, 10, true],
  ])(
    'of a product with %i variants and %i archived ones is rejected: %p',
    (variantCount, archivedVariants, isRejected) => {
      const decision = decide({ variantCount, archivedVariants });
      expect('rejection' in decision).toBe(isRejected);
      if (isRejected)
        expect(decision).toEqual({ rejection: { code: 'TOO_MANY_VARIANTS', maxVariants: MAX_TOTAL } });
    },
  );

  it('emits PriceChanged, too, if prices of a variant changed', () => {
    const own = { ...given, version: 3 };
    const decision = decide({ variantCount: 60 }, { ...given, prices: { GBP: 6 } }, own);
    const after = { ...tea, variantCount: 60, updatedAt: CHANGED_AT };
    expect(decision).toEqual({
      events: [
        {
          type: 'VariantChanged',
          variant: { ...given, prices: { GBP: 6 }, version: 8 },
          isNew: false,
          isOwn: true,
        },
        {
          type: 'PriceChanged',
          product: after,
          changes: [{ sku: 'ASSAM-1', currency: 'GBP', fromMinor: 5, toMinor: 6 }],
        },
      ],
    });
  });

  it('rejects a change of a variant in the product that makes the product too large', () => {
    const options = Object.fromEntries(inline(700).map(({ sku }) => [sku, 'x'.repeat(200)]));
    expect(decide({ variants: [given] }, { ...given, options })).toMatchObject({
      rejection: { code: 'PRODUCT_TOO_LARGE' },
    });
  });

  it('keeps the place of a variant in the product', () => {
    const variants = inline(3);
    const changed = { sku: 'SKU-1', options: {}, prices: { GBP: 9 }, version: 8 };
    const event = {
      type: 'VariantChanged',
      at: CHANGED_AT,
      variant: changed,
      isNew: false,
      isOwn: false,
    } as const;
    expect(evolve({ ...tea, variants, variantCount: 3 }, event)).toMatchObject({
      variants: [variants[0], changed, variants[2]],
      variantCount: 3,
    });
  });
});
