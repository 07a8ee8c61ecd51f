import type { HttpRequest } from '@tradepost/lambda/http/http';
import type { Deps } from '../deps.ts';
import { tea } from '../domain/product.spec-kit.ts';
import { getProductBySlug } from './get-product-by-slug.ts';

type Request = HttpRequest<typeof import('@tradepost/contracts/catalog/routes').getProductBySlug>;

const request = (slug: string) => ({ params: { slug } }) as Request;
const deps = {
  products: { ownerOf: async () => tea.id, load: async () => ({ version: 3, state: tea }) },
} as unknown as Deps;

describe('getProductBySlug for a product whose slug changes meanwhile', () => {
  it('answers PRODUCT_NOT_FOUND for the former slug', async () => {
    expect(await getProductBySlug(request('assam-tea'), deps)).toEqual({
      rejection: { code: 'PRODUCT_NOT_FOUND', slug: 'assam-tea' },
    });
  });

  it('returns the product for its current slug', async () => {
    expect(await getProductBySlug(request('assam'), deps)).toEqual({
      body: { ...tea, version: 3 },
      version: 3,
    });
  });
});
