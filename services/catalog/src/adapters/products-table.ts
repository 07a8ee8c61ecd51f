import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Command } from '@tradepost/aggregate/aggregate';
import { createExecutor } from '@tradepost/aggregate/executor';
import { retryOnConflict } from '@tradepost/aggregate/retry';
import { createStateStore, type StateStore, stateKey } from '@tradepost/aggregate/state-store';
import { type Cause, type Commit, ConflictError, type Loaded } from '@tradepost/aggregate/store';
import { toLoaded } from '@tradepost/aggregate/stored-commit';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { queryDue } from '@tradepost/dynamodb/query-due';
import { queryPage } from '@tradepost/dynamodb/query-page';
import { shardedKey } from '@tradepost/dynamodb/sharded-key';
import { type TransactWriteItem, writeTransaction } from '@tradepost/dynamodb/write-transaction';
import { ClaimTakenError } from '../domain/claim-taken-error.ts';
import { type Claim, claimsOf } from '../domain/claims.ts';
import {
  type ProductEvent,
  type ProductFacts,
  type ProductState,
  product,
  storedVariant,
  type Variant,
} from '../domain/product.ts';
import { dueAtOf } from '../domain/publish-dates.ts';
import { hasOwnVariants } from '../domain/variants.ts';

const CLAIM_SORT_KEY = 'claim';
/** Partitions of the index of products with dates. */
const SHARDS = 4;

/**
 * Products, their variants that are items of their own, and their claims on SKUs and slugs. A product is written in one
 * transaction with the claims that it takes and releases, and with the variants that change.
 */
export type ProductsTable = StateStore<ProductState, ProductEvent> & {
  /** Returns the id of the product that has a SKU or slug. */
  readonly ownerOf: (claim: Claim) => Promise<string | undefined>;
  /** Returns the ids of the products that have these SKUs, by SKU. SKUs without a product are absent. */
  readonly ownersOfSkus: (skus: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Returns variants with their products, by SKU, archived ones included. SKUs without a product are absent. */
  readonly findVariants: (skus: readonly string[]) => Promise<ReadonlyMap<string, FoundVariant>>;
  /** Returns products by id. Missing products are absent. */
  readonly loadMany: (ids: readonly string[]) => Promise<ReadonlyMap<string, Loaded<ProductState>>>;
  /** Ids of products of which a date has come, up to `limitPerShard` of each shard of the index. */
  readonly due: (at: string, limitPerShard: number) => Promise<readonly string[]>;
  /**
   * Executes a command on a product that concerns one of its variants. The command gets the variant if it is an item of its own.
   */
  readonly executeOnVariant: <Rejection extends { readonly code: string }>(
    productId: string,
    sku: string,
    toCommand: (own: Variant | undefined) => Command<ProductState, ProductEvent, Rejection>,
    cause: Cause,
  ) => Promise<
    (Loaded<ProductState> & { readonly variant: Variant | undefined }) | { readonly rejection: Rejection }
  >;
  /** Reads variants that are items of their own. Missing ones are absent. */
  readonly ownVariants: (keys: readonly VariantKey[]) => Promise<readonly Variant[]>;
  /** Reads a page of the variants of a product that are items of their own, by SKU. */
  readonly ownVariantsAfter: (
    productId: string,
    limit: number,
    afterSku?: string,
  ) => Promise<{ readonly variants: readonly Variant[]; readonly hasMore: boolean }>;
};

/** A variant with its product, at the version of the product. */
export type FoundVariant = {
  readonly product: ProductFacts;
  readonly version: number;
  readonly variant: Variant;
};

export type VariantKey = { readonly productId: string; readonly sku: string };

export function createProductsTable(config: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly now: () => string;
}): ProductsTable {
  const { client, tableName, now } = config;
  const store = createStateStore({ ...config, aggregate: product, indexes: toIndexes });
  const commit = async (id: string, written: Commit<ProductState, ProductEvent>) => {
    const { taken, released } = claimsOf(written.events);
    const own = written.events.flatMap((event) =>
      event.type === 'VariantChanged' && event.isOwn ? [event.variant] : [],
    );
    if (taken.length + released.length + own.length === 0) return store.commit(id, written);
    await write(client, written, taken, [
      store.toWrite(id, written),
      ...taken.map((claim) => take(tableName, claim, id)),
      ...released.map((claim) => release(tableName, claim, id)),
      ...own.map((variant) => ({ Put: { TableName: tableName, Item: toOwnItem(id, variant) } })),
    ]);
  };
  const ownVariants = async (keys: readonly VariantKey[]) => {
    const items = await batchGet(
      client,
      tableName,
      keys.map(({ productId, sku }) => ownKey(productId, sku)),
      { isConsistent: true },
    );
    return items.map(toVariant);
  };
  const ownersOfSkus = async (skus: readonly string[]) => {
    const keys = skus.map((sku) => keyOf({ kind: 'sku', value: sku }));
    const items = await batchGet(client, tableName, keys, {
      attributes: ['claim', 'productId'],
      isConsistent: true,
    });
    return new Map(items.map((item) => [item['claim'] as string, item['productId'] as string]));
  };
  const loadMany = async (ids: readonly string[]) => {
    const keys = ids.map((id) => stateKey(product, id));
    const items = await batchGet(client, tableName, keys, {
      attributes: ['id', 'version', 'state'],
      isConsistent: true,
    });
    return new Map(items.map((item) => [item['id'] as string, toLoaded(item, product)]));
  };
  const findVariants = async (skus: readonly string[]) => {
    const owners = await ownersOfSkus(skus);
    const products = await loadMany([...new Set(owners.values())]);
    const outside = [...owners].flatMap(([sku, productId]) => {
      const state = products.get(productId)?.state ?? product.initial;
      return hasOwnVariants(state) && inlineOf(state, sku) === undefined ? [{ productId, sku }] : [];
    });
    const own = new Map((await ownVariants(outside)).map((variant) => [variant.sku, variant]));
    const found = [...owners].flatMap(([sku, productId]) => {
      const { state, version } = products.get(productId) ?? { state: product.initial, version: -1 };
      const variant = inlineOf(state, sku) ?? own.get(sku);
      if (state.status === 'none' || variant === undefined) return [];
      return [[sku, { product: state, version, variant }] as const];
    });
    return new Map(found);
  };
  return {
    ...store,
    ...createExecutor({ aggregate: product, load: store.load, commit, now }),
    commit,
    ownVariants,
    ownersOfSkus,
    loadMany,
    findVariants,
    due: async (at, limitPerShard) => {
      const items = await queryDue(client, { tableName, shards: SHARDS }, at, limitPerShard);
      const { pk: prefix } = stateKey(product, '');
      return items.map(({ pk }) => String(pk).slice(prefix.length));
    },
    executeOnVariant: async (productId, sku, toCommand, cause) => {
      let own: Variant | undefined;
      const load = async (id: string) => {
        const loaded = await store.load(id);
        // After the product, whose version is the condition of the commit: no later change of the variant is overwritten.
        [own] = hasOwnVariants(loaded.state) ? await ownVariants([{ productId, sku }]) : [];
        return loaded;
      };
      const result = await createExecutor({ aggregate: product, load, commit, now }).execute(
        productId,
        (state, context) => toCommand(own)(state, context),
        cause,
      );
      if ('rejection' in result) return result;
      const { state, version, events } = result;
      const changed = events.find((event) => event.type === 'VariantChanged');
      const inline = state.status === 'none' ? [] : state.variants;
      return {
        state,
        version,
        variant: changed?.variant ?? inline.find((each) => each.sku === sku) ?? own,
      };
    },
    ownVariantsAfter: async (productId, limit, afterSku = '') => {
      const { items, hasMore } = await queryPage(
        client,
        {
          TableName: tableName,
          // `state` of the product is before all of them.
          KeyConditionExpression: 'pk = :pk AND sk > :after',
          ExpressionAttributeValues: {
            ':pk': stateKey(product, productId).pk,
            ':after': ownSortKey(afterSku),
          },
          ConsistentRead: true,
        },
        limit,
      );
      return { variants: items.map(toVariant), hasMore };
    },
    ownerOf: async (claim) => {
      const { Item: item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keyOf(claim), ConsistentRead: true }),
      );
      return item?.['productId'] as string | undefined;
    },
  };
}

