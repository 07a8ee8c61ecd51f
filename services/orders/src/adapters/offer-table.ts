import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { putIfNewer } from '@tradepost/dynamodb/put-if-newer';
import { putOfOwner } from '@tradepost/dynamodb/put-of-owner';
import type { Offer } from '../domain/price-lines.ts';
import {
  type OfferOfProduct,
  type ProductChange,
  type StoredOffer,
  type StoredProduct,
  toOffer,
  toOffers,
} from '../projections/to-offers.ts';

export type OfferTable = {
  /** Returns the offers of SKUs. SKUs that the projection does not have are absent. */
  readonly find: (skus: readonly string[]) => Promise<ReadonlyMap<string, Offer>>;
  /**
   * Saves a product, the offers of its variants, and its removed SKUs as not for sale. Events arrive in any order: of each, a
   * version older than the saved one changes nothing.
   */
  readonly save: (change: ProductChange) => Promise<void>;
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
      const offers = await readOffers(client, tableName, skus);
      const inBundles = [...offers.values()].flatMap(({ stored }) => stored.components ?? []);
      const components =
        inBundles.length === 0
          ? offers
          : await readOffers(
              client,
              tableName,
              inBundles.map(({ sku }) => sku),
            );
      return new Map([...offers].map(([sku, offer]) => [sku, toOffer(offer, components)]));
    },
    save: async (change) => {
      const { offers, removed } = toOffers(change);
      // The product first: an offer of a draft is never read without the status of its product.
      await saveProduct(client, tableName, change);
      await Promise.all([
        ...offers.map((offer) => saveOffer(client, tableName, offer, false)),
        ...removed.map((offer) => saveOffer(client, tableName, offer, true)),
      ]);
    },
  };
}

/** Reads offers with their products, by SKU. */
async function readOffers(
  client: DynamoDBDocumentClient,
  tableName: string,
  skus: readonly string[],
): Promise<ReadonlyMap<string, OfferOfProduct>> {
  const keys = [...new Set(skus)].map((sku) => ({ pk: `sku#${sku}` }));
  const offers = (await batchGet(client, tableName, keys)) as unknown as readonly StoredOffer[];
  const byId = await readProducts(client, tableName, offers);
  return new Map(offers.map((stored) => [stored.sku, { stored, product: byId.get(stored.productId) }]));
}

/** Reads the products of offers, by their ids. */
async function readProducts(
  client: DynamoDBDocumentClient,
  tableName: string,
  offers: readonly StoredOffer[],
): Promise<ReadonlyMap<string, StoredProduct>> {
  const keys = offers.map(({ productId }) => ({ pk: `product#${productId}` }));
  const products = (await batchGet(client, tableName, keys)) as unknown as readonly StoredProduct[];
  return new Map(products.map((product) => [product.productId, product]));
}

/** Saves the product of an event, unless the table has the same or a newer version. */
async function saveProduct(
  client: DynamoDBDocumentClient,
  tableName: string,
  { id, version, updatedAt, title, status }: ProductChange,
): Promise<void> {
  const stored: StoredProduct = { productId: id, version, updatedAt, title, status };
  await putIfNewer(client, tableName, { pk: `product#${id}`, ...stored });
}

/** The same or a newer version of the offer is kept. */
async function saveOffer(
  client: DynamoDBDocumentClient,
  tableName: string,
  offer: StoredOffer,
  isRemoval: boolean,
): Promise<void> {
  await putOfOwner(client, tableName, { pk: `sku#${offer.sku}`, ...offer }, isRemoval);
}
