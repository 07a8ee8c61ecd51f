import { toPlain, type UncheckedJson } from '../dynamodb/plain.ts';
import type { Change } from '../dynamodb/table.ts';
import { during } from '../invariants/during.ts';
import { fateOf, readBooks } from '../invariants/tables.ts';
import type { Report } from '../invariants/violation.ts';
import type { Record_ } from '../workload/workload.ts';
import type { Call } from '../world/call.ts';
import { START_MS, type World } from '../world/world.ts';
import type { Figures } from './scenario.ts';

const STOCK_TABLE = 'tradepost-dev-inventory-stock';
const ORDERS_TABLE = 'tradepost-dev-orders-events';

type Level = { readonly atMs: number; readonly available: number };
type Refusal = { readonly id: string; readonly atMs: number; readonly state: UncheckedJson };

type Config = {
  /** The seed has no faults except DynamoDB's own rejections. */
  readonly isCalm: boolean;
  /** Every reservation is a transaction, so conflicts are expected. */
  readonly hasTransactionsOnly: boolean;
};

/** Observes stock, reservations and orders of one seed; returns its promises and its figures. */
export function createHotStockWatch({ isCalm, hasTransactionsOnly }: Config) {
  /** Available units of each SKU after each of its changes. */
  const levels = new Map<string, Level[]>();
  const refusals: Refusal[] = [];
  const placedMs = new Map<string, number>();
  const waitsMs: number[] = [];
  let conflicts = 0;
  let writes = 0;
  let lines = 0;
  let markers = 0;

  const onChange = ({ table, keys, before, after }: Change, atMs: number): void => {
    if (table === ORDERS_TABLE && after !== undefined) noteOrder(toPlain(after), atMs);
    if (table !== STOCK_TABLE || after === undefined) return;
    const sortKey = String(keys['sk']?.S);
    if (sortKey.startsWith('location#')) {
      const { sku, available } = toPlain(after);
      const of = levels.get(sku);
      if (of === undefined) levels.set(sku, [{ atMs, available }]);
      else of.push({ atMs, available });
      markers = Math.max(markers, Object.keys(after).filter((name) => MARKER.test(name)).length);
    }
    if (sortKey !== 'state') return;
    const { id, state } = toPlain(after);
    const was = before === undefined ? undefined : toPlain(before)['state'].status;
    if (state.status === 'refused' && was !== 'refused') refusals.push({ id, atMs, state });
  };
  const noteOrder = ({ id, events }: UncheckedJson, atMs: number): void => {
    for (const { type, lines: of } of events as UncheckedJson[]) {
      if (type === 'OrderPlaced') {
        placedMs.set(id, atMs);
        lines += of.length;
      } else if (type !== 'OrderCancelled') waitsMs.push(atMs - (placedMs.get(id) ?? atMs));
    }
  };
  const onOutcome = ({ service, operation, about }: Call, outcome: string): void => {
    if (service !== 'DynamoDB' || !WRITES.has(operation) || !about.includes('inventory-stock')) return;
    writes += 1;
    if (outcome.includes('TransactionConflict')) conflicts += 1;
  };

  /** Returns true if a SKU had less than a quantity at some time from `fromMs` to `untilMs`. */
  const wasShort = (sku: string, quantity: number, fromMs: number, untilMs: number): boolean =>
    during(levels.get(sku) ?? [], fromMs, untilMs).some((level) => (level?.available ?? 0) < quantity);
  const check = (world: World, report: Report): void => {
    const invariant = 'no order is rejected while its stock suffices';
    for (const { id, atMs, state } of refusals) {
      const sinceMs = Date.parse(state.updatedAt) - START_MS;
      for (const { sku, requested } of state.shortages) {
        if (!wasShort(sku, requested, sinceMs, atMs))
          report(invariant, `${id}: refused ${requested} ${sku}, which were available`);
      }
    }
    if (!isCalm) return;
    if (markers > MAX_MARKERS) report('a stock has few markers', `${markers} markers`);
    if (!hasTransactionsOnly && placedMs.size >= MIN_ORDERS && conflicts > MAX_CONFLICTS * placedMs.size)
      report(
        'orders of one SKU do not wait for each other',
        `${conflicts} conflicts of ${placedMs.size} orders`,
      );
    for (const [orderId, log] of readBooks(world).orders) {
      const code = fateOf(log).at(-1)?.rejection?.code;
      if (code === 'STOCK_UNAVAILABLE') report(invariant, `${orderId}: ${code}`);
    }
  };
  const figures = (world: World, { orders }: Record_): Figures => {
    const codes = [...readBooks(world).orders.values()].map((log) => fateOf(log).at(-1)?.rejection?.code);
    const count = (code: string) => codes.filter((each) => each === code).length;
    return {
      orders: orders.length,
      lines,
      // Under faults the requests themselves are late, so rates and waits are counted in calm seeds only.
      rushOrders: isCalm ? placedMs.size - 1 : 0,
      rushMs: isCalm ? lastOf(placedMs) - firstOf(placedMs) : 0,
      writes,
      conflicts,
      markers,
      outOfStock: count('OUT_OF_STOCK'),
      unavailable: isCalm ? count('STOCK_UNAVAILABLE') : 0,
      worstWaitMs: isCalm ? Math.max(0, ...waitsMs) : 0,
      calmSeeds: isCalm ? 1 : 0,
    };
  };
  return { onChange, onOutcome, check, figures };
}

/** Attribute names of the markers that a reservation leaves in a stock item. */
const MARKER = /^(?:taken|closed)#/;
/** A take can happen within 32 changes; then its marker is removed, eight at a time. The rest allows for current takes. */
const MAX_MARKERS = 64;
/** The share of conflicts is checked from this many orders on. */
const MIN_ORDERS = 100;
/** Conflicts per order on average. A burst has about one at most, or three and more if all orders are transactions. */
const MAX_CONFLICTS = 2;
const WRITES: ReadonlySet<string> = new Set(['PutItem', 'UpdateItem', 'TransactWriteItems']);

function firstOf(times: ReadonlyMap<string, number>): number {
  return Math.min(...times.values());
}

function lastOf(times: ReadonlyMap<string, number>): number {
  return Math.max(...times.values());
}
