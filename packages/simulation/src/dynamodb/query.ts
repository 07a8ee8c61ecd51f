import type { Item } from './attribute-value.ts';
import { hashValueIn, parseCondition } from './condition.ts';
import { createParser } from './expression-parser.ts';
import { sizeOf } from './item-size.ts';
import type { PickVersion } from './partitions.ts';
import type { Input } from './plain.ts';
import { placeholdersOf } from './prepare-write.ts';
import { keysOf, type Table } from './table.ts';
import { validationError } from './validation-error.ts';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html */
const MAX_PAGE_BYTES = 1024 * 1024;

export type QueryFaults = {
  /** Chooses the versions of items that changed lately; absent if the read is consistent. */
  readonly pick?: PickVersion | undefined;
  /** Returns the number of items at which the page ends, although it could have all of `items`. */
  readonly pageEnd: (items: number) => number | undefined;
};

/**
 * Executes a Query on a table or an index. A page ends at its `Limit`, at 1 MB, or earlier: only a response without
 * `LastEvaluatedKey` is the last one.
 */
export function query(from: Table, input: Input, { pick, pageEnd }: QueryFaults): Record<string, unknown> {
  const indexName = input['IndexName'] as string | undefined;
  const index = indexName === undefined ? from.schema : from.schema.indexes[indexName];
  if (index === undefined) throw validationError(`The table does not have the specified index: ${indexName}`);
  if (indexName !== undefined && input['ConsistentRead'] === true)
    throw validationError('Consistent reads are not supported on global secondary indexes');
  const expression = String(input['KeyConditionExpression']);
  const placeholders = placeholdersOf(input);
  const hash = hashValueIn(expression, index.hash, placeholders);
  if (hash === undefined) throw validationError(`Query condition missed key schema element: ${index.hash}`);
  const inOrder =
    indexName === undefined ? from.partition(hash, pick) : from.indexPartition(indexName, hash, pick);
  const ordered = input['ScanIndexForward'] === false ? [...inOrder].reverse() : inOrder;
  const matching = ordered.filter(parseCondition(expression, placeholders)).filter(isPast(input, from));
  const limit = input['Limit'] as number | undefined;
  const whole = withinBytes(matching.slice(0, limit));
  const cutAt = pageEnd(whole.length);
  const page = whole.slice(0, cutAt);
  const last = page.at(-1);
  const filter = input['FilterExpression'] as string | undefined;
  const items = filter === undefined ? page : page.filter(parseCondition(filter, placeholders));
  // As on AWS, a page that ends at its limit has a LastEvaluatedKey, even if nothing follows.
  const isCut = cutAt !== undefined || page.length === limit || page.length < matching.length;
  return {
    Items: items.map((item) => projected(item, input)),
    Count: items.length,
    ScannedCount: page.length,
    ...(isCut && last !== undefined
      ? { LastEvaluatedKey: { ...keysOf(last, from.schema), ...keysOf(last, index) } }
      : {}),
  };
}

/** Returns the first items, at least one, that one request reads. */
function withinBytes(items: readonly Item[]): readonly Item[] {
  let bytes = 0;
  const end = items.findIndex((item, place) => {
    bytes += sizeOf(item);
    return place > 0 && bytes > MAX_PAGE_BYTES;
  });
  return end === -1 ? items : items.slice(0, end);
}

/** The start key is a position in the order of the entries (sort key, then item key). Its item need not exist. */
function isPast(input: Input, from: Table): (item: Item) => boolean {
  const start = input['ExclusiveStartKey'] as Item | undefined;
  if (start === undefined) return () => true;
  const sign = input['ScanIndexForward'] === false ? -1 : 1;
  return (item) => sign * from.compare(item, start, input['IndexName']) > 0;
}

/** Returns the attributes of an item that a request selects. */
export function projected(item: Item, input: Input): Item {
  const expression = input['ProjectionExpression'] as string | undefined;
  if (expression === undefined) return item;
  const parser = createParser(expression, placeholdersOf(input));
  const kept = new Set<string>();
  do kept.add(parser.name(parser.take()));
  while (parser.accept(','));
  if (!parser.isAtEnd()) throw validationError(`Invalid ProjectionExpression: ${expression}`);
  return Object.fromEntries(Object.entries(item).filter(([name]) => kept.has(name)));
}
