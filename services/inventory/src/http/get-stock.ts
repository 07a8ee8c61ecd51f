import { getStock as route } from '@tradepost/contracts/inventory/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toBundleStock, toSkuStock } from '../projections/to-sku-stock.ts';
import { stockOfSkus } from './stock-of-skus.ts';

export const handler = http(route, (request) => getStock(request, deps()));

/** Returns the stock of a SKU at all locations, or that of a bundle. */
export async function getStock(
  { params: { sku } }: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'stock' | 'bundles'>,
): Promise<HttpReply<typeof route>> {
  const [found = { sku, locations: [] }] = await stockOfSkus([sku], dependencies);
  if ('components' in found) return { body: toBundleStock(sku, found.components) };
  if (found.locations.length === 0) return { rejection: { code: 'STOCK_NOT_FOUND', sku } };
  return { body: toSkuStock(sku, found.locations) };
}
