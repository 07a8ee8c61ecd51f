import { listStock as route } from '@tradepost/contracts/inventory/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toSkuStock } from '../projections/to-sku-stock.ts';

export const handler = http(route, (request) => listStock(request, deps()));

/** Returns the stock of many SKUs, in the order of the request. */
export async function listStock(
  { query: { skus } }: HttpRequest<typeof route>,
  { stock }: Pick<Deps, 'stock'>,
): Promise<HttpReply<typeof route>> {
  const found = await stock.ofSkus(skus);
  return { body: { items: skus.map((sku, index) => toSkuStock(sku, found[index] ?? [])) } };
}
