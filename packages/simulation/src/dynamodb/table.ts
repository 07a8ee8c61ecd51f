import { type AttributeValue, compareValues, type Item } from './attribute-value.ts';

type KeySchema = { readonly hash: string; readonly range?: string };

export type Index = KeySchema & {
  /** Attributes beside the keys; `ALL` for all. */
  readonly projected: 'ALL' | readonly string[];
};

export type TableSchema = KeySchema & {
  readonly name: string;
  readonly indexes: Readonly<Record<string, Index>>;
  readonly hasStream: boolean;
};

/** A change of an item, as a stream tells it. */
export type Change = {
  readonly table: string;
  readonly keys: Item;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
};

type Cell = { item: Item | undefined; former: Item | undefined; changedAtMs: number };

/** A table in memory. Its items are never changed, only replaced. */
export type Table = {
  readonly schema: TableSchema;
  readonly get: (key: Item) => Item | undefined;
  /** The item as it was before its last change, where that was at `sinceMs` or later. */
  readonly getStale: (key: Item, sinceMs: number) => Item | undefined;
  readonly replace: (key: Item, item: Item | undefined, nowMs: number) => void;
  /** The items of one partition, in the order of their sort keys. */
  readonly partition: (hash: AttributeValue) => readonly Item[];
  readonly indexPartition: (index: string, hash: AttributeValue) => readonly Item[];
  readonly all: () => readonly Item[];
};

/**
 * @param indexLater takes what brings an index up to the table: an index is behind for a moment
 */
export function createTable(schema: TableSchema, indexLater: (bringUp: () => void) => void): Table {
  const cells = new Map<string, Cell>();
  const partitions = new Map<string, Map<string, Item>>();
  const indexes = new Map(
    Object.keys(schema.indexes).map((name) => [name, new Map<string, Map<string, Item>>()]),
  );
  const keyOf = (item: Item) =>
    `${textOf(item[schema.hash])}\u0000${schema.range ? textOf(item[schema.range]) : ''}`;

  const bringUp = (key: string, before: Item | undefined, after: Item | undefined) => {
    for (const [name, index] of Object.entries(schema.indexes)) {
      const entries = indexes.get(name) as Map<string, Map<string, Item>>;
      if (before !== undefined && isIn(index, before)) removeFrom(entries, textOf(before[index.hash]), key);
      if (after !== undefined && isIn(index, after)) {
        addTo(entries, textOf(after[index.hash]), key, project(after, index, schema));
      }
    }
  };
  return {
    schema,
    get: (key) => cells.get(keyOf(key))?.item,
    getStale: (key, sinceMs) => {
      const cell = cells.get(keyOf(key));
      return cell !== undefined && cell.changedAtMs >= sinceMs ? cell.former : cell?.item;
    },
    replace: (key, item, nowMs) => {
      const text = keyOf(key);
      const former = cells.get(text)?.item;
      cells.set(text, { item, former, changedAtMs: nowMs });
      const hash = textOf(key[schema.hash]);
      if (item === undefined) removeFrom(partitions, hash, text);
      else addTo(partitions, hash, text, item);
      if (indexes.size > 0) indexLater(() => bringUp(text, former, item));
    },
    partition: (hash) => sorted(partitions.get(textOf(hash)), schema.range),
    indexPartition: (name, hash) => sorted(indexes.get(name)?.get(textOf(hash)), schema.indexes[name]?.range),
    all: () => [...cells.values()].flatMap(({ item }) => (item === undefined ? [] : [item])),
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

function sorted(items: ReadonlyMap<string, Item> | undefined, range: string | undefined): readonly Item[] {
  if (items === undefined) return [];
  if (range === undefined) return [...items.values()];
  return [...items.values()].sort((one, other) => compareValues(one[range] ?? {}, other[range] ?? {}) ?? 0);
}

function textOf(value: AttributeValue | undefined): string {
  return value?.S !== undefined
    ? `S${value.S}`
    : value?.N !== undefined
      ? `N${Number(value.N)}`
      : `B${value?.B}`;
}

/** What identifies an item of a table. */
export function keysOf(item: Item, { hash, range }: KeySchema): Item {
  const keys: Record<string, AttributeValue> = {};
  for (const name of range === undefined ? [hash] : [hash, range]) {
    const value = item[name];
    if (value !== undefined) keys[name] = value;
  }
  return keys;
}
