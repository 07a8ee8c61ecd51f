import { isDeepStrictEqual } from 'node:util';
import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import type { Code } from '../code/load-code.ts';
import { toPlain, type UncheckedJson } from '../dynamodb/plain.ts';
import { runSeed } from '../run-seed.ts';
import type { PlacedOrder } from '../workload/plan-orders.ts';
import type { Record_ } from '../workload/workload.ts';
import type { World } from '../world/world.ts';
import { goOn } from './go-on.ts';
import type { History, StoredItem } from './history.ts';
import { pathsOf } from './paths-of.ts';
import { keysIn, playHistory, storedIn } from './play-history.ts';

/** An order with more lines is large: it is kept only for a new path, not for a new sequence of steps. */
const MAX_USUAL_LINES = 5;

export type Recording = {
  readonly code: Code;
  readonly description: CloudDescription;
  /** Paths and sequences of the orders kept so far (`shownBy`): an order that adds nothing is left out. */
  readonly seen: Set<string>;
};

/** The paths that a history shows, and the sequence of its steps. */
export function shownBy({ paths, stored }: Pick<History, 'paths' | 'stored'>): readonly string[] {
  return [...paths, wayOf(stored)];
}

/**
 * Runs a seed, continues with its orders (`goOn`), and keeps each order that shows something new: a path, or a sequence
 * of steps that no order had before.
 *
 * @returns the histories, with the outcomes of the current code
 * @throws if a replay publishes other events than the run did
 */
export async function recordHistories(recording: Recording, seed: number): Promise<readonly History[]> {
  const { code, description, seen } = recording;
  const kept: { world?: World; orders: readonly PlacedOrder[]; ofCarts: readonly Ordered[] } = {
    ...{ orders: [], ofCarts: [] },
  };
  const keep = (world: World, record: Record_) =>
    Object.assign(kept, { world, orders: record.orders, ofCarts: ordersOfCarts(record) });
  const { violations } = await runSeed(code, description, { seed, spoil: keep });
  const { world, orders, ofCarts } = kept;
  if (world === undefined || violations.length > 0) throw new Error(`seed ${seed} breaks a promise`);
  const again = await goOn(world, description, orders);
  const histories: History[] = [];
  for (const { plan, orderId } of [...orders, ...again, ...ofCarts]) {
    const ids = idsOf(world, orderId);
    const stored = storedIn(world, (pk) => ids.has(pk.slice(pk.indexOf('#') + 1)));
    const published = publishedIn(world, ids);
    const paths = pathsOf(
      stored,
      published.map(({ type }) => type),
      plan,
    );
    const isLarge = (plan.body['lines'] as readonly object[]).length > MAX_USUAL_LINES;
    const shown = isLarge ? paths : shownBy({ paths, stored });
    if (shown.every((each) => seen.has(each))) continue;
    for (const each of shownBy({ paths, stored })) seen.add(each);
    const keys = keysIn(world, placedIn(world, orderId).subjectId);
    const outcome = await playHistory(code, description, { stored, keys });
    const name = `seed ${seed}, order ${plan.place}`;
    if (!isDeepStrictEqual(outcome.events, published)) {
      throw new Error(`${name}: the replay publishes other events than the run did`);
    }
    histories.push({ name, paths, stored, keys, outcome });
  }
  return histories;
}

/** An order, and what its customer did. */
type Ordered = {
  readonly orderId: string;
  readonly plan: Pick<PlacedOrder['plan'], 'place' | 'body' | 'copies' | 'isRepeated'>;
};

/** The carts come after all orders that are requested by themselves. */
const PLACE_OF_CARTS = 20;

/** Returns the orders that were made of carts. */
function ordersOfCarts({ carts, journal }: Pick<Record_, 'carts' | 'journal'>): readonly Ordered[] {
  const placed = journal.of('orders-events');
  return carts.created.flatMap(({ cartId }, index) => {
    const orderId = cartId.replace('crt_', 'ord_');
    const event = placed.get(`order#${orderId} 0`)?.[0]?.item?.events[0];
    if (event === undefined) return [];
    const body = { lines: event.lines.map(({ sku, quantity }: UncheckedJson) => ({ sku, quantity })) };
    return [{ orderId, plan: { place: PLACE_OF_CARTS + index, body, copies: 1, isRepeated: false } }];
  });
}

/** Returns the event `OrderPlaced` of an order. */
function placedIn({ dynamodb }: World, orderId: string): UncheckedJson {
  const key = { pk: { S: `order#${orderId}` }, sk: { N: '0' } };
  const commit: UncheckedJson = toPlain(dynamodb.table('tradepost-dev-orders-events').get(key) ?? {});
  return commit.events[0];
}

function idsOf(world: World, orderId: string): ReadonlySet<string> {
  const { paymentId, reservationId } = placedIn(world, orderId);
  return new Set([orderId, paymentId, reservationId]);
}

/** Returns each published message once, however often it was published. */
function publishedIn({ bus }: World, ids: ReadonlySet<string>): readonly UncheckedJson[] {
  const ours = new Map(
    bus.published.map(({ id, detail, event }) => [
      `${event.source} ${id}`,
      JSON.parse(detail) as UncheckedJson,
    ]),
  );
  return [...ours.values()]
    .filter(({ subject }) => ids.has(subject))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Describes the steps of an order: it is equal for two orders whose logs have the same steps in the same order. */
function wayOf(stored: readonly StoredItem[]): string {
  const steps = stored.flatMap(({ table, item }) => {
    // An order that ends without codes leaves this in any case.
    if (table === 'pricing-terms' && item['state'].status === 'barred') return [];
    if (table === 'inventory-stock' || table === 'pricing-terms') return item['state'].status;
    return item['events']
      .map(({ type, rejection }: UncheckedJson) => `${type}${rejection?.code ?? ''}`)
      .join('+');
  });
  return steps.join(' ');
}
