import { toPlain } from '../dynamodb/plain.ts';
import { keysOf } from '../dynamodb/table.ts';
import type { Faults } from '../faults/faults.ts';
import type { Draw } from '../random.ts';
import type { HttpAnswer, HttpClient } from '../world/http-client.ts';
import { customer, DEVELOPER } from '../world/tokens.ts';
import type { World } from '../world/world.ts';
import { drawHold, type LegalHold } from './legal-holds.ts';
import { CUSTOMER_IDS } from './order-routes.ts';
import { MAX_ORDERS, type PlacedOrder } from './plan-orders.ts';
import { asStaff, get } from './requests.ts';

type Config = {
  readonly world: World;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly faults: Pick<Faults, 'happens'>;
  readonly record: {
    readonly orders: readonly PlacedOrder[];
    readonly erasures: RequestedErasure[];
    readonly restores: Restore[];
  };
  /** Places of orders to leave out. */
  readonly withoutOrders?: ReadonlySet<number>;
};

/** An erasure that was requested and, if staff requested it, approved. */
export type RequestedErasure = {
  readonly requestId: string;
  /** The customer, or the order without one. */
  readonly customerId?: string;
  readonly orderId?: string;
  /** The customer was registered when the erasure was requested. */
  readonly hasProfile?: boolean;
  readonly hold?: LegalHold;
};

/** A restore of the table of subject keys. The table is used again when the erasure list was applied. */
export type Restore = { readonly atMs: number; appliedMs: number | undefined };

const MINUTE_MS = 60_000;
/** Most requests come while orders are fulfilled; some, long afterwards. */
const WITHIN_MS = [MINUTE_MS, 3 * MINUTE_MS, 45 * MINUTE_MS];
/** Share of the erasures that customers request themselves. */
const OWN_SHARE = 0.5;
/** The keys are deleted 20 minutes after the request at the earliest. */
const RESTORED_WITHIN_MS = 90 * MINUTE_MS;
const LOOKS = 6;
const LOOKS_EVERY_MS = 15 * MINUTE_MS;
const MAX_APPLICATIONS = 40;
/** The workflow publishes on two more days. */
const ERASED_AGAIN_WITHIN_MS = 4 * 24 * 60 * MINUTE_MS;
const SECOND_PERSON = { ...DEVELOPER, sub: 'second', username: 'second' };
const UNKNOWN_REQUEST = 'prq_00000000000000000000000000';
const UNKNOWN_ORDER = 'ord_00000000000000000000000000';
const KEYS = 'tradepost-dev-customers-subject-keys';
const APPLY_ERASURES = 'tradepost-dev-customers-apply-erasures';

/**
 * Erases people at any time: customers with all of their orders, and whoever placed an order without an account. Staff reads their
 * orders before and after, and restores the table of keys.
 */
export async function erasePeople(config: Config): Promise<void> {
  await Promise.all([
    ...Object.entries(CUSTOMER_IDS).map(([name, customerId]) => erase(name, { customerId }, config)),
    ...Array.from({ length: MAX_ORDERS }, (_none, place) => eraseOrder(place, config)),
    restoreKeys(config),
  ]);
}

/** Erases whoever placed the order at a place, if it was placed without a customer. */
async function eraseOrder(place: number, config: Config): Promise<void> {
  if (config.withoutOrders?.has(place)) return;
  await erase(`order ${place}`, { place }, config);
}

