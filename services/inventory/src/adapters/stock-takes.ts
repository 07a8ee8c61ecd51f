import { ConditionalCheckFailedException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { stateKey } from '@tradepost/aggregate/state-store';
import { type CommitMetadata, ConflictError, type Loaded } from '@tradepost/aggregate/store';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { type ReservationIn, reservation } from '../domain/reservation.ts';
import type { TakeOutcome } from '../domain/reservation-command.ts';
import { COUNTED, limitValues, WITHIN_LIMIT } from './cart-units.ts';
import { stockKey } from './stock-keys.ts';
import { toChange } from './stock-update.ts';
import { type Marker, markerNames, markersOf } from './take-markers.ts';

/**
 * Number of changes of the stock within which a planned take must happen. Each take's marker, about 40 bytes, stays for
 * as long, so an item of 1 to 2 KB is written.
 */
export const TAKE_WINDOW = 32;
/** Number of markers from which on most reservations use transactions instead. */
export const MAX_MARKERS = 100;
/** Smallest number of obsolete markers that are worth an update. */
const MIN_TIDIED = 8;

export type PlannedTake = Loaded<ReservationIn<'taking'>>;

/**
 * Takes the units of a reservation's only allocation by one update of the stock, without a transaction: transactions on
 * the same item conflict with each other, single updates do not.
 *
 * The reservation is written first (`taking`), then the stock, then the reservation again (`held`). Three rules make a
 * take happen at most once, even if requests are repeated, delayed or lost:
 *
 * - A take writes a marker into the stock, named after the reservation and its version, and fails if the marker exists.
 * - A take fails from the stock's version `takeBefore` on; the reservation stores this number. A marker is removed only
 *   from that version on, and only when the reservation has a later version. So a delayed take cannot happen after its
 *   marker was removed.
 * - A reservation gets a later version only if there is a marker (`taken`, or `closed` for a take that must not happen),
 *   or if the stock has reached `takeBefore`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export type StockTakes = {
  /**
   * Takes the units, unless they were taken before.
   *
   * @returns `failed` if too few units are available or the take came too late; it can then no longer happen
   * @throws ConflictError while a transaction writes the stock item
   */
  readonly take: (id: string, planned: PlannedTake, metadata: CommitMetadata) => Promise<TakeOutcome>;
  /** Prevents the take; returns `taken` if it happened before. Throws like `take`. */
  readonly close: (id: string, planned: PlannedTake) => Promise<TakeOutcome>;
};

type Config = { readonly client: DynamoDBDocumentClient; readonly tableName: string };

/** Creates takes on the stock items of the table. */
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
  const ofCart = cartUnits(planned);
  const isPossible = `attribute_not_exists(#taken) AND attribute_not_exists(#closed) AND
    #version < :takeBefore AND #available >= :quantity`;
  const units = ['#available = #available - :quantity', '#reserved = #reserved + :quantity'];
  const change = toChange([...units, ...ofCart.changes].join(', '), metadata);
  const updated = await attempt(taken, () =>
    client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: stockKey(sku, location),
        ...change,
        UpdateExpression: change.UpdateExpression.replace('SET ', 'SET #taken = :takeBefore, '),
        ConditionExpression: [isPossible, ...ofCart.conditions].join(' AND '),
        ExpressionAttributeNames: { ...change.ExpressionAttributeNames, '#taken': taken, '#closed': closed },
        ExpressionAttributeValues: {
          ...change.ExpressionAttributeValues,
          ':quantity': quantity,
          ':takeBefore': planned.state.takeBefore,
          ...ofCart.values,
        },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
  );
  if (updated === 'taken') return 'taken';
  // Another attempt at this take may still be in flight, and units may be released before it arrives.
  if (updated === 'failed') return close(config, id, planned);
  await tidy(config, planned, updated.Attributes ?? {});
  return 'taken';
}

/** The units of a cart are counted, and taken within the bound on carts only. */
function cartUnits({ state: { cartLimit } }: PlannedTake) {
  if (cartLimit === undefined) return { changes: [], conditions: [], values: {} };
  const changes = [`#heldByCarts = ${COUNTED} + :quantity`];
  return { changes, conditions: [WITHIN_LIMIT], values: limitValues(cartLimit) };
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

/** Returns the result of the update. If its condition fails, returns `taken` or `failed` by the marker in the stock. */
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
 * Removes obsolete markers: those of takes that can no longer happen and whose reservation has a later version. An
 * obsolete marker stays obsolete and is not written again, so a delayed update does no harm.
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
    // The next take removes them.
    if (!(error instanceof TransactionConflictException)) throw error;
  }
}

/** The read need not be consistent: versions only grow, so a former one keeps a marker for longer. */
async function settledOf(
  { client, tableName }: Config,
  markers: readonly Marker[],
): Promise<readonly Marker[]> {
  const ids = [...new Set(markers.map(({ reservationId }) => reservationId))];
  const keys = ids.map((id) => stateKey(reservation, id));
  const items = await batchGet(client, tableName, keys);
  const versions = new Map(items.map((item) => [item['id'], Number(item['version'])]));
  return markers.filter(({ reservationId, version }) => (versions.get(reservationId) ?? -1) > version);
}
