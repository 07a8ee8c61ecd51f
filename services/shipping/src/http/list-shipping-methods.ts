import { listShippingMethods as route } from '@tradepost/contracts/shipping/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { offerMethods } from '../projections/offer-methods.ts';

export const handler = http(route, (request) => listShippingMethods(request, deps()));

/** Returns the shipping methods that are offered for a destination and a currency. */
export async function listShippingMethods(
  { query }: HttpRequest<typeof route>,
  { methods, now }: Pick<Deps, 'methods' | 'now'>,
): Promise<HttpReply<typeof route>> {
  const { currency, ...destination } = query;
  return { body: { items: offerMethods(await methods.active(), { destination, currency }, now()) } };
}
