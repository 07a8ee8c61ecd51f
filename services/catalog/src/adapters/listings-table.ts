import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Product } from '@tradepost/contracts/catalog/model';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import type { Item } from '@tradepost/dynamodb/item';
import { putIfNewer } from '@tradepost/dynamodb/put-if-newer';
import { queryPage } from '@tradepost/dynamodb/query-page';
import { storedProduct } from '../domain/product.ts';
import type { Place, Places } from '../projections/merge-places.ts';
import {
  type ListedProduct,
  storedListedProduct,
  toListedProduct,
} from '../projections/to-listed-product.ts';
import { ALL_CATEGORIES, type ListingRow, productIdIn, toRowName } from '../projections/to-listing-rows.ts';

const INDEX_NAME = 'by-listing';

export type Reading = {
  /** Maximum number of places to return; fewer if they exceed the 1 MB that a query reads. */
  readonly limit: number;
  readonly isDescending?: boolean;
  /** Sort key after which to continue. It need not be one of this list. */
  readonly after?: string | undefined;
  /** The lowest and the highest sort key, both included. */
  readonly between?: readonly [string, string] | undefined;
};

/** The products by status, category and order. */
export type ListingsTable = {
  /** Writes a row unless the table has the same or a newer version of it. */
  readonly put: (row: ListingRow) => Promise<void>;
  /** Reads places of a list with one query. */
  readonly places: (listing: string, reading: Reading) => Promise<Places>;
  /** Returns whole products by their ids. */
  readonly products: (ids: readonly string[]) => Promise<ReadonlyMap<string, Product>>;
};

export function createListingsTable(config: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): ListingsTable {
  const { client, tableName } = config;
  return {
    put: async ({ productId, category, order, version, entry, whole }) => {
      const row = {
        ...keyOf(productId, toRowName({ category, order })),
        version,
        ...entry,
        ...(whole === undefined ? {} : { whole }),
      };
      await putIfNewer(client, tableName, row);
    },
    places: async (listing, { limit, isDescending = false, after, between }) => {
      const { items, hasMore } = await queryPage(
        client,
        {
          TableName: tableName,
          IndexName: INDEX_NAME,
          KeyConditionExpression:
            between === undefined
              ? 'listing = :listing'
              : 'listing = :listing AND listingSort BETWEEN :from AND :to',
          ExpressionAttributeValues: {
            ':listing': listing,
            ...(between === undefined ? {} : { ':from': between[0], ':to': between[1] }),
          },
          ScanIndexForward: !isDescending,
          ...(after === undefined ? {} : { ExclusiveStartKey: toStartKey(listing, after) }),
        },
        limit,
      );
      return { places: items.map(toPlace), hasMore };
    },
    products: async (ids) => {
      const items = await batchGet(
        client,
        tableName,
        ids.map((id) => keyOf(id, ALL_CATEGORIES)),
        // This row is written first, so that it has everything that the index has: but only for a consistent read.
        { attributes: ['whole', 'product'], isConsistent: true },
      );
      const products = items.flatMap(wholeIn);
      return new Map(products.map((product) => [product.id, product]));
    },
  };
}

function toPlace(item: Item): Place {
  return { listingSort: item['listingSort'] as string, product: toListed(item['product']) };
}

/** Rows of version 0.1 have the whole product in its place. */
function toListed(stored: unknown): ListedProduct {
  const listed = storedListedProduct.safeParse(stored);
  return listed.success ? listed.data : toListedProduct(storedProduct.parse(stored));
}

function wholeIn(item: Item): Product[] {
  const whole = storedProduct.safeParse(item['whole'] ?? item['product']);
  return whole.success ? [whole.data] : [];
}

function toStartKey(listing: string, listingSort: string) {
  const row = listing.slice(listing.indexOf('#') + 1);
  return { ...keyOf(productIdIn(listingSort), row), listing, listingSort };
}

function keyOf(productId: string, row: string) {
  return { pk: `product#${productId}`, sk: `category#${row}` };
}
