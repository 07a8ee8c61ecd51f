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
 * One customer has a claimed order. An accepted claim has its effect on each order that was placed some minutes before it: the
 * answers are compared with what is stored. If another customer may have it too, their claim may have been given up half-way.
 *
 * @param claims who may have orders of guests
 */
export function checkClaims(
  answers: readonly Answered[],
  claims: readonly Claim[],
  { orders }: Books,
  report: Report,
): void {
  const holders = new Map<string, Set<string>>();
  const placed = new Map<string, { readonly email: string; readonly atMs: number }>();
  for (const { route, params, request, answer, answeredMs } of answers) {
    const { customer_id: customerId = '' } = request.claims ?? {};
    const { body } = answer;
    if (route === 'POST /v1/guest/orders' && answer.status === 201)
      placed.set(body.id, { email: emailOf(request.body), atMs: answeredMs });
    const seen = route === 'GET /v1/me/orders' ? (body?.items ?? []) : [{ id: params['orderId'] }];
    if (!route.startsWith('GET /v1/me/orders') || answer.status !== 200) continue;
    for (const { id } of seen) holders.set(id, (holders.get(id) ?? new Set()).add(customerId));
  }
  for (const [orderId, ids] of holders)
    if (placed.has(orderId) && ids.size > 1) report(ONE, `${orderId}: ${[...ids].join(' and ')} have it`);
  for (const { route, request, answer, sentMs } of answers) {
    if (route !== 'POST /v1/me/order-claims' || answer.status !== 202) continue;
    const email = String(request.claims?.['email']).toLowerCase();
    for (const [orderId, order] of placed) {
      if (order.email !== email || order.atMs > sentMs - SEEN_AFTER_MS) continue;
      const { customer_id: customerId } = request.claims ?? {};
      const isShared = claims.some((each) => each.orderId === orderId && each.customerId !== customerId);
      if (!isShared && claimantOf(orders.get(orderId)) === undefined)
        report(
          'accepted requests have their effect',
          `${orderId} was claimed by ${email}, and nobody has it`,
        );
    }
  }
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
