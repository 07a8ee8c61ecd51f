import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { ContentionError } from '@tradepost/dynamodb/contention-error';
import type { Item } from '@tradepost/dynamodb/item';
import { putIf } from '@tradepost/dynamodb/put-if';
import { queryPage } from '@tradepost/dynamodb/query-page';
import { type TransactWriteItem, writeTransaction } from '@tradepost/dynamodb/write-transaction';
import { isOpen, type StoredPrivacyRequest, storedPrivacyRequest } from '../domain/privacy-request.ts';

/** The privacy requests in the table `privacy`: `pk = request#<id>`, and `pk = open#<kind>#<whom>` while one is open. */
export type PrivacyRequests = {
  readonly find: (id: string) => Promise<StoredPrivacyRequest | undefined>;
  /** Returns the open request of the same kind about the same person; undefined if there is none. */
  readonly findOpen: (request: StoredPrivacyRequest) => Promise<StoredPrivacyRequest | undefined>;
  /** Returns the writes of a new request, for the transaction that records it. They fail if one about the person is open. */
  readonly toCreate: (request: StoredPrivacyRequest) => readonly TransactWriteItem[];
  /** Returns the write of a change, for the transaction that records it. It fails if the status is no longer that of `known`. */
  readonly toChange: (known: StoredPrivacyRequest, changed: StoredPrivacyRequest) => TransactWriteItem;
  /** Stores a change, and releases the person if the request has ended. A repeat changes nothing. */
  readonly save: (request: StoredPrivacyRequest) => Promise<void>;
  /** Lists requests, newest first; open ones by their deadline. `after` is the `next` of the page before. */
  readonly list: (query: RequestQuery) => Promise<{
    readonly items: readonly StoredPrivacyRequest[];
    readonly next?: string;
  }>;
  /** Returns how many open requests are due before a time, up to 100. */
  readonly countDue: (before: string) => Promise<number>;
};

export type RequestQuery = {
  readonly customerId?: string;
  readonly isOpen?: boolean;
  readonly after?: string | undefined;
  readonly limit: number;
};

export type PrivacyTable = { readonly client: DynamoDBDocumentClient; readonly tableName: string };

const ALL = 'requests';
const OPEN = 'open';
const MAX_COUNTED = 100;

export function createPrivacyRequests({ client, tableName }: PrivacyTable): PrivacyRequests {
  const find = async (id: string) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: keyOf(id), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : storedPrivacyRequest.parse(Item);
  };
  return {
    find,
    findOpen: async (request) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: lockOf(request), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : find(String(Item['requestId']));
    },
    toCreate: (request) => [
      {
        Put: { TableName: tableName, Item: toItem(request), ConditionExpression: 'attribute_not_exists(pk)' },
      },
      {
        Put: {
          TableName: tableName,
          Item: { ...lockOf(request), requestId: request.id },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
    ],
    toChange: (known, changed) => ({
      Put: {
        TableName: tableName,
        Item: toItem(changed),
        ConditionExpression: '#status = :known',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':known': known.status },
      },
    }),
    save: (request) => save({ client, tableName }, request),
    list: (query) => list({ client, tableName }, query),
    countDue: async (before) => {
      const { Count = 0 } = await client.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: 'open',
          KeyConditionExpression: '#open = :open AND dueSort < :before',
          ExpressionAttributeNames: { '#open': 'open' },
          ExpressionAttributeValues: { ':open': OPEN, ':before': before },
          Limit: MAX_COUNTED,
          Select: 'COUNT',
        }),
      );
      return Count;
    },
  };
}

/** The person is released in the same transaction as the request ends: another one may then be made. */
async function save({ client, tableName }: PrivacyTable, request: StoredPrivacyRequest): Promise<void> {
  if (isOpen(request)) {
    await putIf(client, {
      TableName: tableName,
      Item: toItem(request),
      ConditionExpression: 'attribute_exists(pk)',
    });
    return;
  }
  const cancelled = await writeTransaction(client, [
    { Put: { TableName: tableName, Item: toItem(request) } },
    {
      Delete: {
        TableName: tableName,
        Key: lockOf(request),
        ConditionExpression: 'attribute_not_exists(pk) OR requestId = :id',
        ExpressionAttributeValues: { ':id': request.id },
      },
    },
  ]);
  if (cancelled === undefined) return;
  // Another request about the person has begun since this one ended.
  if (cancelled.reasons[1] !== 'condition-failed')
    throw new ContentionError(`privacy request ${request.id} was not stored`);
  await putIf(client, {
    TableName: tableName,
    Item: toItem(request),
    ConditionExpression: 'attribute_exists(pk)',
  });
}

async function list(
  { client, tableName }: PrivacyTable,
  { customerId, isOpen: onlyOpen = false, after, limit }: RequestQuery,
): ReturnType<PrivacyRequests['list']> {
  const [index, key, sort, value] =
    customerId !== undefined
      ? ['by-customer', 'customer', 'requestedSort', customerId]
      : onlyOpen
        ? ['open', 'open', 'dueSort', OPEN]
        : ['newest', 'everyRequest', 'requestedSort', ALL];
  const { items, hasMore } = await queryPage(
    client,
    {
      TableName: tableName,
      IndexName: index,
      KeyConditionExpression:
        after === undefined ? '#key = :value' : `#key = :value AND #sort ${onlyOpen ? '>' : '<'} :after`,
      ExpressionAttributeNames: { '#key': key, ...(after === undefined ? {} : { '#sort': sort }) },
      ExpressionAttributeValues: { ':value': value, ...(after === undefined ? {} : { ':after': after }) },
      ScanIndexForward: onlyOpen,
    },
    limit,
  );
  const last = items.at(-1);
  const stored = await batchGet(
    client,
    tableName,
    items.map(({ pk, sk }) => ({ pk, sk })),
    { isConsistent: true },
  );
  const byKey = new Map(stored.map((item) => [item['pk'], item]));
  // The index lags behind: a request may have ended, or lost the customer's id, since.
  const found = items
    .map(({ pk }) => byKey.get(pk))
    .filter((item) => item !== undefined && item[key] === value);
  return {
    items: found.map((item) => storedPrivacyRequest.parse(item)),
    ...(hasMore && last !== undefined ? { next: String(last[sort]) } : {}),
  };
}

function toItem(request: StoredPrivacyRequest): Item {
  const { id, customerId, requestedAt, dueAt } = request;
  return {
    ...keyOf(id),
    ...request,
    everyRequest: ALL,
    requestedSort: `${requestedAt}#${id}`,
    ...(customerId === undefined ? {} : { customer: customerId }),
    ...(isOpen(request) ? { open: OPEN, dueSort: `${dueAt}#${id}` } : {}),
  };
}

function keyOf(id: string): { readonly pk: string; readonly sk: string } {
  return { pk: `request#${id}`, sk: 'request' };
}

/** One request of a kind is open for a person. */
function lockOf({ kind, customerId, orderId, emailHash }: StoredPrivacyRequest) {
  const whom = customerId === undefined ? (orderId ?? emailHash) : `customer#${customerId}`;
  return { pk: `open#${kind}#${whom}`, sk: 'open' };
}
