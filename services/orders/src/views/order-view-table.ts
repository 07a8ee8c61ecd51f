import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@tradepost/aggregate/batch-get';
import { type Order, type OrderStatus, orderStatus } from '@tradepost/contracts/models/order';

/** One status is spread over so many keys: each takes 1,000 writes a second. */
const SHARDS = 4;
/** A page of short orders is as long as was asked; one of very long orders ends here, below Lambda's 6 MB. */
const MAX_PAGE_BYTES = 4 * 1024 * 1024;
/** How many times the index is asked for one page where a filter drops orders. */
const MAX_QUERIES = 10;

/** Which orders are wanted: newest first, those before `after` (a `listingSort`), `limit` at the most. */
export type OrderQuery = {
  readonly customerId?: string | undefined;
  readonly status?: OrderStatus | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

/** `next` is there while there is more: the `after` of the next page. */
export type OrderPage = { readonly items: readonly Order[]; readonly next?: string };

export type OrderViewTable = {
  /** Keeps an order as it is at its version. A version that is there already, or a newer one, stays. */
  readonly save: (order: Order) => Promise<void>;
  readonly list: (query: OrderQuery) => Promise<OrderPage>;
  /** The ids of orders that were placed before an instant and have not ended, oldest first. */
  readonly passing: (before: string, limit: number) => Promise<readonly string[]>;
};

type Keys = { readonly pk: string; readonly listingSort: string };

/** The orders' view: lists by customer and by status, and what is still passing. */
export function createOrderViewTable(client: DynamoDBDocumentClient, tableName: string): OrderViewTable {
  return {
    save: (order) => save(client, tableName, order),
    list: (query) => list(client, tableName, query),
    passing: (before, limit) => passing(client, tableName, before, limit),
  };
}

async function save(client: DynamoDBDocumentClient, tableName: string, order: Order): Promise<void> {
  const shard = shardOf(order.id);
  const isPassing = order.status === 'placed';
  try {
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: {
          pk: `order#${order.id}`,
          version: order.version,
          orderStatus: order.status,
          listing: `status#${order.status}#${shard}`,
          listingSort: `${order.placedAt}#${order.id}`,
          ...(order.customerId === undefined ? {} : { customer: `customer#${order.customerId}` }),
          ...(isPassing ? { passing: `passing#${shard}`, passingSince: order.placedAt } : {}),
          order,
        },
        ConditionExpression: 'attribute_not_exists(pk) OR version < :version',
        ExpressionAttributeValues: { ':version': order.version },
      }),
    );
  } catch (error) {
    // What is there is as new or newer: a replay, and there is nothing to do.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

async function list(
  client: DynamoDBDocumentClient,
  tableName: string,
  query: OrderQuery,
): Promise<OrderPage> {
  const keys = await findKeys(client, tableName, query);
  const wanted = keys.slice(0, query.limit);
  const orders = await readOrders(client, tableName, wanted);
  const items: Order[] = [];
  let bytes = 0;
  let last: string | undefined;
  for (const { pk, listingSort } of wanted) {
    const order = orders.get(pk);
    bytes += order === undefined ? 0 : JSON.stringify(order).length;
    if (items.length > 0 && bytes > MAX_PAGE_BYTES) break;
    if (order !== undefined) items.push(order);
    last = listingSort;
  }
  const hasMore = last !== undefined && last !== keys.at(-1)?.listingSort;
  return last !== undefined && hasMore ? { items, next: last } : { items };
}

/** One key more than is wanted, where there is one: that tells whether there is more. */
async function findKeys(
  client: DynamoDBDocumentClient,
  tableName: string,
  query: OrderQuery,
): Promise<Keys[]> {
  if (query.customerId !== undefined) {
    return queryIndex(client, tableName, 'by-customer', `customer#${query.customerId}`, query, query.status);
  }
  const statuses = query.status === undefined ? orderStatus.options : [query.status];
  const listings = statuses.flatMap((status) =>
    Array.from({ length: SHARDS }, (_none, shard) => `status#${status}#${shard}`),
  );
  const pages = await Promise.all(
    listings.map((listing) => queryIndex(client, tableName, 'by-status', listing, query)),
  );
  const newestFirst = pages.flat().sort((a, b) => (a.listingSort < b.listingSort ? 1 : -1));
  return newestFirst.slice(0, query.limit + 1);
}

async function queryIndex(
  client: DynamoDBDocumentClient,
  tableName: string,
  index: 'by-customer' | 'by-status',
  key: string,
  { after, limit }: OrderQuery,
  status?: OrderStatus,
): Promise<Keys[]> {
  const keys: Keys[] = [];
  let from: Record<string, unknown> | undefined;
  for (let queries = 0; queries < MAX_QUERIES; queries += 1) {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: index,
        KeyConditionExpression: after === undefined ? '#key = :key' : '#key = :key AND listingSort < :after',
        ...(status === undefined ? {} : { FilterExpression: 'orderStatus = :status' }),
        ExpressionAttributeNames: { '#key': index === 'by-customer' ? 'customer' : 'listing' },
        ExpressionAttributeValues: {
          ':key': key,
          ...(after === undefined ? {} : { ':after': after }),
          ...(status === undefined ? {} : { ':status': status }),
        },
        ScanIndexForward: false,
        // A filter is applied after the limit.
        ...(status === undefined ? { Limit: limit + 1 } : {}),
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    keys.push(...((page.Items ?? []) as Keys[]));
    from = page.LastEvaluatedKey;
    if (from === undefined || keys.length > limit) break;
  }
  return keys.slice(0, limit + 1);
}

async function readOrders(
  client: DynamoDBDocumentClient,
  tableName: string,
  keys: readonly Keys[],
): Promise<ReadonlyMap<string, Order>> {
  const items = await batchGet(
    client,
    tableName,
    keys.map(({ pk }) => ({ pk })),
  );
  return new Map(items.map(({ pk, order }) => [pk as string, order as Order]));
}

async function passing(
  client: DynamoDBDocumentClient,
  tableName: string,
  before: string,
  limit: number,
): Promise<readonly string[]> {
  const shards = Array.from({ length: SHARDS }, (_none, shard) => `passing#${shard}`);
  const pages = await Promise.all(
    shards.map((shard) =>
      client.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: 'passing',
          KeyConditionExpression: 'passing = :shard AND passingSince < :before',
          ExpressionAttributeValues: { ':shard': shard, ':before': before },
          Limit: limit,
        }),
      ),
    ),
  );
  const items = pages.flatMap(({ Items }) => (Items ?? []) as { pk: string; passingSince: string }[]);
  const oldestFirst = items.sort((a, b) => (a.passingSince < b.passingSince ? -1 : 1));
  return oldestFirst.slice(0, limit).map(({ pk }) => pk.slice('order#'.length));
}

/** Ids end evenly spread. */
function shardOf(orderId: string): number {
  return orderId.charCodeAt(orderId.length - 1) % SHARDS;
}
