import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { createExecutor } from '@tradepost/aggregate/executor';
import { retryOnConflict } from '@tradepost/aggregate/retry';
import { createStateStore, type StateStore, stateKey } from '@tradepost/aggregate/state-store';
import { type Commit, ConflictError, type Loaded } from '@tradepost/aggregate/store';
import { toLoaded } from '@tradepost/aggregate/stored-commit';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { type TransactWriteItem, writeTransaction } from '@tradepost/dynamodb/write-transaction';
import { ClaimTakenError } from '../domain/claim-taken-error.ts';
import { type Claim, claimsOf } from '../domain/claims.ts';
import { type ProductEvent, type ProductState, product } from '../domain/product.ts';

const CLAIM_SORT_KEY = 'claim';

/**
 * Products and their claims on SKUs and slugs. A product is written in one transaction with the claims that it takes and
 * releases.
 */
export type ProductsTable = StateStore<ProductState, ProductEvent> & {
  /** Returns the id of the product that has a SKU or slug. */
  readonly ownerOf: (claim: Claim) => Promise<string | undefined>;
  /** Returns the ids of the products that have these SKUs, by SKU. SKUs without a product are absent. */
  readonly ownersOfSkus: (skus: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Returns products by id. Missing products are absent. */
  readonly loadMany: (ids: readonly string[]) => Promise<ReadonlyMap<string, Loaded<ProductState>>>;
};

export function createProductsTable(config: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly now: () => string;
}): ProductsTable {
  const { client, tableName, now } = config;
  const store = createStateStore({ ...config, aggregate: product });
  const commit = async (id: string, written: Commit<ProductState, ProductEvent>) => {
    const { taken, released } = claimsOf(written.events);
    if (taken.length === 0 && released.length === 0) return store.commit(id, written);
    await write(client, written, taken, [
      store.toWrite(id, written),
      ...taken.map((claim) => take(tableName, claim, id)),
      ...released.map((claim) => release(tableName, claim, id)),
    ]);
  };
  return {
    ...store,
    ...createExecutor({ aggregate: product, load: store.load, commit, now }),
    commit,
    ownerOf: async (claim) => {
      const { Item: item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keyOf(claim), ConsistentRead: true }),
      );
      return item?.['productId'] as string | undefined;
    },
    ownersOfSkus: async (skus) => {
      const keys = skus.map((sku) => keyOf({ kind: 'sku', value: sku }));
      const items = await batchGet(client, tableName, keys, {
        attributes: ['claim', 'productId'],
        isConsistent: true,
      });
      return new Map(items.map((item) => [item['claim'] as string, item['productId'] as string]));
    },
    loadMany: async (ids) => {
      const keys = ids.map((id) => stateKey(product, id));
      const items = await batchGet(client, tableName, keys, {
        attributes: ['id', 'version', 'state'],
        isConsistent: true,
      });
      return new Map(items.map((item) => [item['id'] as string, toLoaded(item, product)]));
    },
  };
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
