import { createProduct as route } from '@tradepost/contracts/catalog/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { IdFromKey } from '@tradepost/lambda/id-from-key';
import { hashRequest } from '@tradepost/lambda/idempotent-id';
import { type Deps, deps, idFromKey } from '../deps.ts';
import { componentsOf } from '../domain/check-components.ts';
import { create, type NewProduct, toFacts } from '../domain/create.ts';
import { generatedSlugs } from '../domain/generated-slugs.ts';
import type { ProductState } from '../domain/product.ts';
import { rejectTaken, toReply } from './product-reply.ts';

export const handler = http(route, (request) =>
  createProduct(request, { ...deps(), idFromKey: idFromKey() }),
);

export type CreateProductDeps = Deps & { readonly idFromKey: IdFromKey };

/**
 * Creates a product. A repeated request with the same Idempotency-Key changes nothing and gets the first response. A product
 * without a slug gets a generated one: see `generatedSlugs`.
 */
export async function createProduct(
  request: HttpRequest<typeof route>,
  dependencies: CreateProductDeps,
): Promise<HttpReply<typeof route>> {
  const { body, caller, idempotencyKey } = request;
  const productId =
    idempotencyKey === undefined
      ? dependencies.newProductId()
      : await dependencies.idFromKey('prd', caller, idempotencyKey);
  if (body.slug !== undefined) return createWithSlug(request, dependencies, productId, body.slug);
  const [slug = '', otherSlug = ''] = generatedSlugs(body.title, productId);
  const reply = await createWithSlug(request, dependencies, productId, slug);
  const isTaken = 'rejection' in reply && reply.rejection.code === 'SLUG_TAKEN';
  return isTaken ? createWithSlug(request, dependencies, productId, otherSlug) : reply;
}

async function createWithSlug(
  request: HttpRequest<typeof route>,
  { products }: Pick<Deps, 'products'>,
  productId: string,
  slug: string,
): Promise<HttpReply<typeof route>> {
  const { body } = request;
  const details = { ...body, slug };
  const cause = { ...by(request), fingerprint: hashRequest(body) };
  const known = await products.findVariants(componentsOf(body.variants));
  const result = await rejectTaken(products.create(productId, create(productId, details, known), cause));
  if ('rejection' in result) return result;
  const state = result.repeated ? asCreated(productId, details, result.state, body.slug) : result.state;
  return { ...toReply({ state, version: 0 }), location: `/v1/products/${productId}` };
}

/**
 * Returns the product as it was created: the result of the same request, at the time of the first one. The slug that was
 * generated then is not stored, so a product created without a slug is returned with its current slug.
 */
function asCreated(
  productId: string,
  details: NewProduct,
  state: ProductState,
  givenSlug: string | undefined,
): ProductState {
  if (state.status === 'none') return state;
  return toFacts(productId, { ...details, slug: givenSlug ?? state.slug }, state.createdAt);
}
