import type { StoredCommit } from '@tradepost/aggregate/store';
import { replay } from '@tradepost/aggregate/stored-commit';
import { getOrderHistory as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps, orderSeals } from '../deps.ts';
import { mayReach } from '../domain/may-reach.ts';
import { type OrderEvent, order, type PlacedOrder, replaceSeals } from '../domain/order.ts';
import type { PersonalData } from '../domain/personal-data.ts';
import { toPersonalFields, withoutErased } from '../projections/to-order.ts';
import type { ShowDeps } from './show-orders.ts';

export const handler = http(route, (request) =>
  getOrderHistory(request, { ...deps(), orderSeals: orderSeals() }),
);

/** Returns every event of an order, with its actor and time. */
export async function getOrderHistory(
  { params: { orderId }, caller }: HttpRequest<typeof route>,
  { orders, orderSeals: seals }: Pick<Deps, 'orders'> & ShowDeps,
): Promise<HttpReply<typeof route>> {
  const commits = await orders.history(orderId);
  const { state } = replay(order, commits);
  if (!mayReach(caller, state)) return { rejection: { code: 'ORDER_NOT_FOUND', orderId } };
  const versions = sealVersions(state, commits);
  const opened = await seals.open(versions);
  const last = opened.at(-1) ?? {};
  const erased = last.contact === undefined ? buyersIn(commits) : new Set();
  const items = commits.flatMap(({ version, actor, correlationId, events }) =>
    events.map((event) => ({
      version,
      actor: erased.has(actor) ? 'erased' : actor,
      correlationId,
      type: event.type,
      at: event.at,
      data: dataOf(event, opened[versions.findLastIndex((each) => each.from <= version)] ?? {}, state),
    })),
  );
  return { body: { orderId, items } };
}

type SealVersion = PlacedOrder & {
  /** First version of the order that has the seals. */
  readonly from: number;
};

/** Returns the seals of an order as they were after it was placed, and after each correction. */
function sealVersions(
  order: PlacedOrder,
  commits: readonly StoredCommit<OrderEvent>[],
): readonly SealVersion[] {
  const versions: SealVersion[] = [];
  for (const { version: from, events } of commits) {
    for (const event of events) {
      const former = versions.at(-1)?.sealed;
      if (event.type === 'OrderPlaced') versions.push({ ...order, sealed: event.sealed, from });
      if (event.type === 'PersonalDataCorrected' && former !== undefined)
        versions.push({ ...order, sealed: replaceSeals(former, event.sealed), from });
    }
  }
  return versions;
}

/** Returns the ids of the customers who bought an order: who placed it, and who claimed it. */
function buyersIn(commits: readonly StoredCommit<OrderEvent>[]): ReadonlySet<string> {
  const ids = commits
    .flatMap(({ events }) => events)
    .flatMap((event) => {
      if (event.type === 'OrderClaimed') return [event.customerId];
      return event.type === 'OrderPlaced' ? [event.customerId] : [];
    });
  return new Set(ids.filter((id) => id !== undefined));
}

/**
 * Returns the event's data with opened seals, and without the payment token and the hashes of a guest, which a caller does not
 * need.
 */
function dataOf(event: OrderEvent, opened: PersonalData, of: PlacedOrder): Record<string, unknown> {
  if (event.type === 'OrderCancelled') return opened.reason === undefined ? {} : { reason: opened.reason };
  if (event.type === 'OrderPaymentAwaited') return { until: event.until };
  // The customer who claimed the order was erased, too.
  if (event.type === 'OrderClaimed' && opened.contact === undefined) return {};
  if (event.type === 'PersonalDataCorrected')
    return { corrected: Object.keys(event.sealed), ...toPersonalFields(of.country, opened) };
  if (event.type !== 'OrderPlaced') {
    const { type: _type, at: _at, ...data } = event;
    return data;
  }
  const {
    type: _type,
    at: _at,
    sealedPaymentToken: _token,
    emailHash: _emailHash,
    ipHash: _ipHash,
    customerKey: _customerKey,
    subjectId: _subjectId,
    sealed: _sealed,
    country,
    ...shown
  } = event;
  return { ...withoutErased(shown, opened), ...toPersonalFields(country, opened) };
}
