import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { createExecutor } from '@tradepost/aggregate/executor';
import { createStateStore, type StateStore, stateKey } from '@tradepost/aggregate/state-store';
import { type Commit, ConflictError, type Loaded } from '@tradepost/aggregate/store';
import { toLoaded } from '@tradepost/aggregate/stored-commit';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { queryPage } from '@tradepost/dynamodb/query-page';
import { type TransactWriteItem, writeTransaction } from '@tradepost/dynamodb/write-transaction';
import { type SkuPricesEvent, type SkuPricesState, skuPrices, type Tier } from '../domain/sku-prices.ts';
import { listPricesPartition, priceHistoryPartition } from './keys.ts';

/** Maximum number of former prices of a SKU that are read, of its base prices and of each list. */
const MAX_HISTORY = 500;

/** Base prices of a SKU from a time on. `isOffered` is false while its product is not for sale. */
export type FormerBase = {
  readonly at: string;
  readonly prices: Readonly<Record<string, number>>;
  readonly isOffered: boolean;
};

/** Prices of a SKU in a price list from a time on. */
export type FormerTiers = { readonly at: string; readonly tiers: readonly Tier[] };

/** The prices of a SKU in a price list, as the list of a price list has them. */
export type ListedPrices = {
  readonly sku: string;
  readonly tiers: readonly Tier[];
  readonly version: number;
  readonly updatedAt: string;
};

export type PricesTable = StateStore<SkuPricesState, SkuPricesEvent> & {
  /** Returns the prices of SKUs. SKUs that are in no price list are absent. Strongly consistent. */
  readonly loadMany: (skus: readonly string[]) => Promise<ReadonlyMap<string, Loaded<SkuPricesState>>>;
  /** Returns a page of the prices of a list, by SKU. */
  readonly pageOfList: (
    priceListId: string,
    limit: number,
    after?: string,
  ) => Promise<{ readonly items: readonly ListedPrices[]; readonly next?: string }>;
  /** Records the base prices of a SKU from a time on. Repeating it changes nothing. */
  readonly recordBase: (sku: string, base: FormerBase, eventId: string) => Promise<void>;
  /** Returns the base prices of a SKU up to a time, newest first. */
  readonly baseHistory: (sku: string, until: string) => Promise<readonly FormerBase[]>;
  /** Returns the prices of a SKU in a list up to a time, newest first. */
  readonly tiersHistory: (sku: string, priceListId: string, until: string) => Promise<readonly FormerTiers[]>;
};

export function createPricesTable(config: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly now: () => string;
}): PricesTable {
  const { client, tableName, now } = config;
  const store = createStateStore({ client, tableName, now, aggregate: skuPrices });
  const commit = async (sku: string, written: Commit<SkuPricesState, SkuPricesEvent>) => {
    const rows = written.events.flatMap((event) =>
      rowsOf(tableName, sku, event, written.expectedVersion + 1),
    );
    const cancellation = await writeTransaction(client, [store.toWrite(sku, written), ...rows]);
    if (cancellation === undefined) return;
    throw new ConflictError(`the prices of ${sku} have changed`, { cause: cancellation.cause });
  };
  const history = async (sku: string, series: string, until: string) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':pk': priceHistoryPartition(sku),
          ':first': `${series}#`,
          ':last': `${series}#${until}~`,
        },
        ScanIndexForward: false,
        Limit: MAX_HISTORY,
      }),
    );
    return Items;
  };
  return {
    ...store,
    ...createExecutor({ aggregate: skuPrices, load: store.load, commit, now }),
    commit,
    loadMany: async (skus) => {
      const keys = skus.map((sku) => stateKey(skuPrices, sku));
      const items = await batchGet(client, tableName, keys, { isConsistent: true });
      return new Map(items.map((item) => [item['id'] as string, toLoaded(item, skuPrices)]));
    },
    pageOfList: async (priceListId, limit, after) => {
      const pk = listPricesPartition(priceListId);
      const { items, hasMore } = await queryPage(
        client,
        {
          TableName: tableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ...(after === undefined ? {} : { ExclusiveStartKey: { pk, sk: after } }),
        },
        limit,
      );
      const last = items.at(-1);
      return {
        items: items as unknown as readonly ListedPrices[],
        ...(last !== undefined && hasMore ? { next: last['sk'] as string } : {}),
      };
    },
    recordBase: async (sku, base, eventId) => {
      const sk = `base#${base.at}#${eventId}`;
      const Item = { pk: priceHistoryPartition(sku), sk, ...base };
      await client.send(new PutCommand({ TableName: tableName, Item }));
    },
    baseHistory: async (sku, until) => (await history(sku, 'base', until)) as FormerBase[],
    tiersHistory: async (sku, priceListId, until) =>
      (await history(sku, `list#${priceListId}`, until)) as FormerTiers[],
  };
}

/** Rows of a change: the list's row of the SKU, and the history. */
function rowsOf(
  TableName: string,
  sku: string,
  { priceListId, tiers, at }: SkuPricesEvent,
  version: number,
): readonly TransactWriteItem[] {
  const row = { pk: listPricesPartition(priceListId), sk: sku };
  const sk = `list#${priceListId}#${at}#${version}`;
  return [
    tiers.length === 0
      ? { Delete: { TableName, Key: row } }
      : { Put: { TableName, Item: { ...row, sku, tiers, version, updatedAt: at } } },
    { Put: { TableName, Item: { pk: priceHistoryPartition(sku), sk, at, tiers } } },
  ];
}