function inlineOf(state: ProductState, sku: string): Variant | undefined {
  return state.status === 'none' ? undefined : state.variants.find((each) => each.sku === sku);
}

function toIndexes(state: ProductState, id: string): Readonly<Record<string, string>> {
  const dueAt = dueAtOf(state);
  return dueAt === undefined ? {} : { due: shardedKey('due', id, SHARDS), dueAt };
}

/** Writes the product and its claims in one transaction. The product is the first item. */
async function write(
  client: DynamoDBDocumentClient,
  { expectedVersion }: Commit<ProductState, ProductEvent>,
  taken: readonly Claim[],
  items: readonly TransactWriteItem[],
): Promise<void> {
  const cancellation = await retryOnConflict(async () => {
    const cancelled = await writeTransaction(client, items);
    // A failed condition is not retried: it would fail again. If the write of the product itself was interrupted, its condition
    // was not evaluated: it may be this product that has the claims, because an earlier request has created it.
    const isInterrupted = cancelled?.reasons[0] === 'interrupted';
    if (!isInterrupted && (cancelled === undefined || cancelled.reasons.includes('condition-failed')))
      return cancelled;
    throw new ConflictError('the transaction was interrupted', { cause: cancelled?.cause });
  });
  if (cancellation === undefined) return;
  const { cause } = cancellation;
  const [ofProduct, ...ofClaims] = cancellation.reasons;
  if (ofProduct === 'condition-failed') {
    throw new ConflictError(`the product is no longer at version ${expectedVersion}`, { cause });
  }
  const claim = taken.find((_claim, index) => ofClaims[index] === 'condition-failed');
  if (claim !== undefined) throw new ClaimTakenError(claim);
  throw cause;
}

function ownSortKey(sku: string): string {
  return `variant#${sku}`;
}

function ownKey(productId: string, sku: string) {
  return { pk: stateKey(product, productId).pk, sk: ownSortKey(sku) };
}

function toOwnItem(productId: string, variant: Variant) {
  return { ...ownKey(productId, variant.sku), variant };
}

function toVariant(item: Readonly<Record<string, unknown>>): Variant {
  return storedVariant.parse(item['variant']);
}

function take(tableName: string, claim: Claim, productId: string): TransactWriteItem {
  return {
    Put: {
      TableName: tableName,
      Item: { ...keyOf(claim), claim: claim.value, productId },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

function release(tableName: string, claim: Claim, productId: string): TransactWriteItem {
  return {
    Delete: {
      TableName: tableName,
      Key: keyOf(claim),
      ConditionExpression: 'productId = :productId',
      ExpressionAttributeValues: { ':productId': productId },
    },
  };
}

function keyOf({ kind, value }: Claim) {
  return { pk: `${kind}#${value}`, sk: CLAIM_SORT_KEY };
}
