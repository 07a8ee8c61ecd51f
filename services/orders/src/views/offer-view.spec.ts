import type { Product } from '@tradepost/contracts/models/product';
import { toOffers } from './offer-view.ts';

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

describe('What a product offers', () => {
  it('stands under each of its SKUs', () => {
    expect(toOffers(product, [])).toEqual([
      { ...source, sku: 'MUG-BLUE', title: 'Mug, blue', isForSale: true, prices: { GBP: 850 } },
      { ...source, sku: 'MUG-RED', title: 'Mug', isForSale: true, prices: { GBP: 900, EUR: 990 } },
    ]);
  });
  it.each(['draft', 'archived'] as const)('is not for sale while it is %s', (status) => {
    expect(toOffers({ ...product, status }, []).map(({ isForSale }) => isForSale)).toEqual([false, false]);
  });
  it('takes SKUs out of sale that the product no longer has', () => {
    expect(toOffers(product, ['MUG-BLUE', 'MUG-GREEN'])[2]).toEqual({
      ...source,
      sku: 'MUG-GREEN',
      title: 'Mug',
      isForSale: false,
      prices: {},
    });
  });
});
