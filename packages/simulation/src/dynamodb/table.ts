import { type AttributeValue, compareValues, type Item } from './attribute-value.ts';

type KeySchema = { readonly hash: string; readonly range?: string };

export type Index = KeySchema & {
  /** Projected attributes beside the keys, or `ALL`. */
  readonly projected: 'ALL' | readonly string[];
};

export type TableSchema = KeySchema & {
  readonly name: string;
  readonly indexes: Readonly<Record<string, Index>>;
  readonly hasStream: boolean;
  /** Attribute with the time from which DynamoDB deletes an item, in seconds since 1970. */
  readonly timeToLive?: string;
};

/** A change of an item, as in a stream record. */
export type Change = {
  readonly table: string;
  readonly keys: Item;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
};

type Cell = { item: Item | undefined; former: Item | undefined; changedAtMs: number };

/**
 * Applies changes of an index some time later. `item` identifies the item in this index: changes of one item must be
 * applied in their order, each after the steps of the one before it. The steps of one change are the removal of the
 * entry under its former key and the put of the new one: on AWS they are two writes, to two partitions of the index,
 * in either order.
 */
export type IndexLater = (item: string, steps: readonly (() => void)[]) => void;

export type Table = ReturnType<typeof createTable>;

/** Creates an empty table in memory. Its items are never changed, only replaced. */
export function createTable(schema: TableSchema, indexLater: IndexLater) {
  const cells = new Map<string, Cell>();
  const partitions = new Map<string, Map<string, Item>>();
  const indexes = new Map(
    Object.keys(schema.indexes).map((name) => [name, new Map<string, Map<string, Item>>()]),
  );
  const keyOf = (item: Item) =>
    `${textOf(item[schema.hash])}\u0000${schema.range ? textOf(item[schema.range]) : ''}`;

  const updateIndexes = (key: string, before: Item | undefined, after: Item | undefined) => {
    for (const [name, index] of Object.entries(schema.indexes)) {
      const entries = indexes.get(name) as Map<string, Map<string, Item>>;
      const former = before !== undefined && isIn(index, before) ? before : undefined;
      const present = after !== undefined && isIn(index, after) ? after : undefined;
      const placeOf = (item: Item) => `${key}\u0000${index.range ? textOf(item[index.range]) : ''}`;
      const isMoved =
        former !== undefined &&
        (present === undefined ||
          textOf(former[index.hash]) !== textOf(present[index.hash]) ||
          placeOf(former) !== placeOf(present));
      const steps = [
        ...(isMoved ? [() => removeFrom(entries, textOf(former[index.hash]), placeOf(former))] : []),
        ...(present === undefined
          ? []
          : [
              () =>
                addTo(
                  entries,
                  textOf(present[index.hash]),
                  placeOf(present),
                  project(present, index, schema),
                ),
            ]),
      ];
      if (steps.length > 0) indexLater(`${schema.name} ${name} ${key}`, steps);
    }
  };
  return {
    schema,
    get: (key: Item) => cells.get(keyOf(key))?.item,
    /** Returns the item before its last change if that was at `sinceMs` or later, otherwise the current item. */
    getStale: (key: Item, sinceMs: number) => {
      const cell = cells.get(keyOf(key));
      return cell !== undefined && cell.changedAtMs >= sinceMs ? cell.former : cell?.item;
    },
    replace: (key: Item, item: Item | undefined, nowMs: number): void => {
      const text = keyOf(key);
      const former = cells.get(text)?.item;
      cells.set(text, { item, former, changedAtMs: nowMs });
      const hash = textOf(key[schema.hash]);
      if (item === undefined) removeFrom(partitions, hash, text);
      else addTo(partitions, hash, text, item);
      updateIndexes(text, former, item);
    },
    /** The items of one partition, in the order of their sort keys. */
    partition: (hash: AttributeValue) => sorted(partitions.get(textOf(hash)), schema.range, keyOf),
    indexPartition: (name: string, hash: AttributeValue) =>
      sorted(indexes.get(name)?.get(textOf(hash)), schema.indexes[name]?.range, keyOf),
    /** Compares two entries of the table, or of the named index: by sort key, then by the item's key. */
    compare: (one: Item, other: Item, name?: string) =>
      compareEntries(one, other, (name === undefined ? schema : schema.indexes[name])?.range, keyOf),
    all: (): readonly Item[] => [...cells.values()].flatMap(({ item }) => (item === undefined ? [] : [item])),
  };
}

function isIn({ hash, range }: Index, item: Item): boolean {
  return item[hash] !== undefined && (range === undefined || item[range] !== undefined);
}

function project(item: Item, index: Index, schema: KeySchema): Item {
  if (index.projected === 'ALL') return item;
  const kept = new Set([schema.hash, schema.range, index.hash, index.range, ...index.projected]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => kept.has(name)));
}

function addTo(groups: Map<string, Map<string, Item>>, hash: string, key: string, item: Item): void {
  const group = groups.get(hash);
  if (group === undefined) groups.set(hash, new Map([[key, item]]));
  else group.set(key, item);
}

function removeFrom(groups: Map<string, Map<string, Item>>, hash: string, key: string): void {
  groups.get(hash)?.delete(key);
}

/** Entries with equal sort keys are ordered by the keys of their items, so that a page can end between them. */
function sorted(
  items: ReadonlyMap<string, Item> | undefined,
  range: string | undefined,
  keyOf: (item: Item) => string,
): readonly Item[] {
  if (items === undefined) return [];
  return [...items.values()].sort((one, other) => compareEntries(one, other, range, keyOf));
}

function compareEntries(
  one: Item,
  other: Item,
  range: string | undefined,
  keyOf: (item: Item) => string,
): number {
  const order = range === undefined ? 0 : (compareValues(one[range] ?? {}, other[range] ?? {}) ?? 0);
  if (order !== 0) return order;
  const [key, otherKey] = [keyOf(one), keyOf(other)];
  return key === otherKey ? 0 : key < otherKey ? -1 : 1;
}

function textOf(value: AttributeValue | undefined): string {
  return value?.S !== undefined
    ? `S${value.S}`
    : value?.N !== undefined
      ? `N${Number(value.N)}`
      : `B${value?.B}`;
}

/** Returns the key attributes of an item. */
export function keysOf(item: Item, { hash, range }: KeySchema): Item {
  const keys: Record<string, AttributeValue> = {};
  for (const name of range === undefined ? [hash] : [hash, range]) {
    const value = item[name];
    if (value !== undefined) keys[name] = value;
  }
  return keys;
}
