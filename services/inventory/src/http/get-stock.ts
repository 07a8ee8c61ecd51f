import { getStock as route } from '@tradepost/contracts/inventory/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toSkuStock } from '../projections/to-sku-stock.ts';

export const handler = http(route, (request) => getStock(request, deps()));

/** Returns the stock of a SKU at all locations. */
export async function getStock(
  { params: { sku } }: HttpRequest<typeof route>,
  { stock }: Pick<Deps, 'stock'>,
): Promise<HttpReply<typeof route>> {
  const locations = await stock.ofSku(sku);
  if (locations.length === 0) return { rejection: { code: 'STOCK_NOT_FOUND', sku } };
  return { body: toSkuStock(sku, locations) };
}
