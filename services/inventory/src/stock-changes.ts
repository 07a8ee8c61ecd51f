import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { retryOnConflict } from '@tradepost/aggregate/retry';
import { type CommitMetadata, ConflictError } from '@tradepost/aggregate/store';
import type { StockLevel } from '@tradepost/contracts/inventory/model';
import type { TransactWriteItem } from '@tradepost/dynamodb/write-transaction';
import {
  type AdjustRejection,
  decide,
  evolve,
  noStock,
  type SetRejection,
  type StockCommand,
  type StockEvent,
  type StockRejection,
  type StockState,
  unitsOf,
} from './domain/stock.ts';
import { adjustmentKey, stockKey, storedLevel, toLevel } from './stock-item.ts';
import { toChange } from './stock-update.ts';
import { writeAll } from './transaction.ts';

/** The stock to change, and the id under which the adjustment is stored. */
export type StockChange = {
  readonly sku: string;
  readonly location: string;
  readonly adjustmentId: string;
};

type KeyReused = { readonly code: 'IDEMPOTENCY_KEY_REUSED' };

export type StockChanged<Rejection = StockRejection | KeyReused> =
  | { readonly stock: StockLevel }
  | { readonly rejection: Rejection };

/**
 * Carries out a command on a stock. A change of the units on hand is stored as an adjustment in the same transaction. A
 * repeat with the same adjustment id and fingerprint gets the first answer.
 *
 * @throws ContentionError after too many conflicts in a row
 */
export type ChangeStock = {
  (
    change: StockChange,
    command: Extract<StockCommand, { readonly type: 'AdjustStock' }>,
    metadata: CommitMetadata,
  ): Promise<StockChanged<AdjustRejection | KeyReused>>;
  (
    change: StockChange,
    command: Extract<StockCommand, { readonly type: 'SetStock' }>,
    metadata: CommitMetadata,
  ): Promise<StockChanged<SetRejection>>;
};

type Config = { readonly client: DynamoDBDocumentClient; readonly tableName: string };

/** Adjustments are stored under the same partition key as the stock that they changed, with `sk = adjustment#<id>`. */
export function createChangeStock(config: Config): ChangeStock {
  const changeStock = (change: StockChange, command: StockCommand, metadata: CommitMetadata) =>
    retryOnConflict(async () => {
      const before = await getLevel(config, change);
      const decision = decide(command, toState(before), before?.version ?? -1);
      // A command that is rejected now may repeat one that was accepted before.
      if ('rejection' in decision) return (await findAnswer(config, change, metadata)) ?? decision;
      if (decision.events.length === 0 && before !== undefined) return { stock: before };
      const after = decision.events.reduce(evolve, toState(before));
      const stock = toNextLevel(change, after, before, metadata.at);
      return write(config, change, stock, decision.events, metadata);
    });
  return changeStock as ChangeStock;
}

function toState(level: StockLevel | undefined): StockState {
  if (level === undefined) return noStock;
  const { onHand, reserved, available, lowStockThreshold } = level;
  return { status: 'kept', onHand, reserved, available, lowStockThreshold };
}

function toNextLevel(
  { sku, location }: StockChange,
  after: StockState,
  before: StockLevel | undefined,
  updatedAt: string,
): StockLevel {
  return { sku, location, ...unitsOf(after), version: (before?.version ?? -1) + 1, updatedAt };
}

async function write(
  config: Config,
  change: StockChange,
  stock: StockLevel,
  events: readonly StockEvent[],
  metadata: CommitMetadata,
): Promise<StockChanged> {
  const adjusted = events.filter(({ type }) => type === 'StockAdjusted');
  const items = [
    writeStock(config.tableName, stock, metadata),
    ...(adjusted.length === 0 ? [] : [putAdjustment(config.tableName, change, stock, adjusted, metadata)]),
  ];
  const failed = await writeAll(config.client, items);
  if (failed === undefined) return { stock };
  const answer = await findAnswer(config, change, metadata);
  if (answer !== undefined) return answer;
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

async function getLevel(
  { client, tableName }: Config,
  { sku, location }: StockChange,
): Promise<StockLevel | undefined> {
  const { Item: item } = await client.send(
    new GetCommand({ TableName: tableName, Key: stockKey(sku, location), ConsistentRead: true }),
  );
  return item === undefined ? undefined : toLevel(item);
}

/** The answer to a repeated request. Only a request with a fingerprint can be a repeat. */
async function findAnswer(
  { client, tableName }: Config,
  { sku, adjustmentId }: StockChange,
  { fingerprint }: CommitMetadata,
): Promise<StockChanged | undefined> {
  if (fingerprint === undefined) return undefined;
  const { Item: item } = await client.send(
    new GetCommand({ TableName: tableName, Key: adjustmentKey(sku, adjustmentId), ConsistentRead: true }),
  );
  if (item === undefined) return undefined;
  if (item['fingerprint'] !== fingerprint) return { rejection: { code: 'IDEMPOTENCY_KEY_REUSED' } };
  return { stock: storedLevel.parse(item['state']) };
}