async function erase(
  name: string,
  whom: { readonly customerId: string } | { readonly place: number },
  { world, http, draw: drawn, record, faults }: Config,
): Promise<void> {
  if (!faults.happens('erasure', name)) return;
  const draw = drawn.under(`erasure of ${name}`);
  await world.scheduler.sleep(draw.pick('within', WITHIN_MS) * draw.unit('comes'));
  const placed = record.orders.find(({ plan }) => 'place' in whom && plan.place === whom.place);
  if ('place' in whom && (placed === undefined || placed.answer.body.customerId !== undefined)) return;
  const person = 'place' in whom ? { orderId: placed?.orderId ?? '' } : whom;
  const send = (request: Parameters<typeof http.send>[0], key: string) =>
    http.send(request, `erasure of ${name} ${key}`);
  const isOwn = 'customerId' in person && draw.chance('own', OWN_SHARE);
  // Their first request creates the profile of a customer.
  const look = {
    method: 'GET',
    path: '/v1/me',
    claims: customer('customerId' in person ? person.customerId : ''),
  };
  const hasProfile = 'customerId' in person && (await send(look, 'has a profile'))?.status === 200;
  const customerId = 'customerId' in person ? person.customerId : undefined;
  const { hold, placeBefore, placeAfter, lift } = drawHold(customerId, { draw, world, send });
  await placeBefore();
  const requested = isOwn
    ? await send(
        {
          method: 'POST',
          path: '/v1/me/privacy-requests',
          body: { kind: 'erasure' },
          claims: customer(person.customerId),
        },
        'requests',
      )
    : await requestAsStaff(person, send);
  if (requested?.status === 202) {
    record.erasures.push({
      ...{ requestId: requested.body.id, ...person, hasProfile },
      ...(hold === undefined ? {} : { hold }),
    });
    // Nobody approves what needs no approval, and what does not exist.
    for (const id of isOwn ? [requested.body.id, UNKNOWN_REQUEST] : [])
      await send({ method: 'POST', path: approvalOf(id), claims: SECOND_PERSON }, `approves ${id} in vain`);
  }
  const lifted = placeAfter().then(lift);
  // Instances of the routes keep the keys that they have read.
  for (let time = 0; time < LOOKS; time += 1) {
    for (const orderId of [...record.orders.map((order) => order.orderId), UNKNOWN_ORDER]) {
      await send(get(`/v1/orders/${orderId}`), `looks ${time} ${orderId}`);
      await send(get(`/v1/orders/${orderId}/invoice-details`), `taxes ${time} ${orderId}`);
    }
    if ('customerId' in person) await send(look, `looks ${time}`);
    await world.scheduler.sleep(LOOKS_EVERY_MS * (0.5 + draw.unit(`look ${time}`)));
  }
  await lifted;
}

async function requestAsStaff(
  person: object,
  send: (request: Parameters<Config['http']['send']>[0], key: string) => Promise<HttpAnswer | undefined>,
): Promise<HttpAnswer | undefined> {
  const body = { kind: 'erasure', ...person, reason: 'asked for by letter' };
  const requested = await send(asStaff({ method: 'POST', path: '/v1/privacy-requests', body }), 'requests');
  if (requested?.status !== 202) return undefined;
  const path = approvalOf(requested.body.id);
  await send(asStaff({ method: 'POST', path, isWithoutAccess: true }), 'approves its own request');
  return send({ method: 'POST', path, claims: SECOND_PERSON }, 'approves');
}

/** Requests the erasures again that failed because the bus refused their event for good, when the bus accepts it. */
export async function eraseAgain({
  world,
  http,
  record,
}: Pick<Config, 'world' | 'http' | 'record'>): Promise<void> {
  const privacy = world.dynamodb.table('tradepost-dev-customers-privacy').all().map(toPlain);
  const failed = new Set(privacy.flatMap(({ id, failure }) => (failure === 'NotPublishedError' ? [id] : [])));
  const again = record.erasures.filter(({ requestId }) => failed.has(requestId));
  if (again.length === 0) return;
  let error: unknown;
  void Promise.all(
    again.map(async (erasure) => {
      const { requestId, ...person } = erasure;
      const requested = await requestAsStaff(person, (request, key) =>
        http.send(request, `again ${requestId} ${key}`),
      );
      const index = record.erasures.indexOf(erasure);
      if (requested !== undefined) record.erasures[index] = { requestId: requested.body.id, ...person };
    }),
  ).catch((thrown: unknown) => {
    error = thrown;
  });
  await world.run(world.scheduler.nowMs() + ERASED_AGAIN_WITHIN_MS);
  if (error !== undefined) throw error;
}

function approvalOf(requestId: string): string {
  return `/v1/privacy-requests/${requestId}/approval`;
}

/**
 * Restores the table of keys to a time before the keys were deleted. Keys that were created since are kept: an operator copies them.
 * The erasure list is applied before the table is used.
 */
async function restoreKeys({ world, record, faults, draw: drawn }: Config): Promise<void> {
  if (!faults.happens('restoredKeys', 'run')) return;
  const draw = drawn.under('restore of keys');
  await world.scheduler.sleep(RESTORED_WITHIN_MS * (0.2 + 0.8 * draw.unit('comes')));
  const table = world.dynamodb.table(KEYS);
  const restore: Restore = { atMs: world.scheduler.nowMs(), appliedMs: undefined };
  for (const item of world.keyItems.values()) {
    const present = table.get(keysOf(item, table.schema));
    if (present !== undefined && !('contact' in present)) {
      if (!record.restores.includes(restore)) record.restores.push(restore);
      table.replace(keysOf(item, table.schema), item);
    }
  }
  if (record.restores.length === 0) return;
  for (let time = 0; time < MAX_APPLICATIONS; time += 1) {
    const { ok } = await world.functions.invoke(APPLY_ERASURES, {}, `apply erasures ${time}`);
    if (ok) break;
    await world.scheduler.sleep(MINUTE_MS);
  }
  restore.appliedMs = world.scheduler.nowMs();
}
