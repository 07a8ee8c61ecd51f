import type { AttributeValue, Item } from './attribute-value.ts';
import { createPartitions, type PickVersion } from './partitions.ts';

type KeySchema = { readonly hash: string; readonly range?: string };

export type Index = KeySchema & {
  /** Projected attributes beside the keys, or `ALL`. */
  readonly projected: 'ALL' | readonly string[];
};

export type TableSchema = KeySchema & {
  readonly name: string;
  readonly indexes: Readonly<Record<string, Index>>;
  readonly hasStream: boolean;
  /** Attribute with the time, in epoch seconds, from which on items are deleted. Only of tables with a stream. */
  readonly expiresAs?: string;
};

/** A change of an item, as in a stream record. */
export type Change = {
  readonly table: string;
  readonly keys: Item;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
};

/**
 * Applies changes of an index some time later. `item` identifies the item in this index: changes of one item must be
 * applied in their order, each after the steps of the one before it. The steps of one change are the removal of the
 * entry under its former key and the put of the new one: on AWS they are two writes, to two partitions of the index,
 * in either order.
 */
export type IndexLater = (item: string, steps: readonly (() => void)[]) => void;

export type TableConfig = {
  readonly indexLater: IndexLater;
  readonly nowMs: () => number;
  /** How long former versions of items can be read, in milliseconds. */
  readonly keptMs: number;
};

export type Table = ReturnType<typeof createTable>;

/** Creates an empty table in memory. Its items are never changed, only replaced. */
export function createTable(schema: TableSchema, { indexLater, nowMs, keptMs }: TableConfig) {
  const keyOf = (item: Item) =>
    `${textOf(item[schema.hash])}\u0000${schema.range ? textOf(item[schema.range]) : ''}`;
  const partitionsOf = ({ range }: KeySchema) => createPartitions({ range, keyOf, nowMs, keptMs });
  const items = partitionsOf(schema);
  const indexes = new Map(
    Object.entries(schema.indexes).map(([name, index]) => [name, { index, entries: partitionsOf(index) }]),
  );
  const updateIndexes = (key: string, before: Item | undefined, after: Item | undefined) => {
    for (const [name, { index, entries }] of indexes) {
      const former = placeIn(index, key, before);
      const present = placeIn(index, key, after);
      const isMoved = former !== undefined && (former.hash !== present?.hash || former.key !== present.key);
      const steps = [
        ...(isMoved ? [() => entries.set(former.hash, former.key, undefined)] : []),
        ...(present === undefined || after === undefined
          ? []
          : [() => entries.set(present.hash, present.key, project(after, index, schema))]),
      ];
      if (steps.length > 0) indexLater(`${schema.name} ${name} ${key}`, steps);
    }
  };
  return {
    schema,
    get: (key: Item) => items.get(textOf(key[schema.hash]), keyOf(key)),
    /** Reads an item at the version that `pick` chooses, which is asked only if the item changed lately. */
    read: (key: Item, pick: PickVersion) => items.read(textOf(key[schema.hash]), keyOf(key), pick),
    replace: (key: Item, item: Item | undefined): void => {
      const [hash, text] = [textOf(key[schema.hash]), keyOf(key)];
      const before = items.get(hash, text);
      items.set(hash, text, item);
      updateIndexes(text, before, item);
    },
    /** The items of one partition, in the order of their sort keys. */
    partition: (hash: AttributeValue, pick?: PickVersion) => items.partition(textOf(hash), pick),
    indexPartition: (name: string, hash: AttributeValue, pick?: PickVersion) =>
      indexes.get(name)?.entries.partition(textOf(hash), pick) ?? [],
    /** Compares two entries of the table, or of the named index: by sort key, then by the item's key. */
    compare: (one: Item, other: Item, name?: string) =>
      (indexes.get(name ?? '')?.entries ?? items).compare(one, other),
    all: items.all,
  };
}

/** Returns the place of an item in an index: its partition, and its key there. */
function placeIn(
  { hash, range }: Index,
  key: string,
  item: Item | undefined,
): { readonly hash: string; readonly key: string } | undefined {
  if (item?.[hash] === undefined || (range !== undefined && item[range] === undefined)) return undefined;
  return { hash: textOf(item[hash]), key: `${key}\u0000${range ? textOf(item[range]) : ''}` };
}

function project(item: Item, index: Index, schema: KeySchema): Item {
  if (index.projected === 'ALL') return item;
  const kept = new Set([schema.hash, schema.range, index.hash, index.range, ...index.projected]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => kept.has(name)));
}

function textOf(value: AttributeValue | undefined): string {
  return value?.S !== undefined
    ? `S${value.S}`
    : value?.N !== undefined
      ? `N${Number(value.N)}`
      : `B${value?.B}`;
}

/** Returns the values of key attributes as one text, such as `product#1 category#*`. */
export function textOfKeys(keys: Item): string {
  return ['pk', 'sk']
    .flatMap((name) => keys[name] ?? [])
    .map((value) => textOf(value).slice(1))
    .join(' ');
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
