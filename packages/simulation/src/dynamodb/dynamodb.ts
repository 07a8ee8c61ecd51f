import { type AwsError, awsError } from '@tradepost/local/gateway/aws-error';
import { areEqual, type Item } from './attribute-value.ts';
import { hashValueIn, parseCondition } from './condition.ts';
import { createParser } from './expression-parser.ts';
import type { Input } from './plain.ts';
import { type Change, createTable, type IndexLater, keysOf, type Table, type TableSchema } from './table.ts';
import { createTransactions, type Write, type WriteKind } from './transactions.ts';
import { parseUpdate } from './update.ts';
import { validationError } from './validation-error.ts';

/** DynamoDB in memory: the operations and expressions that the services use, each executed atomically. */
export type Dynamodb = ReturnType<typeof createDynamodb>;

export type DynamodbConfig = {
  readonly schemas: readonly TableSchema[];
  readonly nowMs: () => number;
  /** Receives each change of an item, in order. */
  readonly onChange?: (change: Change) => void;
  /** Applies changes of indexes; by default at once. */
  readonly indexLater?: IndexLater;
  /** Called for each eventually consistent read; returns how far it lags, in milliseconds. */
  readonly staleness?: () => number;
  /** Called for each table of a batch; returns true if its last item is left unprocessed. */
  readonly leavesUndone?: () => boolean;
};

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MAX_BATCH_GET_KEYS = 100;
const MAX_ITEM_BYTES = 400 * 1024;

export function createDynamodb(config: DynamodbConfig) {
  const { nowMs, onChange, staleness = () => 0, indexLater = applyAtOnce } = config;
  const leavesUndone = config.leavesUndone ?? (() => false);
  const tables = new Map(config.schemas.map((schema) => [schema.name, createTable(schema, indexLater)]));
  const table = (name: string): Table => {
    const found = tables.get(name);
    if (found === undefined)
      throw awsError('ResourceNotFoundException', `Requested resource not found: ${name}`);
    return found;
  };
  const read = (from: Table, key: Item, isConsistent: unknown): Item | undefined => {
    const staleMs = isConsistent === true ? 0 : staleness();
    return staleMs > 0 ? from.getStale(key, nowMs() - staleMs) : from.get(key);
  };
  const apply = ({ to, key, item }: Write): void => {
    const before = to.get(key);
    if (before === item) return;
    to.replace(key, item, nowMs());
    const isChanged = before === undefined || item === undefined || !areEqual({ M: before }, { M: item });
    if (isChanged) onChange?.({ table: to.schema.name, keys: keysOf(key, to.schema), before, after: item });
  };
  const transactions = createTransactions({
    prepare: (kind, input) => prepare(table(input['TableName']), kind, input),
    apply,
    nowMs,
  });
  const writeOne = (kind: WriteKind, input: Input): Record<string, unknown> => {
    const write = prepare(table(input['TableName']), kind, input);
    if (transactions.isLocked(write)) {
      throw awsError('TransactionConflictException', 'Transaction is ongoing for the item');
    }
    if (!write.holds) throw conditionFailed(input, write.before);
    apply(write);
    return input['ReturnValues'] === 'ALL_NEW' ? { Attributes: write.item } : {};
  };
  const operations: Readonly<Record<string, (input: Input) => Record<string, unknown>>> = {
    GetItem: (input) => {
      const item = read(table(input['TableName']), input['Key'], input['ConsistentRead']);
      return item === undefined ? {} : { Item: projected(item, input) };
    },
    PutItem: (input) => writeOne('Put', input),
    UpdateItem: (input) => writeOne('Update', input),
    DeleteItem: (input) => writeOne('Delete', input),
    Query: (input) => {
      const from = table(input['TableName']);
      return query(from, input, (item) => read(from, keysOf(item, from.schema), input['ConsistentRead']));
    },
    BatchGetItem: ({ RequestItems }) => {
      const requests = Object.entries(RequestItems as Record<string, Input>);
      for (const [, { Keys }] of requests) rejectInvalidBatch(Keys);
      const unprocessed: Record<string, unknown> = {};
      const found = requests.map(([name, request]) => {
        const keys = request['Keys'] as readonly Item[];
        const isCut = leavesUndone();
        if (isCut) unprocessed[name] = { ...request, Keys: keys.slice(-1) };
        const items = (isCut ? keys.slice(0, -1) : keys).map((key) =>
          read(table(name), key, request['ConsistentRead']),
        );
        return [name, items.filter((item) => item !== undefined).map((item) => projected(item, request))];
      });
      return { Responses: Object.fromEntries(found), UnprocessedKeys: unprocessed };
    },
    TransactWriteItems: (input) => transactions.begin(input)(),
  };
  return {
    table,
    tables: [...tables.values()],
    /**
     * Begins a TransactWriteItems request, checks its conditions, and locks its items until it is committed: the function
     * that it returns writes them. Throws an `AwsError` as `execute` does.
     */
    begin: transactions.begin,
    /** Executes an operation; throws an `AwsError` with the API's error code. */
    execute: (operation: string, input: Input): Record<string, unknown> => {
      const run = operations[operation];
      if (run === undefined) throw new Error(`the simulated DynamoDB has no ${operation}`);
      return run(input);
    },
  };
}

