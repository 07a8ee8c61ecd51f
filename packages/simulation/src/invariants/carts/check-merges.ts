import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { Merge } from '../../workload/carts/carts-record.ts';
import type { Report } from '../violation.ts';
import { type Carts, textOf, unitsIn } from './cart-journal.ts';

const MERGED = 'merging carts loses no line and adds none twice';

/**
 * Each merge is one change of both carts: the one has the lines of both, the other none. Units of a SKU that both had are those of the
 * strategy.
 */
export function checkMerges(carts: Carts, merges: readonly Merge[], report: Report): void {
  const strategies = new Map(merges.map(({ from, strategy }) => [from, strategy]));
  const done = new Set<string>();
  for (const [into, { versions }] of carts)
    versions.forEach(({ atMs, state, events }, place) => {
      for (const event of events) {
        if (event.type !== 'CartMergedIn') continue;
        const { from } = event;
        const what = `${from} into ${into}`;
        if (done.has(from)) report(MERGED, `${what}, a second time`);
        done.add(from);
        const others = carts.get(from)?.versions ?? [];
        const away = others.findIndex((other) => other.state.status === 'merged');
        const source = others[away - 1]?.state;
        if (source === undefined || others[away]?.atMs !== atMs || others[away]?.state.mergedInto !== into) {
          report(MERGED, `${what}, which is ${others.at(-1)?.state.status}`);
          continue;
        }
        const before = versions[place - 1]?.state ?? {};
        const expected = unitsAfter(unitsIn(before), unitsIn(source), strategies.get(from));
        if (expected !== undefined && textOf([...unitsIn(state)].toSorted()) !== textOf(expected.toSorted()))
          report(MERGED, `${what}: ${textOf([...unitsIn(state)])}, not ${textOf(expected)}`);
        const ids = (state.lines as UncheckedJson[]).map(({ lineId }) => lineId);
        if (new Set(ids).size !== ids.length || state.lines.length < before.lines.length)
          report(MERGED, `${what}: lines ${ids}`);
      }
    });
  for (const [id, { versions }] of carts)
    if (versions.at(-1)?.state.status === 'merged' && !done.has(id))
      report(MERGED, `${id} is in no other cart`);
}

/** Undefined without a known strategy: the answer to the merge was lost. */
function unitsAfter(
  own: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
  strategy: Merge['strategy'] | undefined,
): (readonly [string, number])[] | undefined {
  if (strategy === undefined) return undefined;
  return [...new Set([...own.keys(), ...other.keys()])].map((sku) => {
    const [mine, theirs] = [own.get(sku), other.get(sku)];
    if (mine === undefined || theirs === undefined) return [sku, mine ?? theirs ?? 0];
    const units = { sum: mine + theirs, max: Math.max(mine, theirs), keep: mine }[strategy];
    return [sku, units];
  });
}
