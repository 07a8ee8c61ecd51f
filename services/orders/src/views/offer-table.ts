import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { sleep } from '@tradepost/aggregate/retry';
import type { Product } from '@tradepost/contracts/models/product';
import type { Offer } from '../domain/price-lines.ts';
import { type StoredOffer, toOffers } from './offer-view.ts';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MAX_BATCH_KEYS = 100;
const MAX_BATCH_ATTEMPTS = 6;
const BASE_DELAY_MS = 20;

export type OfferTable = {
  /** What is offered under SKUs, as far as we know; SKUs of which we never heard are not in it. */
  readonly find: (skus: readonly string[]) => Promise<ReadonlyMap<string, Offer>>;
  /** Takes over a product as an event carried it. Older than what is there, it changes nothing. */
  readonly save: (product: Product) => Promise<void>;
};

/** Orders' own view of the catalogue. */
export function createOfferTable(client: DynamoDBDocumentClient, tableName: string): OfferTable {
  return {
    find: async (skus) => {
      const different = [...new Set(skus)];
      const batches = Array.from({ length: Math.ceil(different.length / MAX_BATCH_KEYS) }, (_none, index) =>
        different.slice(index * MAX_BATCH_KEYS, (index + 1) * MAX_BATCH_KEYS),
      );
      const found = await Promise.all(batches.map((batch) => readBatch(client, tableName, batch)));
      return new Map(found.flat().map((offer) => [offer.sku, offer]));
    },
    save: async (product) => {
      const { Item: known } = await client.send(
        new GetCommand({ TableName: tableName, Key: { pk: `product#${product.id}` }, ConsistentRead: true }),
      );
      const formerSkus = (known?.['skus'] ?? []) as string[];
      await Promise.all(toOffers(product, formerSkus).map((offer) => saveOffer(client, tableName, offer)));
      // Last, so that a failure before it finds the former SKUs again.
      await putIfNewer(client, tableName, {
        pk: `product#${product.id}`,
        productId: product.id,
        version: product.version,
        updatedAt: product.updatedAt,
        skus: product.variants.map(({ sku }) => sku),
      });
    },
  };
}

function saveOffer(client: DynamoDBDocumentClient, tableName: string, offer: StoredOffer): Promise<void> {
  return putIfNewer(client, tableName, { pk: `sku#${offer.sku}`, ...offer });
}

/** Versions count within a product; where a SKU passed from one product to another, the later one has it. */
async function putIfNewer(
  client: DynamoDBDocumentClient,
  tableName: string,
  item: { readonly productId: string; readonly version: number; readonly updatedAt: string } & Record<
    string,
    unknown
  >,
): Promise<void> {
  try {
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: item,
        ConditionExpression:
          'attribute_not_exists(pk) OR (productId = :product AND version < :version)' +
          ' OR (productId <> :product AND updatedAt < :updatedAt)',
        ExpressionAttributeValues: {
          ':product': item.productId,
          ':version': item.version,
          ':updatedAt': item.updatedAt,
        },
      }),
    );
  } catch (error) {
    // What is there is as new or newer: a replay, and there is nothing to do.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

async function readBatch(
  client: DynamoDBDocumentClient,
  tableName: string,
  skus: readonly string[],
): Promise<readonly Offer[]> {
  const offers: Offer[] = [];
  let pending = skus.map((sku) => ({ pk: `sku#${sku}` }));
  for (let attempt = 1; pending.length > 0; attempt += 1) {
    if (attempt > MAX_BATCH_ATTEMPTS) throw new Error(`${tableName} leaves ${pending.length} keys unread`);
    if (attempt > 1) await sleep(Math.random() * BASE_DELAY_MS * 2 ** attempt);
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [tableName]: { Keys: pending } } }),
    );
    offers.push(...((Responses?.[tableName] ?? []) as Offer[]));
    pending = (UnprocessedKeys?.[tableName]?.Keys ?? []) as typeof pending;
  }
  return offers;
}
