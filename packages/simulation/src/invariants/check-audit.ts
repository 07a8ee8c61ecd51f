import type { Head } from '@tradepost/audit/entry';
import type { FoundItem } from '@tradepost/audit/verify/check-entries';
import { verifyLog } from '@tradepost/audit/verify/verify-log';
import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Journal } from './journal.ts';
import type { Report } from './violation.ts';

type Entry = { readonly atMs: number; readonly target: string; readonly correlationId: string };

/** A target of an operator's act, and the time of its effect. */
export type OperatorAct = { readonly target: string; readonly atMs: number };

const TABLE = 'operations-audit';
const BEFORE = 'every act of an operator is in the audit log, before it';

/**
 * Every act of an operator is in the audit log before its effect: messages removed from dead-letter queues, replays that were started,
 * changes of stock by a person, and corrections of orders. Every chain verifies.
 */
export async function checkAudit(
  acts: readonly OperatorAct[],
  journal: Journal,
  report: Report,
): Promise<void> {
  const items = [...journal.of(TABLE).values()].map((states) => states.at(-1)?.item);
  const entries = [...journal.of(TABLE).values()].flatMap(([first]): readonly Entry[] => {
    if (first?.item?.entry === undefined) return [];
    const { target, correlation } = first.item;
    return [{ atMs: first.atMs, target, correlationId: correlation }];
  });
  checkTargets(acts, entries, report);
  checkStockChanges(journal, entries, report);
  checkCorrections(journal, entries, report);
  await checkChains(items, report);
}

/** Returns the time of the first entry for each key: an entry may be recorded a second time, by a request that arrives late. */
function firstTimes(entries: readonly Entry[], keyOf: (entry: Entry) => string): ReadonlyMap<string, number> {
  const times = Map.groupBy(entries, keyOf);
  return new Map([...times].map(([key, of]) => [key, Math.min(...of.map(({ atMs }) => atMs))]));
}

function checkTargets(acts: readonly OperatorAct[], entries: readonly Entry[], report: Report): void {
  const first = firstTimes(entries, ({ target }) => target);
  for (const { target, atMs } of acts) {
    const recordedMs = first.get(target);
    if (recordedMs === undefined || recordedMs > atMs)
      report(BEFORE, `${target} at ${atMs}, recorded at ${recordedMs}`);
  }
}

/** A commit of stock has the correlation id of its request. Machines and other commands have no entry. */
function checkStockChanges(journal: Journal, entries: readonly Entry[], report: Report): void {
  const recorded = firstTimes(entries, ({ correlationId }) => correlationId);
  for (const [first] of journal.of('inventory-stock').values()) {
    const { sk = '', actor, correlationId } = first?.item ?? {};
    if (first === undefined || !sk.startsWith('adjustment#') || !PEOPLE.has(actor)) continue;
    const atMs = recorded.get(correlationId);
    if (atMs === undefined || atMs > first.atMs)
      report(BEFORE, `${sk} by ${actor} at ${first.atMs}, recorded at ${atMs}`);
  }
}

/** A correction of an order has the correlation id of its request. */
function checkCorrections(journal: Journal, entries: readonly Entry[], report: Report): void {
  const recorded = firstTimes(entries, ({ correlationId }) => correlationId);
  for (const [first] of journal.of('orders-events').values()) {
    const { id, events = [], correlationId } = first?.item ?? {};
    if (first === undefined || events[0]?.type !== 'PersonalDataCorrected') continue;
    const atMs = recorded.get(correlationId);
    if (atMs === undefined || atMs > first.atMs)
      report(BEFORE, `correction of ${id} at ${first.atMs}, recorded at ${atMs}`);
  }
}

/** People of staff who change stock: `world/tokens.ts`. */
const PEOPLE: ReadonlySet<string> = new Set(['developer']);

async function checkChains(items: readonly UncheckedJson[], report: Report): Promise<void> {
  const entries = items.filter((item) => item?.entry !== undefined) as readonly FoundItem[];
  const heads = new Map<string, Head>(
    items.flatMap((item) => (item?.pk?.startsWith('head#') ? [[item.pk, item]] : [])),
  );
  const byChain = Map.groupBy(entries, ({ pk }) => pk);
  await verifyLog(
    {
      partitions: async function* partitions() {
        yield* byChain.keys();
      },
      itemsOf: async function* itemsOf(chain) {
        yield* (byChain.get(chain) ?? []).toSorted((one, other) => (one.sk < other.sk ? -1 : 1));
      },
      headOf: async (shard) => heads.get(`head#${shard}`),
      anchors: async function* none() {},
    },
    {
      ...{ stage: 'dev', isSigned: () => false, nowMs: undefined },
      onFault: ({ kind, place, seq }) =>
        report('every chain of the audit log verifies', `${kind} ${place} ${seq ?? ''}`),
    },
  );
}
