import { listStock as route } from '@tradepost/contracts/inventory/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toBundleStock, toSkuStock } from '../projections/to-sku-stock.ts';
import { stockOfSkus } from './stock-of-skus.ts';

export const handler = http(route, (request) => listStock(request, deps()));

/** Returns the stock of many SKUs, in the order of the request. */
export async function listStock(
  { query: { skus } }: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'stock' | 'bundles'>,
): Promise<HttpReply<typeof route>> {
  const found = await stockOfSkus(skus, dependencies);
  return {
    body: {
      items: found.map((each) =>
        'components' in each
          ? toBundleStock(each.sku, each.components)
          : toSkuStock(each.sku, each.locations),
      ),
    },
  };
}
