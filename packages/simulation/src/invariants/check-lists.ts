import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Page, Walk } from '../workload/lists/walk.ts';
import type { World } from '../world/world.ts';
import { during } from './during.ts';
import type { Journal } from './journal.ts';
import type { ListModel, Member } from './models/list-model.ts';
import { listModelOf } from './models/list-models.ts';
import type { Report } from './violation.ts';

/** A walk with its model: every check of it needs these. */
type Checked = {
  readonly walk: Walk;
  readonly name: string;
  readonly model: ListModel;
  readonly indexChanges: World['indexChanges'];
  readonly report: Report;
};

/**
 * A list never fails, never repeats an item, is in its order, has at most as many items on a page as were requested, has only
 * matching items in states that they had, and has each item that matched from before its first page until after its last. A
 * cursor that is used twice returns the same page, and is rejected in any other list. When nothing changes any more, a list
 * is complete.
 */
export function checkLists(
  walks: readonly Walk[],
  journal: Journal,
  { indexChanges, queues }: Pick<World, 'indexChanges' | 'queues'>,
  report: Report,
): void {
  for (const walk of walks) {
    const name = `${walk.list} of ${walk.by} by ${JSON.stringify(walk.filter)}`;
    const checked = { walk, name, model: listModelOf(walk, journal, queues), indexChanges, report };
    if (walk.fault !== undefined) report('a list never fails', `${name} ${walk.fault}`);
    if (walk.elsewhere !== undefined && !walk.elsewhere.startsWith('400 INVALID_CURSOR'))
      report('a cursor is valid in one list only', `${name}: ${walk.elsewhere}`);
    checkItems(checked);
    if (walk.fault !== undefined) continue;
    checkComplete(checked);
    if (walk.again !== undefined) checkAgain(checked, walk.again);
    if (walk.isFinal) checkFinal(checked);
  }
}

function checkItems({ walk, name, model, report }: Checked): void {
  const ids = new Set<string>();
  let beforeMs: number | undefined;
  for (const { items, limit } of walk.again === undefined ? walk.pages : [...walk.pages, walk.again]) {
    if (items.length > limit)
      report('a page is not larger than requested', `${name}: ${items.length} of ${limit}`);
  }
  for (const item of walk.pages.flatMap(({ items }) => items)) {
    const id = model.idOf(item);
    if (ids.has(id)) report('a list never repeats', `${name} has ${id} twice`);
    ids.add(id);
    const timeMs = Date.parse(model.timeOf(item));
    const isBehind = model.isNewestFirst ? timeMs > (beforeMs ?? timeMs) : timeMs < (beforeMs ?? timeMs);
    if (isBehind) report('a list is in its order', `${name}: ${id} of ${model.timeOf(item)}`);
    beforeMs = timeMs;
    const mismatch = model.mismatchOf(item);
    if (mismatch !== undefined) report('a list has only matching items', `${name} has ${id}: ${mismatch}`);
    else {
      const difference = model.differenceOf(item);
      if (difference !== undefined)
        report('an answer is a state that there was', `${name}, ${id}: ${difference}`);
    }
  }
}

function checkComplete({ walk, name, model, indexChanges, report }: Checked): void {
  const ids = new Set(walk.pages.flatMap(({ items }) => items.map(model.idOf)));
  for (const member of model.members) {
    if (!ids.has(member.id) && matchedThroughout(member, walk, { model, indexChanges }))
      report('a list misses no item that matched throughout', `${name} misses ${member.id}`);
  }
}

/** A second use of a cursor: what matched from the first to the second is on both pages, as far as both reach. */
function checkAgain(
  { walk, name, model, indexChanges, report }: Checked,
  again: Page & { readonly index: number },
): void {
  const first = walk.pages[again.index];
  if (first === undefined) return;
  const both = { startMs: walk.startMs, endMs: again.endMs };
  const members = Map.groupBy(model.members, ({ id }) => id);
  const compare = (one: Page, other: Page) => {
    const ids = other.items.map(model.idOf);
    const last = other.items.at(-1);
    for (const item of one.items) {
      const id = model.idOf(item);
      const isReached = other.next === undefined || (last !== undefined && isBefore(item, last, model));
      const isStable = members
        .get(id)
        ?.some((member) => matchedThroughout(member, both, { model, indexChanges }));
      if (!ids.includes(id) && isReached && isStable === true)
        report('a cursor used twice returns the same page', `${name}: page ${again.index} had or has ${id}`);
    }
  };
  compare(first, again);
  compare(again, first);
}

/** Compares the times only: items with one time are in any order. */
function isBefore(one: UncheckedJson, other: UncheckedJson, { timeOf, isNewestFirst }: ListModel): boolean {
  const [oneMs, otherMs] = [Date.parse(timeOf(one)), Date.parse(timeOf(other))];
  return isNewestFirst ? oneMs > otherMs : oneMs < otherMs;
}

function checkFinal({ walk, name, model, report }: Checked): void {
  const ids = walk.pages.flatMap(({ items }) => items.map(model.idOf)).sort();
  const expected = [...model.final()].sort();
  if (JSON.stringify(ids) !== JSON.stringify(expected))
    report('a list is complete when nothing changes', `${name} has ${ids}, not ${expected}`);
}

/** Returns true if an item was in the index before the first page was read, and matched until the last one was. */
function matchedThroughout(
  { states, writtenMs, indexedAs }: Member,
  { startMs, endMs }: Pick<Walk, 'startMs' | 'endMs'>,
  { model, indexChanges }: Pick<Checked, 'model' | 'indexChanges'>,
): boolean {
  const [first, ...later] = during(states, startMs - model.lagMs, endMs);
  if (first === undefined || ![first, ...later].every(({ isIn }) => isIn)) return false;
  const sinceMs = writtenMs === undefined ? first.atMs : writtenMs.findLast((atMs) => atMs <= startMs);
  return indexChanges.every(
    ({ item, atMs, doneMs }) =>
      doneMs < startMs || atMs !== sinceMs || !indexedAs.every((part) => item.includes(part)),
  );
}
