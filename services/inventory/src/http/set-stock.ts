import { setStock as route } from '@tradepost/contracts/inventory/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';

export const handler = http(route, (request) => setStock(request, deps()));

export type SetStockRequest = Pick<
  HttpRequest<typeof route>,
  'params' | 'body' | 'caller' | 'ifMatch' | 'correlationId'
>;

/** Sets the units counted at a location. `set-stock-level.ts` has the SKU in the query. */
export async function setStock(
  request: SetStockRequest,
  { changeStock, now, newUlid }: Pick<Deps, 'changeStock' | 'now' | 'newUlid'>,
): Promise<HttpReply<typeof route>> {
  const { params, body, ifMatch } = request;
  const { sku, location } = params;
  const changed = await changeStock(
    { sku, location, adjustmentId: `adj_${newUlid()}` },
    { type: 'SetStock', ...body, ifMatch },
    { at: now(), ...by(request) },
  );
  if ('rejection' in changed) return { rejection: { ...changed.rejection, sku, location } };
  return { body: changed.stock, version: changed.stock.version };
}
