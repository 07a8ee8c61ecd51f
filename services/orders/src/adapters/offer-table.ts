import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Product } from '@tradepost/contracts/catalog/model';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { putIf } from '@tradepost/dynamodb/put-if';
import type { Offer } from '../domain/price-lines.ts';
import { type SeenProduct, type StoredOffer, toOffers } from '../projections/to-offers.ts';

export type OfferTable = {
  /** Returns the offers of SKUs. SKUs that the projection does not have are absent. */
  readonly find: (skus: readonly string[]) => Promise<ReadonlyMap<string, Offer>>;
  /**
   * Saves the offers of a product. A version older than the saved one changes no offer, except that its SKUs which the newer
   * version no longer has are saved as not for sale.
   */
  readonly save: (product: Product) => Promise<void>;
};

/** Creates the projection of the catalogue's offers. */
export function createOfferTable({
  client,
  tableName,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): OfferTable {
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
        ...offers.map((offer) => saveOffer(client, tableName, offer, OR_LATER_OF_ANOTHER)),
        ...dropped.map((offer) => saveOffer(client, tableName, offer, '')),
      ]);
    },
  };
}

/** Records the SKUs that a product ever had and those of its newest version. Returns the updated record. */
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
    // This version or a newer one is already saved. `everSkus` may lack SKUs that only this version had.
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

/** If two products have a SKU, the one updated later wins. */
const OR_LATER_OF_ANOTHER = ' OR (productId <> :product AND updatedAt < :updatedAt)';

/** Versions are comparable only within a product. `orElse` is an alternative condition, to replace another product's offer. */
async function saveOffer(
  client: DynamoDBDocumentClient,
  tableName: string,
  offer: StoredOffer,
  orElse: typeof OR_LATER_OF_ANOTHER | '',
): Promise<void> {
  await putIf(client, {
    TableName: tableName,
    Item: { pk: `sku#${offer.sku}`, ...offer },
    ConditionExpression: `attribute_not_exists(pk) OR (productId = :product AND version < :version)${orElse}`,
    ExpressionAttributeValues: {
      ':product': offer.productId,
      ':version': offer.version,
      ...(orElse === '' ? {} : { ':updatedAt': offer.updatedAt }),
    },
  });
}