const applyAtOnce: IndexLater = (_item, steps) => {
  for (const step of steps) step();
};

/** DynamoDB rejects a batch that is empty, too large, or names an item twice. */
function rejectInvalidBatch(keys: readonly Item[]): void {
  if (keys.length === 0 || keys.length > MAX_BATCH_GET_KEYS)
    throw validationError(`The batch has ${keys.length} keys; it must have from 1 to ${MAX_BATCH_GET_KEYS}`);
  const distinct = new Set(keys.map((key) => JSON.stringify(Object.entries(key).sort())));
  if (distinct.size < keys.length) throw validationError('Provided list of item keys contains duplicates');
}

function prepare(to: Table, kind: WriteKind, input: Input): Write {
  const key = kind === 'Put' ? keysOf(input['Item'], to.schema) : (input['Key'] as Item);
  const before = to.get(key);
  const placeholders = placeholdersOf(input);
  const condition = input['ConditionExpression'] as string | undefined;
  const holds = condition === undefined || parseCondition(condition, placeholders)(before);
  return { to, key, before, holds, item: holds ? after(kind, input, key, before) : before };
}

function after(kind: WriteKind, input: Input, key: Item, before: Item | undefined): Item | undefined {
  if (kind === 'Put') return checked(input['Item']);
  if (kind === 'Delete') return undefined;
  const update = input['UpdateExpression'] as string | undefined;
  return checked(
    update === undefined ? (before ?? key) : parseUpdate(update, placeholdersOf(input))(before ?? key),
  );
}

function checked(item: Item): Item {
  if (JSON.stringify(item).length > 2 * MAX_ITEM_BYTES)
    throw validationError('Item size has exceeded the maximum');
  return item;
}

function conditionFailed(input: Input, before: Item | undefined): AwsError {
  const isAsked = input['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD' && before !== undefined;
  return awsError(
    'ConditionalCheckFailedException',
    'The conditional request failed',
    400,
    isAsked ? { Item: before } : {},
  );
}

function placeholdersOf(input: Input) {
  return { names: input['ExpressionAttributeNames'], values: input['ExpressionAttributeValues'] };
}

function projected(item: Item, input: Input): Item {
  const expression = input['ProjectionExpression'] as string | undefined;
  if (expression === undefined) return item;
  const parser = createParser(expression, placeholdersOf(input));
  const kept = new Set<string>();
  do kept.add(parser.name(parser.take()));
  while (parser.accept(','));
  if (!parser.isAtEnd()) throw validationError(`Invalid ProjectionExpression: ${expression}`);
  return Object.fromEntries(Object.entries(item).filter(([name]) => kept.has(name)));
}

/** `refresh` returns the version of a table's item that this read gets: an eventually consistent read may lag. */
function query(
  from: Table,
  input: Input,
  refresh: (item: Item) => Item | undefined,
): Record<string, unknown> {
  const indexName = input['IndexName'] as string | undefined;
  const index = indexName === undefined ? from.schema : from.schema.indexes[indexName];
  if (index === undefined) throw validationError(`The table does not have the specified index: ${indexName}`);
  const expression = String(input['KeyConditionExpression']);
  const placeholders = placeholdersOf(input);
  const hash = hashValueIn(expression, index.hash, placeholders);
  if (hash === undefined) throw validationError(`Query condition missed key schema element: ${index.hash}`);
  const inOrder =
    indexName === undefined
      ? from
          .partition(hash)
          .map(refresh)
          .filter((item) => item !== undefined)
      : from.indexPartition(indexName, hash);
  const test = parseCondition(expression, placeholders);
  const ordered = input['ScanIndexForward'] === false ? [...inOrder].reverse() : inOrder;
  const matching = ordered.filter(test).filter(isPast(input, from));
  const limit = (input['Limit'] as number | undefined) ?? matching.length;
  const page = matching.slice(0, limit);
  const last = page.at(-1);
  const filter = input['FilterExpression'] as string | undefined;
  const items = filter === undefined ? page : page.filter(parseCondition(filter, placeholders));
  // As on AWS, a page that ends at its limit has a LastEvaluatedKey, even if nothing follows.
  const isCut = last !== undefined && page.length === limit && input['Limit'] !== undefined;
  return {
    Items: items.map((item) => projected(item, input)),
    Count: items.length,
    ScannedCount: page.length,
    ...(isCut ? { LastEvaluatedKey: { ...keysOf(last, from.schema), ...keysOf(last, index) } } : {}),
  };
}

/** The start key is a position in the order of the entries (sort key, then item key). Its item need not exist. */
function isPast(input: Input, from: Table): (item: Item) => boolean {
  const start = input['ExclusiveStartKey'] as Item | undefined;
  if (start === undefined) return () => true;
  const sign = input['ScanIndexForward'] === false ? -1 : 1;
  return (item) => sign * from.compare(item, start, input['IndexName']) > 0;
}
