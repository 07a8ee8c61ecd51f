import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Command } from '@tradepost/aggregate/aggregate';
import { prepareCommit } from '@tradepost/aggregate/executor';
import { retryOnConflict } from '@tradepost/aggregate/retry';
import {
  type Cause,
  type Commit,
  type CommitMetadata,
  ConflictError,
  type Loaded,
} from '@tradepost/aggregate/store';
import type { TransactWriteItem } from '@tradepost/dynamodb/write-transaction';
import {
  type StockEvent,
  type StockLevel,
  type StockState,
  stock,
  storedLevel,
  unitsOf,
} from '../domain/stock.ts';
import { adjustmentKey, stockKey } from './stock-keys.ts';
import { toChange } from './stock-update.ts';
import { writeAll } from './write-all.ts';

/** The stock to change, and the id under which the adjustment is stored. */
export type StockChange = {
  readonly sku: string;
  readonly location: string;
  readonly adjustmentId: string;
};

type Coded = { readonly code: string };

/** The stock level after a command, or the rejection of the command. */
export type StockChanged<Rejection extends Coded> =
  | { readonly stock: StockLevel }
  | { readonly rejection: Rejection };

export type StockChanges = {
  /**
   * Executes a command on a stock. A change of the units on hand is stored as an adjustment in the same transaction.
   *
   * @throws ContentionError after too many conflicts in a row
   */
  readonly execute: <Rejection extends Coded>(
    change: StockChange,
    command: Command<StockState, StockEvent, Rejection>,
    cause: Cause,
  ) => Promise<StockChanged<Rejection>>;
  /**
   * Like `execute`, for an adjustment whose id follows from the caller's idempotency key. A repeat with the same fingerprint
   * gets the first result; one with another fingerprint is rejected.
   */
  readonly executeOnce: <Rejection extends Coded>(
    change: StockChange,
    command: Command<StockState, StockEvent, Rejection>,
    cause: FingerprintedCause,
  ) => Promise<StockChanged<Rejection | { readonly code: 'IDEMPOTENCY_KEY_REUSED' }>>;
};

type FingerprintedCause = Cause & { readonly fingerprint: string };

type Config = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** The current time, RFC 3339 in UTC. */
  readonly now: () => string;
};

/** Adjustments are stored under the same partition key as the stock that they changed, with `sk = adjustment#<id>`. */
export function createStockChanges(config: Config): StockChanges {
  return {
    execute: (change, command, cause) => retryOnConflict(() => attempt(config, change, command, cause)),
    executeOnce: (change, command, cause) =>
      retryOnConflict(async () => {
        try {
          const changed = await attempt(config, change, command, cause);
          // A command that is rejected now may repeat one that was accepted before.
          if ('rejection' in changed) return (await findRepeated(config, change, cause)) ?? changed;
          return changed;
        } catch (error) {
          if (!(error instanceof ConflictError)) throw error;
          const repeated = await findRepeated(config, change, cause);
          if (repeated === undefined) throw error;
          return repeated;
        }
      }),
  };
}

async function attempt<Rejection extends Coded>(
  config: Config,
  change: StockChange,
  command: Command<StockState, StockEvent, Rejection>,
  cause: Cause,
): Promise<StockChanged<Rejection>> {
  const before = await load(config, change);
  const at = config.now();
  const decision = command(before.state, { version: before.version, at });
  if ('rejection' in decision) return decision;
  if (decision.events.length === 0) return { stock: toLevel(change, before) };
  const commit = prepareCommit(stock, before, decision.events, { ...cause, at });
  return { stock: await write(config, change, commit) };
}

async function load(
  { client, tableName }: Config,
  { sku, location }: StockChange,
): Promise<Loaded<StockState>> {
  const { Item: item } = await client.send(
    new GetCommand({ TableName: tableName, Key: stockKey(sku, location), ConsistentRead: true }),
  );
  if (item === undefined) return { version: -1, state: stock.initial };
  const { version, updatedAt, ...level } = storedLevel.parse(item);
  const { onHand, reserved, available, lowStockThreshold } = level;
  return {
    version,
    state: { status: 'kept', onHand, reserved, available, lowStockThreshold, updatedAt },
  };
}

/** Throws if the stock does not exist. */
function toLevel({ sku, location }: StockChange, { version, state }: Loaded<StockState>): StockLevel {
  if (state.status === 'none') throw new Error(`${sku} has no stock at ${location}`);
  return { sku, location, ...unitsOf(state), version, updatedAt: state.updatedAt };
}

async function write(
  { client, tableName }: Config,
  change: StockChange,
  { expectedVersion, events, state, metadata }: Commit<StockState, StockEvent>,
): Promise<StockLevel> {
  const level = toLevel(change, { version: expectedVersion + 1, state });
  const adjusted = events.filter(({ type }) => type === 'StockAdjusted');
  const items = [writeStock(tableName, level, metadata)];
  if (adjusted.length > 0) items.push(putAdjustment(tableName, change, level, adjusted, metadata));
  if ((await writeAll(client, items)) === undefined) return level;
  throw new ConflictError(`the stock of ${change.sku} at ${change.location} has changed`);
}

/**
 * Writes the item of a stock, without events: adjustments are items of their own, and alerts follow from the change of
 * units. The item is updated, not replaced, because it also has the markers of takes.
 */
function writeStock(tableName: string, stock: StockLevel, metadata: CommitMetadata): TransactWriteItem {
  const { correlationId, causationId } = metadata;
  const key = stockKey(stock.sku, stock.location);
  if (stock.version === 0) {
    const Item = { ...key, ...stock, correlationId, causationId };
    return { Put: { TableName: tableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
  }
  const { onHand, available, lowStockThreshold, version } = stock;
  const change = toChange(
    '#onHand = :onHand, #available = :available, #lowStockThreshold = :threshold',
    metadata,
  );
  return {
    Update: {
      TableName: tableName,
      Key: key,
      UpdateExpression: change.UpdateExpression,
      ConditionExpression: '#version = :expected',
      ExpressionAttributeNames: change.ExpressionAttributeNames,
      ExpressionAttributeValues: {
        ...change.ExpressionAttributeValues,
        ':onHand': onHand,
        ':available': available,
        ':threshold': lowStockThreshold,
        ':expected': version - 1,
      },
    },
  };
}

function putAdjustment(
  tableName: string,
  { sku, adjustmentId }: StockChange,
  state: StockLevel,
  events: readonly StockEvent[],
  metadata: CommitMetadata,
): TransactWriteItem {
  return {
    Put: {
      TableName: tableName,
      Item: { ...adjustmentKey(sku, adjustmentId), id: adjustmentId, version: 0, state, events, ...metadata },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

/** The result of an earlier request with the same idempotency key. */
async function findRepeated(
  { client, tableName }: Config,
  { sku, adjustmentId }: StockChange,
  { fingerprint }: FingerprintedCause,
): Promise<StockChanged<{ readonly code: 'IDEMPOTENCY_KEY_REUSED' }> | undefined> {
  const { Item: item } = await client.send(
    new GetCommand({ TableName: tableName, Key: adjustmentKey(sku, adjustmentId), ConsistentRead: true }),
  );
  if (item === undefined) return undefined;
  if (item['fingerprint'] !== fingerprint) return { rejection: { code: 'IDEMPOTENCY_KEY_REUSED' } };
  return { stock: storedLevel.parse(item['state']) };
}
