import { getAvailability as route } from '@tradepost/contracts/inventory/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toBundleAvailability, toShopAvailability } from '../projections/to-shop-availability.ts';
import { stockOfSkus } from './stock-of-skus.ts';

export const handler = http(route, (request) => getAvailability(request, deps()));

/** Returns the availability of many SKUs, in the order of the request. Anyone may call it, so it returns no numbers. */
export async function getAvailability(
  { query: { skus } }: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'stock' | 'bundles'>,
): Promise<HttpReply<typeof route>> {
  const found = await stockOfSkus(skus, dependencies);
  return {
    body: {
      items: found.map((each) => ({
        sku: each.sku,
        availability:
          'components' in each ? toBundleAvailability(each.components) : toShopAvailability(each.locations),
      })),
    },
  };
}
