import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@tradepost/aggregate/batch-get';
import type { Product } from '@tradepost/contracts/models/product';
import type { Offer } from '../domain/price-lines.ts';
import { type StoredOffer, toOffers } from './offer-view.ts';

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
      const keys = [...new Set(skus)].map((sku) => ({ pk: `sku#${sku}` }));
      const offers = (await batchGet(client, tableName, keys)) as unknown as readonly StoredOffer[];
      return new Map(offers.map((offer) => [offer.sku, offer]));
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
