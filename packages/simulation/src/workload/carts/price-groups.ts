import type { Draw } from '../../random.ts';
import { CUSTOMER_IDS, claimsOf } from '../order-routes.ts';
import { asStaff, post } from '../requests.ts';
import type { CartsConfig } from './shopper.ts';

/** Group of the customers who have prices of their own. */
export const TRADE = 'trade';

const IN_GROUP_SHARE = 0.7;
const ANY_VERSION = { 'if-match': '*' };

/** Creates a price list for a group, sets its prices, and puts customers into the group. */
export async function priceGroups(
  { http, record, world }: CartsConfig,
  skus: readonly string[],
  draw: Draw,
): Promise<void> {
  const list = { name: 'Trade', conditions: { customerGroup: TRADE }, taxIncluded: true, status: 'active' };
  const created = await http.send(post('/v1/price-lists', list, 'carts-trade'), 'carts price list');
  if (created?.status !== 201) return;
  const priceListId = String(created.body.id);
  const trade = { priceListId, sinceMs: new Map<string, number>() };
  record.carts.trade = trade;
  for (const sku of skus) {
    const tiers = ['GBP', 'EUR'].map((currency) => ({ currency, minQuantity: 1, minor: 11 }));
    const path = `/v1/price-lists/${priceListId}/prices/${sku}`;
    const answer = await http.send(
      asStaff({ method: 'PUT', path, body: { tiers }, headers: ANY_VERSION }),
      `carts price ${sku}`,
    );
    if (answer?.status === 200) trade.sinceMs.set(sku, world.scheduler.nowMs());
  }
  for (const by of ['ada', 'grace'] as const) {
    await http.send({ method: 'GET', path: '/v1/me', ...claimsOf(by) }, `carts profile of ${by}`);
    if (draw.chance(`${by} is in the group`, IN_GROUP_SHARE)) await setGroups(by, [TRADE], { http }, 'first');
  }
}

/** Staff sets the groups of a customer. */
export async function setGroups(
  by: keyof typeof CUSTOMER_IDS,
  groups: readonly string[],
  { http }: Pick<CartsConfig, 'http'>,
  key: string,
): Promise<void> {
  const path = `/v1/customers/${CUSTOMER_IDS[by]}`;
  const request = asStaff({ method: 'PATCH', path, body: { groups }, headers: ANY_VERSION });
  await http.send(request, `groups of ${by} ${key}`);
}
