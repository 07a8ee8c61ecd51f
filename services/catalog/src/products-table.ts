import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@tradepost/aggregate/batch-get';
import { retryOnConflict } from '@tradepost/aggregate/retry';
import { createStateStore, type TransactWriteItem } from '@tradepost/aggregate/state-store';
import type { AggregateStore, Commit } from '@tradepost/aggregate/store';
import { ConflictError } from '@tradepost/aggregate/store';
import { ClaimTakenError } from './claim-taken-error.ts';
import { type Claim, claimsOf } from './domain/claims.ts';
import { evolve, NO_PRODUCT, type ProductEvent, type ProductState, parseState } from './domain/product.ts';

const KEY_PREFIX = 'product';
const STATE_SORT_KEY = 'state';
const CLAIM_SORT_KEY = 'claim';

/** A product as it was read with others. */
export type FoundProduct = { readonly version: number; readonly state: ProductState };

/**
 * The products, and who has which SKU and slug. A product is written in one transaction with the names that it
 * takes and gives back.
 */
export type ProductsTable = AggregateStore<ProductState, ProductEvent> & {
  /** The id of the product that has a name. */
  readonly ownerOf: (claim: Claim) => Promise<string | undefined>;
  /** The ids of the products that have these SKUs, by SKU; those that nobody has are not in it. */
  readonly ownersOfSkus: (skus: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Products by their ids; those that are not there are not in it. */
  readonly loadMany: (ids: readonly string[]) => Promise<ReadonlyMap<string, FoundProduct>>;
};

export function createProductsTable({
  client,
  tableName,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): ProductsTable {
  const store = createStateStore<ProductState, ProductEvent>({
    client,
    tableName,
    keyPrefix: KEY_PREFIX,
    initial: NO_PRODUCT,
    evolve,
    parseState,
  });
  return {
    evolve,
    load: store.load,
    commit: async (id, commit) => {
      const { taken, released } = claimsOf(commit.events);
      if (taken.length === 0 && released.length === 0) return store.commit(id, commit);
      await write(client, commit, taken, [
        store.toWrite(id, commit),
        ...taken.map((claim) => take(tableName, claim, id)),
        ...released.map((claim) => release(tableName, claim, id)),
      ]);
    },
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
      const keys = ids.map((id) => ({ pk: `${KEY_PREFIX}#${id}`, sk: STATE_SORT_KEY }));
      const items = await batchGet(client, tableName, keys, {
        attributes: ['id', 'version', 'state'],
        isConsistent: true,
      });
      return new Map(
        items.map((item) => [
          item['id'] as string,
          { version: item['version'] as number, state: parseState(item['state']) },
        ]),
      );
    },
  };
}

/** Writes the product, which comes first, and its claims: all or none. */
async function write(
  client: DynamoDBDocumentClient,
  { expectedVersion }: Commit<ProductState, ProductEvent>,
  taken: readonly Claim[],
  items: readonly TransactWriteItem[],
): Promise<void> {
  try {
    await retryOnConflict(
      () => client.send(new TransactWriteCommand({ TransactItems: [...items] })),
      isInterrupted,
    );
  } catch (error) {
    const [ofProduct, ...ofClaims] = reasonsOf(error);
    if (ofProduct === CONDITION_FAILED) {
      throw new ConflictError(`the product is no longer at version ${expectedVersion}`, { cause: error });
    }
    const claim = taken.find((_claim, index) => ofClaims[index] === CONDITION_FAILED);
    if (claim !== undefined) throw new ClaimTakenError(claim);
    throw error;
  }
}

const CONDITION_FAILED = 'ConditionalCheckFailed';
/** Another transaction was at one of the items, or there was too much to do: the same may go through next. */
const INTERRUPTIONS = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Why each item of a cancelled transaction was not written, in their order; `None` for those that could have been. */
function reasonsOf(error: unknown): readonly (string | undefined)[] {
  if (!(error instanceof TransactionCanceledException)) return [];
  return (error.CancellationReasons ?? []).map(({ Code }) => Code);
}

/** A broken condition is an answer already: it would only be broken again. */
function isInterrupted(error: unknown): boolean {
  const reasons = reasonsOf(error);
  return (
    !reasons.includes(CONDITION_FAILED) &&
    reasons.some((reason) => reason !== undefined && INTERRUPTIONS.has(reason))
  );
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
