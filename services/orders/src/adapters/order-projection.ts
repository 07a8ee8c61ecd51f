import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { OrderStatus } from '@tradepost/contracts/orders/model';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import type { Item } from '@tradepost/dynamodb/item';
import { putIfNewer } from '@tradepost/dynamodb/put-if-newer';
import { queryPages } from '@tradepost/dynamodb/query-pages';
import { shardedKey, shardedKeys } from '@tradepost/dynamodb/sharded-key';
import type { SealedOrder } from '../projections/to-order.ts';

/** Partitions of each list. A partition accepts 1,000 writes per second. */
const SHARDS = 4;
/** Limits a page of very long orders. A Lambda response is limited to 6 MB, in which the quotes of the body are escaped. */
const MAX_PAGE_BYTES = 4 * 1024 * 1024;
/** Maximum queries of an index partition per page. Reached only if a filter drops most items; a query reads up to 1 MB. */
const MAX_QUERIES = 10;
/** Maximum reads of orders per page. More than one are needed if orders of an index partition are not part of the list. */
const MAX_READS = 10;

/** Requests a page of at most `limit` orders, newest first, after the position `after` (a `listingSort`). */
export type OrderQuery = {
  readonly customerId?: string | undefined;
  readonly status?: OrderStatus | undefined;
  /** The caller's own number of the order. */
  readonly reference?: string | undefined;
  /** RFC 3339 in UTC with milliseconds. */
  readonly placedFrom?: string | undefined;
  /** RFC 3339 in UTC with milliseconds; exclusive. */
  readonly placedBefore?: string | undefined;
  /** Only orders that this machine placed. */
  readonly placedByMachine?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

/** The filters of a list. */
export type OrderFilter = Omit<OrderQuery, 'after' | 'limit'>;

/** `next` is the `after` of the next page; absent on the last. */
export type OrderPage = { readonly items: readonly SealedOrder[]; readonly next?: string };

export type OrderProjection = {
  /** Writes an order unless the table has this version of it or a newer one. */
  readonly save: (order: SealedOrder) => Promise<void>;
  /**
   * Lists a page of orders. Over all pages, no order is repeated, and none is missed that matches throughout, even if others
   * change meanwhile: each list is read from an index whose keys do not change while an order matches.
   */
  readonly list: (query: OrderQuery) => Promise<OrderPage>;
  /** Returns an order if it is part of a list. Undefined if the projection does not have it yet. */
  readonly find: (orderId: string, query: OrderFilter) => Promise<SealedOrder | undefined>;
  /**
   * Ids of orders that are still pending, oldest first: `placed` ones that were placed before an instant, and those whose
   * customer had time until then to complete the payment.
   */
  readonly pendingSince: (before: string, limit: number) => Promise<readonly string[]>;
};

type Keys = { readonly pk: string; readonly listingSort: string };

export type OrderProjectionConfig = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** Maximum queries of an index partition per page. */
  readonly maxQueries?: number;
};

type Config = Required<OrderProjectionConfig>;

/** The projection of orders: lists, and the orders whose saga has not finished. */
export function createOrderProjection(config: OrderProjectionConfig): OrderProjection {
  const complete = { maxQueries: MAX_QUERIES, ...config };
  return {
    save: (order) => save(complete, order),
    list: (query) => list(complete, query),
    find: async (orderId, query) => {
      const pk = toPk(orderId);
      const order = (await readOrders(complete, [{ pk }])).get(pk);
      return order !== undefined && isListed(order, query) ? order : undefined;
    },
    pendingSince: (before, limit) => pendingSince(complete, before, limit),
  };
}

async function save({ client, tableName }: Config, order: SealedOrder): Promise<void> {
  await putIfNewer(client, tableName, {
    pk: toPk(order.id),
    version: order.version,
    orderStatus: order.status,
    everyOrder: shardedKey('orders', order.id, SHARDS),
    listing: shardedKey(`status#${order.status}`, order.id, SHARDS),
    listingSort: `${order.placedAt}#${order.id}`,
    ...(order.customerId === undefined ? {} : { customer: `customer#${order.customerId}` }),
    ...(order.placedBy?.kind === 'machine' ? { machine: machineKey(order.placedBy.id, order.id) } : {}),
    ...(order.reference === undefined ? {} : { reference: `reference#${order.reference}` }),
    ...pendingKeys(order),
    order,
  });
}

