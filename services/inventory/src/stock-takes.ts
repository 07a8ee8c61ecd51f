import { ConditionalCheckFailedException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@tradepost/aggregate/batch-get';
import { type CommitMetadata, ConflictError, type Loaded } from '@tradepost/aggregate/store';
import type { TakeOutcome } from './domain/decide-reservation.ts';
import type { InStatus } from './domain/reservation.ts';
import { type Marker, markerNames, markersOf, reservationKey, stockKey } from './stock-item.ts';
import { toChange } from './stock-update.ts';

/**
 * A take must happen within so many changes of its stock after it was planned. Each change leaves a marker for as long,
 * so that an item of 1 KB or 2 is written: about 40 bytes each.
 */
export const TAKE_WINDOW = 32;
/** From so many markers on, most reservations are made by transactions instead. */
export const MAX_MARKERS = 100;
/** Markers that are needed no more are removed so many at a time. */
const MIN_TIDIED = 8;

export type PlannedTake = Loaded<InStatus<'taking'>>;

/**
 * Takes the units of a reservation's only allocation by one update of the stock, without a transaction: a transaction
 * keeps every other one from the item while it lasts, and single updates do not.
 *
 * The reservation is written first (`taking`), then the stock, then the reservation again (`held`). So that a take happens
 * once, whatever is repeated, late or lost:
 *
 * - A take leaves a marker in the stock, named after the reservation and its version, and fails where there is one.
 * - A take fails from the stock's version `takeBefore` on, which the reservation holds. So one that is late by any time
 *   cannot happen after its marker was removed: that is done from that version on only, and when the reservation has left
 *   the version.
 * - A reservation leaves the version when there is a marker: `taken`, or `closed` for a take that must not happen; or when
 *   the stock has come to `takeBefore`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export type StockTakes = {
  /**
   * Takes the units, unless that was done before.
   *
   * @returns `failed` if the units are not there, or were not taken in time; then they never will be under this plan
   * @throws ConflictError while a transaction holds the stock
   */
  readonly take: (id: string, planned: PlannedTake, metadata: CommitMetadata) => Promise<TakeOutcome>;
  /** Keeps the units from being taken any more; returns `taken` if they were before. Throws as `take` does. */
  readonly close: (id: string, planned: PlannedTake) => Promise<TakeOutcome>;
};

type Config = { readonly client: DynamoDBDocumentClient; readonly tableName: string };

/** Takes units from the stock items of the table. */
export function createStockTakes(config: Config): StockTakes {
  return {
    take: (id, planned, metadata) => take(config, id, planned, metadata),
    close: (id, planned) => close(config, id, planned),
  };
}

async function take(
  config: Config,
  id: string,
  planned: PlannedTake,
  metadata: CommitMetadata,
): Promise<TakeOutcome> {
  const { client, tableName } = config;
  const { taken, closed } = markerNames(id, planned.version);
  const { sku, location, quantity } = allocationOf(planned);
  const change = toChange('#available = #available - :quantity, #reserved = #reserved + :quantity', metadata);
  const updated = await attempt(taken, () =>
    client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: stockKey(sku, location),
        ...change,
        UpdateExpression: change.UpdateExpression.replace('SET ', 'SET #taken = :takeBefore, '),
        ConditionExpression: `attribute_not_exists(#taken) AND attribute_not_exists(#closed) AND
          #version < :takeBefore AND #available >= :quantity`,
        ExpressionAttributeNames: { ...change.ExpressionAttributeNames, '#taken': taken, '#closed': closed },
        ExpressionAttributeValues: {
          ...change.ExpressionAttributeValues,
          ':quantity': quantity,
          ':takeBefore': planned.state.takeBefore,
        },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
  );
  if (updated === 'taken') return 'taken';
  // Another attempt at this take may still be on its way, and units may come back before it arrives.
  if (updated === 'failed') return close(config, id, planned);
  await tidy(config, planned, updated.Attributes ?? {});
  return 'taken';
}

async function close({ client, tableName }: Config, id: string, planned: PlannedTake): Promise<TakeOutcome> {
  const { taken, closed } = markerNames(id, planned.version);
  const { sku, location } = allocationOf(planned);
  const updated = await attempt(taken, () =>
    client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: stockKey(sku, location),
        UpdateExpression: 'SET #closed = :takeBefore',
        ConditionExpression: 'attribute_not_exists(#taken) AND #version < :takeBefore',
        ExpressionAttributeNames: { '#taken': taken, '#closed': closed, '#version': 'version' },
        ExpressionAttributeValues: { ':takeBefore': planned.state.takeBefore },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
  );
  return updated === 'taken' ? 'taken' : 'failed';
}

/** Returns what the update returned; where its condition does not hold, whether the stock has the marker of the take. */
async function attempt<Result>(taken: string, update: () => Promise<Result>): Promise<Result | TakeOutcome> {
  try {
    return await update();
  } catch (error) {
    if (error instanceof TransactionConflictException)
      throw new ConflictError('a transaction holds the stock', { cause: error });
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item?.[taken] === undefined ? 'failed' : 'taken';
  }
}

function allocationOf({ state }: PlannedTake) {
  const [allocation] = state.allocations;
  if (allocation === undefined) throw new Error('a take has no allocation');
  return allocation;
}

/**
 * Removes markers that are needed no more: of takes that cannot happen again, and whose reservation has come further.
 * That stays so, and a marker is not written a second time: it does not matter when this arrives.
 */
async function tidy(
  { client, tableName }: Config,
  planned: PlannedTake,
  stock: Readonly<Record<string, unknown>>,
): Promise<void> {
  const late = markersOf(stock).filter(({ takeBefore }) => Number(stock['version']) >= takeBefore);
  if (late.length < MIN_TIDIED) return;
  const settled = await settledOf({ client, tableName }, late);
  if (settled.length === 0) return;
  const { sku, location } = allocationOf(planned);
  const names = settled.map(({ name }, place) => [`#m${place}`, name] as const);
  try {
    await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: stockKey(sku, location),
        UpdateExpression: `REMOVE ${names.map(([placeholder]) => placeholder).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(names),
      }),
    );
  } catch (error) {
    // The next take does it.
    if (!(error instanceof TransactionConflictException)) throw error;
  }
}

async function settledOf(
  { client, tableName }: Config,
  markers: readonly Marker[],
): Promise<readonly Marker[]> {
  const ids = [...new Set(markers.map(({ reservationId }) => reservationId))];
  const items = await batchGet(client, tableName, ids.map(reservationKey), { isConsistent: true });
  const versions = new Map(items.map((item) => [item['id'], Number(item['version'])]));
  return markers.filter(({ reservationId, version }) => (versions.get(reservationId) ?? -1) > version);
}
