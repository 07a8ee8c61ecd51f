import { type AttributeValue, areEqual, compareValues, type Item } from './attribute-value.ts';
import { AwsError, validationError } from './aws-error.ts';
import { parseCondition } from './condition.ts';
import { createParser } from './expression-parser.ts';
import type { Plain } from './plain.ts';
import { type Change, createTable, keysOf, type Table, type TableSchema } from './table.ts';
import { parseUpdate } from './update.ts';

export type Input = Readonly<Record<string, Plain>>;

/** DynamoDB in memory: the operations and expressions that the services use, each done at once and whole. */
export type Dynamodb = {
  /** Carries out an operation; throws an `AwsError` as the API answers it. */
  readonly execute: (operation: string, input: Input) => Record<string, unknown>;
  readonly table: (name: string) => Table;
  readonly tables: ReadonlyMap<string, Table>;
};

export type DynamodbConfig = {
  readonly schemas: readonly TableSchema[];
  readonly nowMs: () => number;
  /** Gets each change of an item, in their order. */
  readonly onChange?: (change: Change) => void;
  readonly indexLater?: (bringUp: () => void) => void;
  /** How old a read that is not consistent may be, in milliseconds, for this read. */
  readonly staleness?: () => number;
  /** Whether a batch operation leaves the last of its items undone. */
  readonly leavesUndone?: () => boolean;
};

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const TOKEN_LIFE_MS = 10 * 60_000;
const MAX_TRANSACTION_ITEMS = 100;
const MAX_ITEM_BYTES = 400 * 1024;

export function createDynamodb(config: DynamodbConfig): Dynamodb {
  const { nowMs, onChange, staleness = () => 0, indexLater = (bringUp) => bringUp() } = config;
  const leavesUndone = config.leavesUndone ?? (() => false);
  const tables = new Map(config.schemas.map((schema) => [schema.name, createTable(schema, indexLater)]));
  const tokens = new Map<string, { readonly body: string; readonly atMs: number }>();
  const table = (name: string): Table => {
    const found = tables.get(name);
    if (found === undefined)
      throw new AwsError('ResourceNotFoundException', `Requested resource not found: ${name}`);
    return found;
  };
  const read = (from: Table, key: Item, isConsistent: unknown): Item | undefined => {
    const staleMs = isConsistent === true ? 0 : staleness();
    return staleMs > 0 ? from.getStale(key, nowMs() - staleMs) : from.get(key);
  };
  const apply = ({ to, key, item }: Write): void => {
    const before = to.get(key);
    if (
      before === item ||
      (before !== undefined && item !== undefined && areEqual({ M: before }, { M: item }))
    ) {
      if (before !== item) to.replace(key, item, nowMs());
      return;
    }
    to.replace(key, item, nowMs());
    onChange?.({ table: to.schema.name, keys: keysOf(key, to.schema), before, after: item });
  };
  const writeOne = (kind: WriteKind, input: Input): Record<string, unknown> => {
    const write = prepare(table(input['TableName']), kind, input);
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
      const undone: Record<string, unknown> = {};
      const found = Object.entries(RequestItems as Record<string, Input>).map(([name, request]) => [
        name,
        takeSome(request['Keys'] as Item[], leavesUndone, (Keys) => {
          undone[name] = { ...request, Keys };
        }).flatMap((key) => {
          const item = read(table(name), key, request['ConsistentRead']);
          return item === undefined ? [] : [projected(item, request)];
        }),
      ]);
      return { Responses: Object.fromEntries(found), UnprocessedKeys: undone };
    },
    BatchWriteItem: ({ RequestItems }) => {
      const undone: Record<string, unknown> = {};
      for (const [name, requests] of Object.entries(RequestItems as Record<string, Input[]>)) {
        const keep = (left: readonly Input[]) => {
          undone[name] = left;
        };
        for (const { PutRequest, DeleteRequest } of takeSome(requests, leavesUndone, keep)) {
          if (PutRequest) apply(prepare(table(name), 'Put', PutRequest));
          else apply(prepare(table(name), 'Delete', DeleteRequest));
        }
      }
      return { UnprocessedItems: undone };
    },
    TransactWriteItems: (input) => {
      const token = String(input['ClientRequestToken'] ?? '');
      const body = JSON.stringify(input['TransactItems']);
      const known = tokens.get(token);
      if (token !== '' && known !== undefined && nowMs() - known.atMs <= TOKEN_LIFE_MS) {
        if (known.body === body) return {};
        throw new AwsError('IdempotentParameterMismatchException', 'The token was used for another request');
      }
      for (const write of prepareAll(input['TransactItems'], table)) apply(write);
      if (token !== '') tokens.set(token, { body, atMs: nowMs() });
      return {};
    },
  };
  return {
    tables,
    table,
    execute: (operation, input) => {
      const run = operations[operation];
      if (run === undefined) throw new Error(`the simulated DynamoDB has no ${operation}`);
      return run(input);
    },
  };
}

