import type { Product } from '@tradepost/contracts/catalog/model';
import { type SeenProduct, toOffers } from './to-offers.ts';

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
const skus = new Set(['MUG-BLUE', 'MUG-RED']);
const seen: SeenProduct = { ...source, title: 'Mug', skus, everSkus: skus };

describe('toOffers', () => {
  it('returns an offer for each SKU of a product', () => {
    expect(toOffers(product, seen)).toEqual({
      offers: [
        { ...source, sku: 'MUG-BLUE', title: 'Mug, blue', isForSale: true, prices: { GBP: 850 } },
        { ...source, sku: 'MUG-RED', title: 'Mug', isForSale: true, prices: { GBP: 900, EUR: 990 } },
      ],
      dropped: [],
    });
  });
  it('includes the purchase limit of a variant that has one', () => {
    const [first, ...others] = product.variants;
    const limited = { ...product, variants: first ? [{ ...first, purchaseLimit: 2 }, ...others] : [] };
    expect(toOffers(limited, seen).offers.map((offer) => offer.purchaseLimit)).toEqual([2, undefined]);
  });
  it.each(['draft', 'archived'] as const)('marks offers of a %s product as not for sale', (status) => {
    const { offers } = toOffers({ ...product, status }, seen);
    expect(offers.map(({ isForSale }) => isForSale)).toEqual([false, false]);
  });
  it('returns SKUs that the product no longer has as not for sale', () => {
    const { dropped } = toOffers(product, { ...seen, everSkus: new Set([...skus, 'MUG-GREEN']) });
    expect(dropped).toEqual([{ ...source, sku: 'MUG-GREEN', title: 'Mug', isForSale: false, prices: {} }]);
  });
  it('returns only the SKUs dropped by the newer version if the product is older', () => {
    const newer = { ...seen, version: 4, title: 'Cup', skus: new Set(['MUG-BLUE']) };
    expect(toOffers(product, newer)).toEqual({
      offers: [],
      dropped: [{ ...source, version: 4, sku: 'MUG-RED', title: 'Cup', isForSale: false, prices: {} }],
    });
  });
});
