import { recordAdjustment as route } from '@tradepost/contracts/http/inventory';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http';
import { type Deps, deps } from '../deps.ts';
import { adjustStock } from './adjust-stock.ts';

export const handler = http(route, (request) => recordAdjustment(request, deps()));

/** As `adjustStock`, for a SKU in the body. One Idempotency-Key is one adjustment, whichever of the two routes it came by. */
export async function recordAdjustment(
  { body: { sku, ...body }, ...request }: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'changeStock' | 'now' | 'newUlid'>,
): Promise<HttpReply<typeof route>> {
  return adjustStock({ ...request, params: { sku }, body }, dependencies);
}