/** Key of an order in the table of the projections. */
export function orderViewKey(orderId: string): { readonly pk: string } {
  return { pk: toPk(orderId) };
}

function toPk(orderId: string): string {
  return `order#${orderId}`;
}

/** The sweeper starts the saga of an order again some time after `pendingSince`. */
function pendingKeys({ id, status, placedAt, awaitingPayment }: SealedOrder) {
  const pendingSince = status === 'placed' ? placedAt : awaitingPayment?.until;
  return pendingSince === undefined ? {} : { pending: shardedKey('pending', id, SHARDS), pendingSince };
}

/** The partition of a machine's orders that an order is in. A machine may place all orders of a shop. */
function machineKey(machineId: string, orderId: string): string {
  return shardedKey(`machine#${machineId}`, orderId, SHARDS);
}

/** Reads orders until the page is full, or the list has no more. */
async function list(config: Config, query: OrderQuery): Promise<OrderPage> {
  const items: SealedOrder[] = [];
  let next = query.after;
  for (let reads = 0; reads < MAX_READS; reads += 1) {
    const page = await readPage(config, { ...query, after: next }, items);
    next = page.next;
    if (next === undefined || page.isOver || items.length >= query.limit) break;
  }
  return next === undefined ? { items } : { items, next };
}

/**
 * Adds the next orders of a list to a page, as many as the page has room for.
 *
 * @returns the position after the last order that was read; `isOver` if the page has no room for the order after it, or the
 *   index was read as far as one page may read it
 */
async function readPage(
  config: Config,
  query: OrderQuery,
  items: SealedOrder[],
): Promise<{ readonly next?: string | undefined; readonly isOver: boolean }> {
  const room = query.limit - items.length;
  const { keys, stoppedAt } = await findKeys(config, { ...query, limit: room });
  const wanted = keys.slice(0, room);
  const orders = await readOrders(config, wanted);
  let bytes = Buffer.byteLength(JSON.stringify(items));
  let last = query.after;
  let isFull = false;
  for (const { pk, listingSort } of wanted) {
    const order = orders.get(pk);
    if (order !== undefined && isListed(order, query)) {
      bytes += Buffer.byteLength(JSON.stringify(order));
      isFull = items.length > 0 && bytes > MAX_PAGE_BYTES;
      if (isFull) break;
      items.push(order);
    }
    last = listingSort;
  }
  const isCut = isFull || last !== (keys.at(-1)?.listingSort ?? query.after);
  return { next: isCut ? last : stoppedAt, isOver: isFull || keys.length < room };
}

/**
 * The index lags behind the table: the order may have changed its status since. A partition may have orders that another filter
 * leaves out: those of a customer are of all machines.
 */
function isListed(order: SealedOrder, query: OrderFilter): boolean {
  const { status, placedBy, customerId, reference, placedAt } = order;
  if (query.status !== undefined && status !== query.status) return false;
  if (query.customerId !== undefined && customerId !== query.customerId) return false;
  if (query.reference !== undefined && reference !== query.reference) return false;
  if (query.placedFrom !== undefined && placedAt < query.placedFrom) return false;
  if (query.placedBefore !== undefined && placedAt >= query.placedBefore) return false;
  if (query.placedByMachine === undefined) return true;
  return placedBy?.kind === 'machine' && placedBy.id === query.placedByMachine;
}

/** `stoppedAt` is the position up to which the index was read; absent if it was read to its end. */
type Found = { readonly keys: readonly Keys[]; readonly stoppedAt?: string | undefined };

