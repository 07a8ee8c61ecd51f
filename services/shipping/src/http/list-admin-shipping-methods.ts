import { listAdminShippingMethods as route } from '@tradepost/contracts/shipping/routes';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toShippingMethod } from '../projections/to-shipping-method.ts';

export const handler = http(route, (request) => listAdminShippingMethods(request, deps()));

/** Returns a page of the shipping methods of a status, newest first. */
export async function listAdminShippingMethods(
  { query }: HttpRequest<typeof route>,
  { methods }: Pick<Deps, 'methods'>,
): Promise<HttpReply<typeof route>> {
  const from = fromCursor(route, query, isStatusSort);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { items, next } = await methods.page(query.status, query.limit, from.after);
  return {
    body: {
      items: items.map(({ state, version }) => toShippingMethod(state, version)),
      ...(next === undefined ? {} : { nextCursor: toCursor(route, query, next) }),
    },
  };
}

/** Checks whether a text has the format of the sort key of a list: time of creation and id. */
function isStatusSort(text: string): boolean {
  return /^[\dT:.Z-]+#shm_[0-9A-Z]{26}$/.test(text);
}
