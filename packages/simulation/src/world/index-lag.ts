import type { IndexLater } from '../dynamodb/table.ts';
import type { Setting } from './setting.ts';

/** A change of an index that was not visible at once: when the table changed, and when every read of the index has it. */
export type IndexChange = { readonly item: string; readonly atMs: number; readonly doneMs: number };

const MAX_LAG_MS = 5_000;
/**
 * Some indexes are behind for longer: AWS gives no bound.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.Writes
 */
export const MAX_LONG_LAG_MS = 120_000;
const LONG_LAG_SHARE = 0.15;
/** Keeps the changes of one item in order; larger than the precision of a time in milliseconds. */
const ORDER_MS = 0.01;

/**
 * In some runs, indexes are behind their tables, each by a time of its own. Changes of one item arrive in their order, those
 * of different items do not.
 *
 * @param maxStaleMs how long a read of an index may be behind the index itself, in milliseconds
 */
export function createIndexLag({ scheduler, draw, faults }: Setting, maxStaleMs: number) {
  const isBehind = faults.happens('staleIndex', 'run');
  const changes: IndexChange[] = [];
  /** Items in indexes: when the last change of each is complete, and the number of its changes. */
  const lastOf = new Map<string, { readonly doneMs: number; readonly count: number }>();
  const lags = new Map<string, number>();
  const lagOf = (index: string): number => {
    const known = lags.get(index);
    if (known !== undefined) return known;
    const maxMs = draw.chance(`long lag of ${index}`, LONG_LAG_SHARE) ? MAX_LONG_LAG_MS : MAX_LAG_MS;
    const lagMs = maxMs * draw.unit(`lag of ${index}`);
    lags.set(index, lagMs);
    return lagMs;
  };
  const applyLater: IndexLater = (item, steps) => {
    const { doneMs: earliestMs, count } = lastOf.get(item) ?? { doneMs: 0, count: 0 };
    const name = `index change ${count} of ${item}`;
    const lagMs = lagOf(item.split(' ', 2).join(' '));
    let atMs = Math.max(earliestMs + ORDER_MS, scheduler.nowMs() + lagMs * draw.unit(name));
    const ordered = draw.chance(`${name} puts first`, 0.5) ? steps.toReversed() : steps;
    ordered.forEach((step, place) => {
      if (place > 0) atMs += lagMs * draw.unit(`${name} gap`) ** 2;
      scheduler.after(atMs - scheduler.nowMs(), step);
    });
    lastOf.set(item, { doneMs: atMs, count: count + 1 });
    changes.push({ item, atMs: scheduler.nowMs(), doneMs: atMs + maxStaleMs });
  };
  const applyAtOnce: IndexLater = (item, steps) => {
    for (const step of steps) step();
    if (maxStaleMs > 0)
      changes.push({ item, atMs: scheduler.nowMs(), doneMs: scheduler.nowMs() + maxStaleMs });
  };
  return { indexLater: isBehind ? applyLater : applyAtOnce, changes };
}