/** Reads up to `limit` + 1 keys, newest first, to know whether there is a next page. */
async function findKeys(config: Config, query: OrderQuery): Promise<Found> {
  const found = await Promise.all(
    partitionsOf(query).map((partition) => queryIndex(config, partition, query)),
  );
  // Keys older than the newest `stoppedAt` are dropped: unread keys of the partition that stopped there may precede them.
  const stoppedAt = found.flatMap((each) => each.stoppedAt ?? []).reduce(later, '');
  const known = found.flatMap(({ keys }) => keys).filter(({ listingSort }) => listingSort >= stoppedAt);
  const distinct = [...new Map(known.map((key) => [key.listingSort, key])).values()];
  const newestFirst = distinct.sort((a, b) => (a.listingSort < b.listingSort ? 1 : -1));
  return {
    keys: newestFirst.slice(0, query.limit + 1),
    stoppedAt: stoppedAt === '' ? undefined : stoppedAt,
  };
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

type Partition = {
  readonly index: 'by-customer' | 'by-machine' | 'by-reference' | 'by-status' | 'newest';
  readonly attribute: 'customer' | 'machine' | 'reference' | 'listing' | 'everyOrder';
  readonly value: string;
  readonly status?: OrderStatus | undefined;
};

/**
 * The index partitions of a list. A list without a filter does not read the partitions of each status: an order that changes
 * its status moves between them, and could be read twice or not at all.
 */
function partitionsOf({ customerId, placedByMachine, reference, status }: OrderQuery): readonly Partition[] {
  // An order has few namesakes: the other filters are applied after its reading.
  if (reference !== undefined) {
    return [{ index: 'by-reference', attribute: 'reference', value: `reference#${reference}` }];
  }
  if (customerId !== undefined) {
    return [{ index: 'by-customer', attribute: 'customer', value: `customer#${customerId}`, status }];
  }
  if (placedByMachine !== undefined) {
    return shardedKeys(`machine#${placedByMachine}`, SHARDS).map((value) => ({
      index: 'by-machine',
      attribute: 'machine',
      value,
      status,
    }));
  }
  if (status === undefined) {
    return shardedKeys('orders', SHARDS).map((value) => ({
      index: 'newest',
      attribute: 'everyOrder',
      value,
    }));
  }
  const listings = shardedKeys(`status#${status}`, SHARDS);
  return listings.map((value) => ({ index: 'by-status', attribute: 'listing', value }));
}

async function queryIndex(
  { client, tableName, maxQueries }: Config,
  { index, attribute, value, status }: Partition,
  { after, placedFrom = '', placedBefore, limit }: OrderQuery,
): Promise<Found> {
  const keys: Keys[] = [];
  let lastKey: Item | undefined;
  let queries = 0;
  // A time is below the keys of the orders that were placed at it.
  const before = after ?? placedBefore;
  const pages = queryPages(client, {
    TableName: tableName,
    IndexName: index,
    KeyConditionExpression: before === undefined ? '#key = :key' : '#key = :key AND listingSort < :before',
    ...(status === undefined ? {} : { FilterExpression: 'orderStatus = :status' }),
    ExpressionAttributeNames: { '#key': attribute },
    ExpressionAttributeValues: {
      ':key': value,
      ...(before === undefined ? {} : { ':before': before }),
      ...(status === undefined ? {} : { ':status': status }),
    },
    ScanIndexForward: false,
    // DynamoDB applies a filter after the limit.
    ...(status === undefined ? { Limit: limit + 1 } : {}),
  });
  for await (const page of pages) {
    const found = page.items as readonly Keys[];
    keys.push(...found.filter(({ listingSort }) => listingSort >= placedFrom));
    const isOver = found.some(({ listingSort }) => listingSort < placedFrom);
    lastKey = isOver ? undefined : page.lastKey;
    queries += 1;
    if (isOver || keys.length > limit || queries >= maxQueries) break;
  }
  if (keys.length > limit) return { keys: keys.slice(0, limit + 1), stoppedAt: keys[limit]?.listingSort };
  return { keys, stoppedAt: lastKey?.['listingSort'] as string | undefined };
}

/** Reads are strongly consistent: otherwise a list could contain an order with a former status, or miss one. */
async function readOrders(
  { client, tableName }: Config,
  keys: readonly Pick<Keys, 'pk'>[],
): Promise<ReadonlyMap<string, SealedOrder>> {
  const items = await batchGet(
    client,
    tableName,
    keys.map(({ pk }) => ({ pk })),
    { isConsistent: true },
  );
  return new Map(items.map(({ pk, order }) => [pk as string, order as SealedOrder]));
}

async function pendingSince(
  { client, tableName }: Config,
  before: string,
  limit: number,
): Promise<readonly string[]> {
  const pages = await Promise.all(
    shardedKeys('pending', SHARDS).map((shard) =>
      client.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: 'pending',
          KeyConditionExpression: 'pending = :shard AND pendingSince < :before',
          ExpressionAttributeValues: { ':shard': shard, ':before': before },
          Limit: limit,
        }),
      ),
    ),
  );
  const items = pages.flatMap(({ Items }) => (Items ?? []) as { pk: string; pendingSince: string }[]);
  const oldestFirst = items.sort((a, b) => (a.pendingSince < b.pendingSince ? -1 : 1));
  return oldestFirst.slice(0, limit).map(({ pk }) => pk.slice('order#'.length));
}
