import { setStockLevel as route } from '@tradepost/contracts/inventory/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { audit, deps } from '../deps.ts';
import { type SetStockDeps, setStock } from './set-stock.ts';

export const handler = http(route, (request) => setStockLevel(request, { ...deps(), audit: audit() }));

/** Like `setStock`, with the SKU in the query. */
export async function setStockLevel(
  { query, ...request }: HttpRequest<typeof route>,
  dependencies: SetStockDeps,
): Promise<HttpReply<typeof route>> {
  return setStock({ ...request, params: query }, dependencies);
}
