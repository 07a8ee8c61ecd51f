import { toApiEvent } from '@tradepost/local/gateway/api-event';
import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Claim } from '../workload/claim-orders.ts';
import type { Answered } from '../world/http-client.ts';
import { customer } from '../world/tokens.ts';
import type { World } from '../world/world.ts';
import { invoke } from './invoke.ts';
import type { Books } from './tables.ts';
import type { Report } from './violation.ts';

const ONE = 'an order is claimed by one customer';
const LISTED = 'a claimed order is listed for its customer';
const FUNCTION = 'tradepost-dev-orders-list-my-orders';
const WITHIN_MS = 60_000;
/** The index by the hash of the address is behind its table by up to two minutes. */
const SEEN_AFTER_MS = 121_000;

/**
 * One customer has a claimed order. An accepted claim has sent the command for each order that was placed some minutes before it. If
 * another customer may have the order too, nothing is sent.
 *
 * @param claims who may have orders of guests
 */
export function checkClaims(
  answers: readonly Answered[],
  claims: readonly Claim[],
  { sentBodies, orders }: Pick<World, 'sentBodies'> & Pick<Books, 'orders'>,
  report: Report,
): void {
  const placed = new Map<string, { readonly email: string; readonly atMs: number }>();
  for (const { route, request, answer, answeredMs } of answers)
    if (route === 'POST /v1/guest/orders' && answer.status === 201)
      placed.set(answer.body.id, { email: emailOf(request.body), atMs: answeredMs });
  for (const [orderId, holders] of holdersIn(answers))
    if (placed.has(orderId) && holders.size > 1)
      report(ONE, `${orderId}: ${[...holders].join(' and ')} have it`);
  for (const { route, request, answer, sentMs } of answers) {
    if (route !== 'POST /v1/me/order-claims' || answer.status !== 202) continue;
    const { customer_id: customerId, email = '' } = request.claims ?? {};
    for (const [orderId, order] of placed) {
      // The order may have another address since.
      if (isCorrected(orders.get(orderId))) continue;
      if (order.email !== email.toLowerCase() || order.atMs > sentMs - SEEN_AFTER_MS) continue;
      if (claims.some((each) => each.orderId === orderId && each.customerId !== customerId)) continue;
      const id = `"${answer.correlationId}/ClaimOrder/${orderId}"`;
      if (!sentBodies.some((body) => body.includes(id)))
        report(
          'accepted requests have their effect',
          `${customerId} has claimed ${orderId}, and nothing was sent`,
        );
    }
  }
}

function isCorrected(log: readonly UncheckedJson[] = []): boolean {
  return log.some(({ events }) => events.some(({ type }: UncheckedJson) => type === 'PersonalDataCorrected'));
}

/** Returns the customers who read each order, by itself or in their list. */
function holdersIn(answers: readonly Answered[]): ReadonlyMap<string, ReadonlySet<string>> {
  const holders = new Map<string, Set<string>>();
  for (const { route, params, request, answer } of answers) {
    if (!route.startsWith('GET /v1/me/orders') || answer.status !== 200) continue;
    const seen = route === 'GET /v1/me/orders' ? answer.body.items : [{ id: params['orderId'] }];
    for (const { id } of seen as readonly UncheckedJson[])
      holders.set(id, (holders.get(id) ?? new Set()).add(request.claims?.['customer_id'] ?? ''));
  }
  return holders;
}

function emailOf(body: unknown): string {
  const sent = typeof body === 'string' ? JSON.parse(body) : body;
  return String((sent as { readonly email?: unknown }).email).toLowerCase();
}

/** Returns the customer who has claimed an order. */
function claimantOf(log: readonly UncheckedJson[] = []): string | undefined {
  return log.flatMap(({ events }) => events as UncheckedJson[]).find(({ type }) => type === 'OrderClaimed')
    ?.customerId;
}

/** Reads the list of each customer with a claimed order, when nothing changes any more. */
export async function checkClaimedLists(world: World, { orders }: Books, report: Report): Promise<void> {
  for (const [orderId, log] of orders) {
    const customerId = claimantOf(log);
    if (customerId === undefined) continue;
    const event = toEvent(customerId, world.scheduler.nowMs());
    const result = await invoke(world, FUNCTION, event, `${LISTED} ${orderId}`, WITHIN_MS);
    if (result?.ok !== true) {
      report('all work finishes', FUNCTION);
      return;
    }
    const { body } = result.payload as { readonly body: string };
    const items = (JSON.parse(body) as { readonly items?: readonly UncheckedJson[] }).items ?? [];
    if (!items.some(({ id }) => id === orderId)) report(LISTED, `${customerId} has no ${orderId}`);
  }
}

function toEvent(customerId: string, receivedMs: number): object {
  const path = '/v1/me/orders';
  return toApiEvent(
    {
      ...{ id: 'simulated', method: 'GET', path, query: 'limit=100', sourceIp: '127.0.0.1', receivedMs },
      ...{ headers: [], body: Buffer.alloc(0) },
    },
    { route: { kind: 'http', apiId: 'simulated', method: 'GET', path }, path, parameters: {} },
    { accountId: '000000000000', stage: 'dev' },
    { jwt: { claims: customer(customerId) } },
  );
}
