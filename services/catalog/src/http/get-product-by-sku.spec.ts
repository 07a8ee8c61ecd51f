import type { HttpRequest } from '@tradepost/lambda/http/http';
import type { Deps } from '../deps.ts';
import { tea } from '../domain/product.spec-kit.ts';
import { getProductBySku } from './get-product-by-sku.ts';

type Request = HttpRequest<typeof import('@tradepost/contracts/catalog/routes').getProductBySku>;

const request = (sku: string) => ({ params: { sku } }) as Request;
const deps = {
  products: { ownerOf: async () => tea.id, load: async () => ({ version: 3, state: tea }) },
} as unknown as Deps;

describe('getProductBySku for a product whose claims change meanwhile', () => {
  it('answers PRODUCT_NOT_FOUND for a SKU that the product no longer has', async () => {
    expect(await getProductBySku(request('ASSAM-50'), deps)).toEqual({
      rejection: { code: 'PRODUCT_NOT_FOUND', sku: 'ASSAM-50' },
    });
  });

  it('returns the product for a SKU that it has', async () => {
    expect(await getProductBySku(request('ASSAM-500'), deps)).toEqual({
      body: { ...tea, version: 3 },
      version: 3,
    });
  });
});
