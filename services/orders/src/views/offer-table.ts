import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@tradepost/aggregate/batch-get';
import type { Product } from '@tradepost/contracts/models/product';
import type { Offer } from '../domain/price-lines.ts';
import { type SeenProduct, type StoredOffer, toOffers } from './offer-view.ts';

export type OfferTable = {
  /** What is offered under SKUs, as far as we know; SKUs of which we never heard are not in it. */
  readonly find: (skus: readonly string[]) => Promise<ReadonlyMap<string, Offer>>;
  /**
   * Takes over a product as an event carried it. Older than what is there, it changes no offer; but SKUs that it had,
   * and the newer one has not, are not for sale.
   */
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
      const seen = await noteProduct(client, tableName, product);
      const { offers, dropped } = toOffers(product, seen);
      await Promise.all([
        ...offers.map((offer) => putIfNewer(client, tableName, offer, OR_LATER_OF_ANOTHER)),
        ...dropped.map((offer) => putIfNewer(client, tableName, offer, '')),
      ]);
    },
  };
}

/** Notes which SKUs a product ever had, and which its newest version has; returns what is known of it then. */
async function noteProduct(
  client: DynamoDBDocumentClient,
  tableName: string,
  { id, version, updatedAt, title, variants }: Product,
): Promise<SeenProduct> {
  const skus = new Set(variants.map(({ sku }) => sku));
  const note = { TableName: tableName, Key: { pk: `product#${id}` }, ReturnValues: 'ALL_NEW' } as const;
  try {
    const { Attributes } = await client.send(
      new UpdateCommand({
        ...note,
        UpdateExpression:
          'SET productId = :id, version = :version, updatedAt = :updatedAt, title = :title, skus = :skus ADD everSkus :skus',
        ConditionExpression: 'attribute_not_exists(pk) OR version < :version',
        ExpressionAttributeValues: {
          ':id': id,
          ':version': version,
          ':updatedAt': updatedAt,
          ':title': title,
          ':skus': skus,
        },
      }),
    );
    return Attributes as SeenProduct;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // A newer version came first, or this one did before: the newer one may not know all SKUs that it dropped.
    const { Attributes } = await client.send(
      new UpdateCommand({
        ...note,
        UpdateExpression: 'ADD everSkus :skus',
        ExpressionAttributeValues: { ':skus': skus },
      }),
    );
    return Attributes as SeenProduct;
  }
}

/** Where a SKU passed from one product to another, the later one has it. */
const OR_LATER_OF_ANOTHER = ' OR (productId <> :product AND updatedAt < :updatedAt)';

/** Versions count within a product. What another product offers is replaced where `orElse` says so. */
async function putIfNewer(
  client: DynamoDBDocumentClient,
  tableName: string,
  offer: StoredOffer,
  orElse: typeof OR_LATER_OF_ANOTHER | '',
): Promise<void> {
  try {
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: { pk: `sku#${offer.sku}`, ...offer },
        ConditionExpression: `attribute_not_exists(pk) OR (productId = :product AND version < :version)${orElse}`,
        ExpressionAttributeValues: {
          ':product': offer.productId,
          ':version': offer.version,
          ...(orElse === '' ? {} : { ':updatedAt': offer.updatedAt }),
        },
      }),
    );
  } catch (error) {
    // What is there is as new or newer: a replay, and there is nothing to do.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
