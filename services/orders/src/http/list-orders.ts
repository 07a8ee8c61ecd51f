import { listOrders as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps, orderSeals } from '../deps.ts';
import { readOrderPage } from './order-page.ts';
import { type ShowDeps, showOrders } from './show-orders.ts';

export const handler = http(route, (request) => listOrders(request, { ...deps(), orderSeals: orderSeals() }));

/** Lists orders, newest first, optionally by customer and status. A machine with the reach `own` gets those that it placed. */
export async function listOrders(
  { query, caller }: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'orderProjection'> & ShowDeps,
): Promise<HttpReply<typeof route>> {
  const isLimited = caller.kind === 'machine' && caller.reach === 'own';
  const page = await readOrderPage(
    route,
    query,
    isLimited ? { placedByMachine: caller.id } : {},
    dependencies,
  );
  if ('rejection' in page) return page;
  return { body: { ...page, items: [...(await showOrders(page.items, dependencies))] } };
}