function takeSome<Part>(
  parts: readonly Part[],
  isCut: () => boolean,
  leave: (rest: readonly Part[]) => void,
) {
  if (!isCut()) return parts;
  leave(parts.slice(-1));
  return parts.slice(0, -1);
}

type WriteKind = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

type Write = {
  readonly to: Table;
  readonly key: Item;
  readonly before: Item | undefined;
  readonly item: Item | undefined;
  readonly holds: boolean;
};

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
  if (kind === 'ConditionCheck') return before;
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

/** All conditions are looked at before anything is written. */
function prepareAll(items: readonly Input[], table: (name: string) => Table): readonly Write[] {
  if (items.length > MAX_TRANSACTION_ITEMS)
    throw validationError('Member must have length less than or equal to 100');
  const writes = items.map((item) => {
    const [kind, input] = Object.entries(item)[0] as [WriteKind, Input];
    return prepare(table(input['TableName']), kind, input);
  });
  const named = new Set(writes.map(({ to, key }) => JSON.stringify([to.schema.name, key])));
  if (named.size < writes.length) {
    throw validationError('Transaction request cannot include multiple operations on one item');
  }
  if (writes.every(({ holds }) => holds)) return writes;
  throw transactionCancelled(writes.map(({ holds }) => (holds ? 'None' : 'ConditionalCheckFailed')));
}

/** @param codes why each item was not written, in their order; `None` for those that could have been */
export function transactionCancelled(codes: readonly string[]): AwsError {
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`;
  const reasons = codes.map((Code) => (Code === 'None' ? { Code } : { Code, Message: Code }));
  return new AwsError('TransactionCanceledException', message, { CancellationReasons: reasons });
}

function conditionFailed(input: Input, before: Item | undefined): AwsError {
  const isAsked = input['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD' && before !== undefined;
  return new AwsError(
    'ConditionalCheckFailedException',
    'The conditional request failed',
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
  const kept = new Set<unknown>();
  do kept.add(parser.path()[0]);
  while (parser.accept(','));
  return Object.fromEntries(Object.entries(item).filter(([name]) => kept.has(name)));
}

/** `refresh` gives an item of the table itself as this read is to see it: it may be behind. */
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
  const hash = hashIn(expression, index.hash, placeholders);
  const inOrder =
    indexName === undefined
      ? from
          .partition(hash)
          .map(refresh)
          .filter((item) => item !== undefined)
      : from.indexPartition(indexName, hash);
  const test = parseCondition(expression, placeholders);
  const ordered = input['ScanIndexForward'] === false ? [...inOrder].reverse() : inOrder;
  const matching = ordered.filter(test).filter(isPast(input, index.range));
  const limit = (input['Limit'] as number | undefined) ?? matching.length;
  const page = matching.slice(0, limit);
  const last = page.at(-1);
  const filter = input['FilterExpression'] as string | undefined;
  const items = filter === undefined ? page : page.filter(parseCondition(filter, placeholders));
  // As DynamoDB does: a page that its limit ended has a key to go on from, even where nothing follows.
  const isCut = last !== undefined && page.length === limit && input['Limit'] !== undefined;
  return {
    Items: items.map((item) => projected(item, input)),
    Count: items.length,
    ScannedCount: page.length,
    ...(isCut ? { LastEvaluatedKey: { ...keysOf(last, from.schema), ...keysOf(last, index) } } : {}),
  };
}

function isPast(input: Input, range: string | undefined): (item: Item) => boolean {
  const start = input['ExclusiveStartKey'] as Item | undefined;
  const from = range === undefined ? undefined : start?.[range];
  if (range === undefined || from === undefined) return () => true;
  const sign = input['ScanIndexForward'] === false ? -1 : 1;
  return (item) => sign * (compareValues(item[range] ?? {}, from) ?? 0) > 0;
}

function hashIn(
  expression: string,
  hash: string,
  placeholders: { readonly names?: Record<string, string>; readonly values?: Record<string, AttributeValue> },
): AttributeValue {
  for (const [, name = '', value = ''] of expression.matchAll(/(?<![\w#])(#?\w+)\s*=\s*(:\w+)/g)) {
    const meant = placeholders.names?.[name] ?? name;
    const found = placeholders.values?.[value];
    if (meant === hash && found !== undefined) return found;
  }
  throw validationError(`Query condition missed key schema element: ${hash}`);
}
