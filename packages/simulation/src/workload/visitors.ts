import type { Draw } from '../random.ts';
import type { HttpClient, HttpRequest } from '../world/http-client.ts';
import { type Claims, CUSTOMER_ISSUER, customer, DEVELOPER, STAFF_ISSUER, SUPPORT } from '../world/tokens.ts';
import type { World } from '../world/world.ts';
import { CUSTOMER_IDS, cancelOrderAs, type Orderer, readOrderAs } from './order-routes.ts';
import type { PlacedOrder } from './plan-orders.ts';
import { asStaff } from './requests.ts';

export type VisitConfig = {
  readonly world: Pick<World, 'scheduler'>;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: { readonly orders: readonly PlacedOrder[] };
  /** Places of participants to leave out. */
  readonly withoutOrders?: ReadonlySet<number>;
};

/** Place of the visitors among the participants, so that they can be left out of a run. */
export const VISITORS = -2;

const VISITORS_SHARE = 0.5;
const MAX_VISITS = 12;
/** Within this time most orders were placed, and most captures are done. */
const VISITS_WITHIN_MS = 100_000;
/** One more than an address may request in an hour. */
const TOO_MANY_LINKS = 4;

type Visit = (order: PlacedOrder, orders: readonly PlacedOrder[], draw: Draw) => readonly HttpRequest[];

/**
 * Plays callers that request orders of all others: those who placed them, other customers, machines and guests, and tokens that
 * no route accepts. `check-access.ts` compares the answers with who may do what.
 */
export async function visitOrders({
  world,
  http,
  draw: drawn,
  record,
  withoutOrders,
}: VisitConfig): Promise<void> {
  const draw = drawn.under('visitors');
  if (!draw.chance('any', VISITORS_SHARE) || withoutOrders?.has(VISITORS) === true) return;
  await Promise.all(
    Array.from({ length: draw.int('how many', 1, MAX_VISITS) }, async (_none, place) => {
      const of = draw.under(`visit ${place}`);
      await world.scheduler.sleep(VISITS_WITHIN_MS * of.unit('comes'));
      if (record.orders.length === 0) return;
      const order = of.pick('order', record.orders);
      const requests = of.pick('kind', VISITS)(order, record.orders, of);
      for (const [index, request] of requests.entries())
        await http.send(request, `visit ${place} request ${index}`);
    }),
  );
}

const toOrderOf = ({ orderId, plan, orderToken }: PlacedOrder, by: Orderer = plan.by) => ({
  orderId,
  by,
  orderToken,
});

/** Requests that name an order: a read, and a cancellation. */
const both = (order: PlacedOrder, by?: Orderer) => [
  readOrderAs(toOrderOf(order, by)),
  cancelOrderAs(toOrderOf(order, by)),
];

/** Picks one of `preferred`; returns `order` if there is none. */
function pickOr(order: PlacedOrder, preferred: readonly PlacedOrder[], draw: Draw): PlacedOrder {
  return preferred.length === 0 ? order : draw.pick('preferred', preferred);
}

const onOrder = ({ orderId }: PlacedOrder, claims: Claims): readonly HttpRequest[] => [
  { method: 'GET', path: `/v1/orders/${orderId}`, claims },
  { method: 'GET', path: `/v1/orders/${orderId}/history`, claims },
  { method: 'POST', path: `/v1/orders/${orderId}/cancel`, body: {}, claims },
];

const withoutAccess = (requests: readonly HttpRequest[]) =>
  requests.map((request) => ({ ...request, isWithoutAccess: true }));

/** A guest asks for a link to an order by e-mail. */
const askForLink: Visit = (order, orders, draw) => {
  const ofGuests = orders.filter(({ orderToken }) => orderToken !== undefined);
  const { plan, orderId } = draw.chance('of a guest', 0.5) ? pickOr(order, ofGuests, draw) : order;
  const email = draw.chance('unknown', 0.2) ? 'nobody@example.com' : plan.body['email'];
  const body = { email, ...(draw.chance('names the order', 0.5) ? { orderId } : {}) };
  const count = draw.chance('too many', 0.4) ? TOO_MANY_LINKS : 1;
  return Array.from({ length: count }, () => ({ method: 'POST', path: '/v1/guest/order-links', body }));
};

const VISITS: readonly Visit[] = [
  (order) => [readOrderAs(toOrderOf(order))],
  // Whoever it is of, each of these may reach it or not.
  (order) => both(order, 'ada'),
  (order) => both(order, 'grace'),
  (order) => [...both(order, 'bff'), ...onOrder(order, { ...readOrderAs(toOrderOf(order, 'bff')).claims })],
  (order) => both(order, 'marketplace'),
  // The token of another guest's order.
  (order, orders, draw) => {
    const others = orders.filter((each) => each.orderToken !== undefined && each !== order);
    if (others.length === 0) return [];
    const { orderToken } = draw.pick('token', others);
    return both({ ...order, ...(orderToken === undefined ? {} : { orderToken }) }, 'guest');
  },
  (order) => onOrder(order, SUPPORT),
  (order, orders, draw) => {
    const captured = orders.filter(({ plan }) => plan.captureAfterMs !== undefined);
    return onOrder(pickOr(order, captured, draw), SUPPORT).slice(-1);
  },
  // Staff revokes the token, and the guest uses it again.
  (order, orders, draw) => {
    const ofGuests = orders.filter(({ orderToken }) => orderToken !== undefined);
    const picked = pickOr(order, ofGuests, draw);
    return [
      asStaff({ method: 'POST', path: `/v1/orders/${picked.orderId}/order-token/revoke` }),
      ...(picked.orderToken === undefined ? [] : [readOrderAs(toOrderOf(picked, 'guest'))]),
    ];
  },
  ...[askForLink, askForLink, askForLink],
  // Tokens of the other pool, with the scopes of the route; without a scope; an ID token; and no token.
  (order) => withoutAccess(onOrder(order, { ...DEVELOPER, iss: CUSTOMER_ISSUER })),
  (order) =>
    withoutAccess(
      both(order, 'ada').map((request) => ({
        ...request,
        claims: { ...customer(customerOf(order)), iss: STAFF_ISSUER },
      })),
    ),
  (order) => withoutAccess(onOrder(order, { ...DEVELOPER, scope: 'tradepost/catalog:write' })),
  (order) => withoutAccess(onOrder(order, { ...DEVELOPER, token_use: 'id' })),
  (order) =>
    withoutAccess([
      { method: 'GET', path: `/v1/orders/${order.orderId}` },
      { method: 'GET', path: `/v1/me/orders/${order.orderId}` },
      { method: 'GET', path: `/v1/guest/orders/${order.orderId}` },
    ]),
];

/** The id of the customer whose order it is, if it has one. */
function customerOf({ plan }: PlacedOrder): string {
  const named = plan.body['customerId'];
  if (typeof named === 'string' && named.startsWith('cus_')) return named;
  return plan.by === 'grace' ? CUSTOMER_IDS.grace : CUSTOMER_IDS.ada;
}
