import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { retryOnConflict } from '@tradepost/aggregate/retry';
import { createStateStore, type StateStore, stateKey } from '@tradepost/aggregate/state-store';
import { type Commit, ConflictError, type Loaded } from '@tradepost/aggregate/store';
import { toLoaded } from '@tradepost/aggregate/stored-commit';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { queryDue } from '@tradepost/dynamodb/query-due';
import { queryPage } from '@tradepost/dynamodb/query-page';
import { shardedKey, shardedKeys } from '@tradepost/dynamodb/sharded-key';
import { writeTransaction } from '@tradepost/dynamodb/write-transaction';
import { cart } from '../domain/cart.ts';
import type { CartEvent, CartState } from '../domain/cart-shapes.ts';
import { ABANDONED_AFTER_MS, KEPT_MS, RESUMED_AFTER_MS } from '../domain/limits.ts';

/** Partitions of the indexes that all carts share. */
const SHARDS = 4;

/** A page; `next` is the `after` of the next one. */
export type Page = { readonly items: readonly Loaded<CartState>[]; readonly next?: string };
export type PageQuery = { readonly after?: string | undefined; readonly limit: number };

export type CartsTable = StateStore<CartState, CartEvent> & {
  /** Lists the carts of a customer, newest first. Lags behind by seconds. */
  readonly listOfCustomer: (customerId: string, query: PageQuery) => Promise<Page>;
  /** Lists the abandoned carts, the last abandoned first. Lags behind by seconds. */
  readonly listAbandoned: (query: PageQuery) => Promise<Page>;
  /** Ids of carts of which something is due at a time, up to `limitPerShard` of each shard of the index. */
  readonly due: (at: string, limitPerShard: number) => Promise<readonly string[]>;
  /**
   * Writes two carts in one transaction.
   *
   * @throws ConflictError if one has changed since it was read
   */
  readonly commitBoth: (commits: readonly [IdentifiedCommit, IdentifiedCommit]) => Promise<void>;
};

export type IdentifiedCommit = { readonly id: string; readonly commit: Commit<CartState, CartEvent> };

export function createCartsTable(config: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly now: () => string;
}): CartsTable {
  const { client, tableName } = config;
  const store = createStateStore({ ...config, aggregate: cart, indexes: toIndexes });
  return {
    ...store,
    listOfCustomer: (customerId, query) =>
      listPage(config, OF_CUSTOMER, [`customer#${customerId}`], query, (state) => isOf(state, customerId)),
    listAbandoned: (query) =>
      listPage(
        config,
        ABANDONED,
        shardedKeys('abandoned', SHARDS),
        query,
        ({ status }) => status === 'abandoned',
      ),
    due: async (at, limitPerShard) => {
      const items = await queryDue(client, { tableName, shards: SHARDS }, at, limitPerShard);
      const { pk: prefix } = stateKey(cart, '');
      return items.map(({ pk }) => String(pk).slice(prefix.length));
    },
    commitBoth: (commits) =>
      retryOnConflict(async () => {
        const cancelled = await writeTransaction(
          client,
          commits.map(({ id, commit }) => store.toWrite(id, commit)),
        );
        if (cancelled === undefined || cancelled.reasons.includes('condition-failed')) return cancelled;
        throw new ConflictError('the transaction was interrupted', { cause: cancelled.cause });
      }).then((cancelled) => {
        if (cancelled === undefined) return;
        throw new ConflictError('one of two carts has changed since it was read', { cause: cancelled.cause });
      }),
  };
}

/** An index with its partition key and sort key. */
type Index = { readonly name: string; readonly key: string; readonly sort: string };

const OF_CUSTOMER: Index = { name: 'by-customer', key: 'customer', sort: 'createdSort' };
const ABANDONED: Index = { name: 'abandoned', key: 'abandoned', sort: 'abandonedSort' };

async function listPage(
  { client, tableName }: { readonly client: DynamoDBDocumentClient; readonly tableName: string },
  { name, key, sort }: Index,
  partitions: readonly string[],
  { after, limit }: PageQuery,
  isListed: (state: CartState) => boolean,
): Promise<Page> {
  const pages = await Promise.all(
    partitions.map((partition) =>
      queryPage(
        client,
        {
          TableName: tableName,
          IndexName: name,
          KeyConditionExpression: `#key = :key${after === undefined ? '' : ' AND #sort < :after'}`,
          ExpressionAttributeNames: { '#key': key, ...(after === undefined ? {} : { '#sort': sort }) },
          ExpressionAttributeValues: {
            ':key': partition,
            ...(after === undefined ? {} : { ':after': after }),
          },
          ScanIndexForward: false,
        },
        limit,
      ),
    ),
  );
  const newestFirst = pages
    .flatMap(({ items }) => items)
    .sort((one, other) => (String(one[sort]) < String(other[sort]) ? 1 : -1));
  const wanted = newestFirst.slice(0, limit);
  const stored = await batchGet(
    client,
    tableName,
    wanted.map(({ pk, sk }) => ({ pk, sk })),
    { isConsistent: true },
  );
  const byPk = new Map(stored.map((item) => [item['pk'], toLoaded(item, cart)]));
  const last = wanted.at(-1);
  const hasMore = newestFirst.length > wanted.length || pages.some((page) => page.hasMore);
  return {
    // The index lags behind the table: the cart may have changed since.
    items: wanted.flatMap(({ pk }) => {
      const loaded = byPk.get(pk);
      return loaded !== undefined && isListed(loaded.state) ? [loaded] : [];
    }),
    ...(hasMore && last !== undefined ? { next: String(last[sort]) } : {}),
  };
}

function isOf(state: CartState, customerId: string): boolean {
  return 'customerId' in state && state.customerId === customerId;
}

function toIndexes(state: CartState, id: string): Readonly<Record<string, string | number>> {
  if (state.status === 'none') return {};
  const dueAt = dueAtOf(state);
  const { updatedAt } = state;
  return {
    // DynamoDB deletes the item some time after it: in seconds.
    purgeAt: Math.ceil((Date.parse(updatedAt) + KEPT_MS) / 1_000),
    ...('customerId' in state && state.customerId !== undefined
      ? { customer: `customer#${state.customerId}`, createdSort: `${state.createdAt}#${id}` }
      : {}),
    ...(state.status === 'abandoned'
      ? { abandoned: shardedKey('abandoned', id, SHARDS), abandonedSort: `${state.abandonedAt}#${id}` }
      : {}),
    ...(dueAt === undefined ? {} : { due: shardedKey('due', id, SHARDS), dueAt }),
  };
}

/** The time at which something must happen to a cart: it is abandoned, its quote expires, or its order is placed once more. */
function dueAtOf(state: Exclude<CartState, { status: 'none' }>): string | undefined {
  switch (state.status) {
    case 'open':
      return state.lines.length === 0 ? undefined : later(state.updatedAt, ABANDONED_AFTER_MS);
    case 'checkingOut':
      return later(state.checkout.quote.expiresAt, 0);
    case 'submitting':
      return later(state.submission.at, RESUMED_AFTER_MS);
    case 'abandoned':
    case 'submitted':
    case 'merged':
    case 'dropped':
    case 'erased':
      return undefined;
    default:
      return state satisfies never;
  }
}

function later(at: string, byMs: number): string {
  return new Date(Date.parse(at) + byMs).toISOString();
}
