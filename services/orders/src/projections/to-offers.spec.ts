import type { Product } from '@tradepost/contracts/catalog/model';
import { type StoredProduct, toOffer, toOffers } from './to-offers.ts';

const product: Product = {
  id: 'prd_01JD3XK8WQ4N6T2B9V5M7R0C1E',
  status: 'active',
  version: 3,
  title: 'Mug',
  slug: 'mug',
  categories: [],
  variants: [
    { sku: 'MUG-BLUE', title: 'Mug, blue', options: { colour: 'blue' }, prices: { GBP: 850 } },
    { sku: 'MUG-RED', options: { colour: 'red' }, prices: { GBP: 900, EUR: 990 } },
  ],
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-02-01T00:00:00.000Z',
};
const source = { productId: product.id, version: 3, updatedAt: product.updatedAt };

describe('toOffers', () => {
  it('returns an offer for each variant of an event', () => {
    expect(toOffers(product)).toEqual({
      offers: [
        { ...source, sku: 'MUG-BLUE', title: 'Mug, blue', isForSale: true, prices: { GBP: 850 } },
        { ...source, sku: 'MUG-RED', isForSale: true, prices: { GBP: 900, EUR: 990 } },
      ],
      removed: [],
    });
  });

  it('includes the purchase limit of a variant that has one', () => {
    const [first, ...others] = product.variants;
    const limited = { ...product, variants: first ? [{ ...first, purchaseLimit: 2 }, ...others] : [] };
    expect(toOffers(limited).offers.map((offer) => offer.purchaseLimit)).toEqual([2, undefined]);
  });

  it('marks an archived variant as not for sale', () => {
    const [mug] = product.variants.map((variant) => ({
      ...variant,
      ...{ productId: product.id, status: 'archived' as const, version: 3 },
    }));
    const { offers } = toOffers({ ...product, variants: mug === undefined ? [] : [mug] });
    expect(offers).toEqual([
      { ...source, sku: 'MUG-BLUE', title: 'Mug, blue', isForSale: false, prices: { GBP: 850 } },
    ]);
  });

  it('returns SKUs that the product no longer has as not for sale', () => {
    const { removed } = toOffers({ ...product, skusRemoved: ['MUG-GREEN'] });
    expect(removed).toEqual([{ ...source, sku: 'MUG-GREEN', isForSale: false, prices: {} }]);
  });
});

describe('toOffer', () => {
  const stored = { ...source, sku: 'MUG-RED', isForSale: true, prices: { GBP: 900 } };
  const ofProduct: StoredProduct = { ...source, title: 'Mug', status: 'active' };
  const offer = { sku: 'MUG-RED', title: 'Mug', isForSale: true, prices: { GBP: 900 } };

  it('has the title of the product, unless the variant has one', () => {
    expect(toOffer({ stored, product: ofProduct })).toEqual(offer);
    expect(toOffer({ stored: { ...stored, title: 'Mug, red' }, product: ofProduct })).toEqual({
      ...offer,
      title: 'Mug, red',
    });
  });

  it.each(['draft', 'archived'] as const)('is not for sale if the product is %s', (status) => {
    expect(toOffer({ stored, product: { ...ofProduct, status } })).toEqual({ ...offer, isForSale: false });
  });

  it('of a bundle is for sale while its components are neither archived nor removed, also if they are drafts', () => {
    const set = { ...stored, components: [{ sku: 'CUP', quantity: 2 }] };
    const isForSale = (component: object | undefined, status: StoredProduct['status'] = 'active') =>
      toOffer(
        { stored: set, product: ofProduct },
        new Map(
          component === undefined
            ? []
            : [['CUP', { stored: { ...stored, ...component }, product: { ...ofProduct, status } }]],
        ),
      ).isForSale;
    expect(isForSale({})).toBe(true);
    expect(isForSale({}, 'draft')).toBe(true);
    expect(isForSale({}, 'archived')).toBe(false);
    expect(isForSale({ isForSale: false })).toBe(false);
    expect(isForSale(undefined)).toBe(false);
  });

  it('of the first version has title and status of its own', () => {
    const { status: _status, ...former } = ofProduct;
    const own = { ...stored, title: 'Old mug', isForSale: false };
    expect(toOffer({ stored: own, product: former })).toEqual({
      ...offer,
      title: 'Old mug',
      isForSale: false,
    });
    expect(toOffer({ stored: own, product: undefined })).toEqual({
      ...offer,
      title: 'Old mug',
      isForSale: false,
    });
  });
});
