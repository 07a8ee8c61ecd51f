import { recordAdjustment as route } from '@tradepost/contracts/inventory/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { audit, deps, idFromKey } from '../deps.ts';
import { type AdjustStockDeps, adjustStock } from './adjust-stock.ts';

export const handler = http(route, (request) =>
  recordAdjustment(request, { ...deps(), audit: audit(), idFromKey: idFromKey() }),
);

/** Like `adjustStock`, with the SKU in the body. An Idempotency-Key is shared by both routes: it makes one adjustment. */
export async function recordAdjustment(
  { body: { sku, ...body }, ...request }: HttpRequest<typeof route>,
  dependencies: AdjustStockDeps,
): Promise<HttpReply<typeof route>> {
  return adjustStock({ ...request, params: { sku }, body }, dependencies);
}
