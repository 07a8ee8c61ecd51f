import { awsError } from '@tradepost/local/gateway/aws-error';
import { areEqual, type Item } from './attribute-value.ts';
import { batchGet, batchWrite } from './batches.ts';
import type { PickVersion } from './partitions.ts';
import type { Input } from './plain.ts';
import { conditionFailed, prepareWrite, type Write, type WriteKind } from './prepare-write.ts';
import { projected, query } from './query.ts';
import { type Change, createTable, type IndexLater, keysOf, type Table, type TableSchema } from './table.ts';
import { NO_TABLE_FAULTS, type TableFaults } from './table-faults.ts';
import { createTransactions, nameOf } from './transactions.ts';

const SECOND_MS = 1_000;

/** DynamoDB in memory: the operations and expressions that the services use, each executed atomically. */
export type Dynamodb = ReturnType<typeof createDynamodb>;

export type DynamodbConfig = {
  readonly schemas: readonly TableSchema[];
  readonly nowMs: () => number;
  /** Receives each change of an item, in order. */
  readonly onChange?: (change: Change) => void;
  /** Applies changes of indexes; by default at once. */
  readonly indexLater?: IndexLater;
  /** None by default. */
  readonly faults?: TableFaults;
};

type Operation = (input: Input, call: string) => Record<string, unknown>;

export function createDynamodb(config: DynamodbConfig) {
  const { nowMs, onChange, faults = NO_TABLE_FAULTS, indexLater = applyAtOnce } = config;
  const ofTables = { indexLater, nowMs, keptMs: faults.maxStaleMs };
  const tables = new Map(config.schemas.map((schema) => [schema.name, createTable(schema, ofTables)]));
  const table = (name: string): Table => {
    const found = tables.get(name);
    if (found === undefined)
      throw awsError('ResourceNotFoundException', `Requested resource not found: ${name}`);
    return found;
  };
  const readWith =
    (pick: PickVersion) =>
    (from: Table, key: Item, isConsistent: unknown): Item | undefined =>
      isConsistent === true ? from.get(key) : from.read(key, pick);
  const apply = ({ to, key, item }: Pick<Write, 'to' | 'key' | 'item'>): void => {
    const before = to.get(key);
    if (before === item) return;
    to.replace(key, item);
    const isChanged = before === undefined || item === undefined || !areEqual({ M: before }, { M: item });
    if (isChanged) onChange?.({ table: to.schema.name, keys: keysOf(key, to.schema), before, after: item });
  };
  const transactions = createTransactions({
    prepare: (kind, input) => prepareWrite(table(input['TableName']), kind, input),
    apply,
    nowMs,
    faults,
  });
  const writeOne =
    (kind: WriteKind): Operation =>
    (input, call) => {
      const write = prepareWrite(table(input['TableName']), kind, input);
      const [interruption] = transactions.isLocked(write)
        ? ['TransactionConflict']
        : faults.interruptions(call, [nameOf(write)], nowMs());
      if (interruption !== undefined)
        throw awsError('TransactionConflictException', 'Transaction is ongoing for the item');
      if (!write.holds) throw conditionFailed(write);
      if (write.invalid !== undefined) throw write.invalid;
      apply(write);
      return input['ReturnValues'] === 'ALL_NEW' ? { Attributes: write.item } : {};
    };
  const operations: Readonly<Record<string, Operation>> = {
    GetItem: (input, call) => {
      const read = readWith(faults.pickVersion(call));
      const item = read(table(input['TableName']), input['Key'], input['ConsistentRead']);
      return item === undefined ? {} : { Item: projected(item, input) };
    },
    PutItem: writeOne('Put'),
    UpdateItem: writeOne('Update'),
    DeleteItem: writeOne('Delete'),
    Query: (input, call) =>
      query(table(input['TableName']), input, {
        pick: input['ConsistentRead'] === true ? undefined : faults.pickVersion(call),
        pageEnd: (items) => faults.pageEnd(call, items),
      }),
    BatchGetItem: (input, call) =>
      batchGet(input, { call, table, faults, read: readWith(faults.pickVersion(call)) }),
    BatchWriteItem: (input, call) =>
      batchWrite(input, {
        call,
        table,
        faults,
        prepare: prepareWrite,
        isLocked: transactions.isLocked,
        apply,
      }),
    TransactWriteItems: (input, call) => transactions.begin(input, call)(),
  };
  return {
    table,
    /**
     * Deletes items whose time to live is over, as DynamoDB does some time later. A deletion is in the stream like any other.
     *
     * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
     */
    deleteExpired: (): void => {
      for (const to of tables.values()) {
        const { expiresAs } = to.schema;
        if (expiresAs === undefined) continue;
        for (const item of to.all())
          if (Number(item[expiresAs]?.N ?? Number.POSITIVE_INFINITY) * SECOND_MS < nowMs())
            apply({ to, key: keysOf(item, to.schema), item: undefined });
      }
    },
    /**
     * Begins a TransactWriteItems request, checks its conditions, and locks its items until it is committed: the function
     * that it returns writes them. Throws an `AwsError` as `execute` does.
     */
    begin: transactions.begin,
    /**
     * Executes an operation; throws an `AwsError` with the API's error code.
     *
     * @param call identifies the request, for its faults
     */
    execute: (operation: string, input: Input, call = ''): Record<string, unknown> => {
      const run = operations[operation];
      if (run === undefined) throw new Error(`the simulated DynamoDB has no ${operation}`);
      return run(input, call);
    },
  };
}

const applyAtOnce: IndexLater = (_item, steps) => {
  for (const step of steps) step();
};
