import type { HttpRequest } from '@tradepost/lambda/http';
import type { Deps } from '../deps.ts';
import { tea } from '../domain/product.spec-fixture.ts';
import { getProductBySlug } from './get-product-by-slug.ts';

type Request = HttpRequest<typeof import('@tradepost/contracts/http/catalog').getProductBySlug>;

const request = (slug: string) => ({ params: { slug } }) as Request;
const deps = {
  products: { ownerOf: async () => tea.id, load: async () => ({ version: 3, state: tea }) },
} as unknown as Deps;

describe('When a product changes its slug while it is being looked for', () => {
  it('is not found by the former any more', async () => {
    expect(await getProductBySlug(request('assam-tea'), deps)).toEqual({
      rejection: { code: 'PRODUCT_NOT_FOUND', slug: 'assam-tea' },
    });
  });

  it('is found by the one that it has', async () => {
    expect(await getProductBySlug(request('assam'), deps)).toEqual({
      body: { ...tea, version: 3 },
      version: 3,
    });
  });
});
