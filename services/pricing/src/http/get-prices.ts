import { getPrices as route } from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { pricesAt } from '../domain/price-timeline.ts';

export const handler = http(route, (request) => getPrices(request, deps()));

/** Returns the prices of a SKU at a time, from the history of its base prices and of its price lists. */
export async function getPrices(
  { params: { sku }, query }: HttpRequest<typeof route>,
  { prices, priceLists, now }: Pick<Deps, 'prices' | 'priceLists' | 'now'>,
): Promise<HttpReply<typeof route>> {
  const at = query.at ?? now();
  const [base, { state }] = await Promise.all([prices.baseHistory(sku, at), prices.load(sku)]);
  const lists = await Promise.all(
    state.lists.map(async ({ priceListId: id }) => {
      const [states, tiers] = await Promise.all([
        priceLists.history(id, at),
        prices.tiersHistory(sku, id, at),
      ]);
      return { id, states, tiers };
    }),
  );
  const items = pricesAt({ base, lists }, at);
  if (items.length === 0) return { rejection: { code: 'PRICE_NOT_FOUND', sku } };
  return { body: { sku, at, items: [...items] } };
}
