import { compareValues, type Item } from './attribute-value.ts';

/** An item with the versions that it had lately; the newest of these is the last. `undefined` is no item. */
export type Cell = {
  readonly key: string;
  /** Any version of the item. All of them have the same sort key. */
  readonly sortedBy: Item;
  present: Item | undefined;
  former: readonly FormerVersion[];
};

type FormerVersion = { readonly item: Item | undefined; readonly untilMs: number };

type Group = { readonly cells: Map<string, Cell>; inOrder: readonly Cell[] | undefined };

/**
 * Chooses the version that an eventually consistent read gets of an item that changed lately: how many changes ago it was
 * current, from 0 (the present version) to `former`.
 */
export type PickVersion = (key: string, former: number) => number;

export type PartitionsConfig = {
  /** Name of the sort key, if there is one. */
  readonly range: string | undefined;
  readonly keyOf: (item: Item) => string;
  readonly nowMs: () => number;
  /** How long former versions are kept after they were replaced, in milliseconds. */
  readonly keptMs: number;
};

/** More changes of one item within `keptMs` are not remembered. */
const MAX_FORMER = 8;
const NONE: readonly FormerVersion[] = [];

/** The items of a table or of an index, in partitions. A deleted item is kept as long as its former versions. */
export function createPartitions({ range, keyOf, nowMs, keptMs }: PartitionsConfig) {
  const groups = new Map<string, Group>();

  const formerOf = (cell: Cell): readonly FormerVersion[] => {
    if (cell.former.length === 0) return NONE;
    const sinceMs = nowMs() - keptMs;
    const first = cell.former.findIndex(({ untilMs }) => untilMs >= sinceMs);
    if (first !== 0) cell.former = first === -1 ? NONE : cell.former.slice(first);
    return cell.former;
  };
  const versionOf = (cell: Cell, pick: PickVersion | undefined): Item | undefined => {
    if (pick === undefined) return cell.present;
    const former = formerOf(cell);
    if (former.length === 0) return cell.present;
    const changesAgo = pick(cell.key, former.length);
    return changesAgo === 0 ? cell.present : former[former.length - changesAgo]?.item;
  };
  const compare = (one: Item, other: Item): number => {
    const order = range === undefined ? 0 : (compareValues(one[range] ?? {}, other[range] ?? {}) ?? 0);
    if (order !== 0) return order;
    // Entries with equal sort keys are ordered by the keys of their items, so that a page can end between them.
    const [key, otherKey] = [keyOf(one), keyOf(other)];
    return key === otherKey ? 0 : key < otherKey ? -1 : 1;
  };
  const remove = (group: Group, cell: Cell): void => {
    group.cells.delete(cell.key);
    group.inOrder = undefined;
  };
  const cellsOf = (hash: string): readonly Cell[] => {
    const group = groups.get(hash);
    if (group === undefined) return [];
    group.inOrder ??= [...group.cells.values()].sort((one, other) => compare(one.sortedBy, other.sortedBy));
    const { inOrder } = group;
    for (const cell of inOrder)
      if (cell.present === undefined && formerOf(cell).length === 0) remove(group, cell);
    return inOrder;
  };
  return {
    compare,
    get: (hash: string, key: string): Item | undefined => groups.get(hash)?.cells.get(key)?.present,
    /** Replaces an item; `undefined` deletes it. */
    set: (hash: string, key: string, item: Item | undefined): void => {
      const group = groups.get(hash) ?? { cells: new Map<string, Cell>(), inOrder: undefined };
      const cell = group.cells.get(key);
      if (cell === undefined) {
        if (item === undefined) return;
        groups.set(hash, group);
        const former = keptMs > 0 ? [{ item: undefined, untilMs: nowMs() }] : NONE;
        group.cells.set(key, { key, sortedBy: item, present: item, former });
        group.inOrder = undefined;
        return;
      }
      if (keptMs > 0) {
        const replaced = { item: cell.present, untilMs: nowMs() };
        cell.former = [...formerOf(cell).slice(1 - MAX_FORMER), replaced];
      }
      cell.present = item;
      if (item === undefined && cell.former.length === 0) remove(group, cell);
    },
    /** Returns the version of an item that `pick` chooses; the present one without it. */
    read: (hash: string, key: string, pick?: PickVersion): Item | undefined => {
      const cell = groups.get(hash)?.cells.get(key);
      return cell && versionOf(cell, pick);
    },
    /** The items of a partition in the order of their sort keys, each at the version that `pick` chooses. */
    partition: (hash: string, pick?: PickVersion): readonly Item[] =>
      cellsOf(hash)
        .map((cell) => versionOf(cell, pick))
        .filter((item) => item !== undefined),
    all: (): readonly Item[] =>
      [...groups.values()].flatMap(({ cells }) =>
        [...cells.values()].flatMap(({ present }) => (present === undefined ? [] : [present])),
      ),
  };
}
