import { create } from '@tradepost/aggregate/execute';
import { createProduct as route } from '@tradepost/contracts/http/catalog';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http';
import { deriveId, fingerprintOf } from '@tradepost/lambda/idempotent-id';
import { type Deps, deps } from '../deps.ts';
import { type CreateProduct, decide } from '../domain/decide.ts';
import { evolve, NO_PRODUCT, type ProductState } from '../domain/product.ts';
import { refuseTaken, toReply } from './product-reply.ts';

export const handler = http(route, (request) => createProduct(request, deps()));

/** Adds a product. The same request under the same key makes nothing more, and is answered as it was at first. */
export async function createProduct(
  { body, caller, correlationId, idempotencyKey }: HttpRequest<typeof route>,
  { products, newProductId, now }: Deps,
): Promise<HttpReply<typeof route>> {
  const at = now();
  const productId =
    idempotencyKey === undefined ? newProductId() : deriveId('prd', caller.id, idempotencyKey);
  const command: CreateProduct = { type: 'CreateProduct', productId, at, details: body };
  const result = await refuseTaken(
    create(products, productId, NO_PRODUCT, (state) => decide(command, state), {
      at,
      actor: caller.id,
      correlationId,
      fingerprint: fingerprintOf(body),
    }),
  );
  if ('rejection' in result) return result;
  const state = result.repeated ? asCreated(command, result.state) : result.state;
  return { ...toReply({ state, version: 0 }), location: `/v1/products/${productId}` };
}

/** What a product was when it was made: what the same request says, at the time when it was said. */
function asCreated(command: CreateProduct, state: ProductState): ProductState {
  if (state.status === 'none') return state;
  const decision = decide({ ...command, at: state.createdAt }, NO_PRODUCT);
  return 'rejection' in decision ? state : decision.events.reduce(evolve, NO_PRODUCT);
}
