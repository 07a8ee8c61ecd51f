import { getAvailability as route } from '@tradepost/contracts/inventory/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toShopAvailability } from '../projections/to-shop-availability.ts';

export const handler = http(route, (request) => getAvailability(request, deps()));

/** Returns the availability of many SKUs, in the order of the request. Anyone may call it, so it returns no numbers. */
export async function getAvailability(
  { query: { skus } }: HttpRequest<typeof route>,
  { stock }: Pick<Deps, 'stock'>,
): Promise<HttpReply<typeof route>> {
  const found = await stock.ofSkus(skus);
  return {
    body: {
      items: skus.map((sku, index) => ({ sku, availability: toShopAvailability(found[index] ?? []) })),
    },
  };
}
