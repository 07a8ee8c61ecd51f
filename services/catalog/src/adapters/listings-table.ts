import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Product } from '@tradepost/contracts/catalog/model';
import { putIfNewer } from '@tradepost/dynamodb/put-if-newer';
import { queryPage } from '@tradepost/dynamodb/query-page';
import { storedProduct } from '../domain/product.ts';
import { type ListingRow, toListingSort } from '../projections/to-listing-rows.ts';

const INDEX_NAME = 'by-listing';

/** A page of a list. `next` is the position of its last product; absent on the last page. */
export type ListingPage = { readonly items: readonly Product[]; readonly next?: string };

/** The products by status and category, newest first. */
export type ListingsTable = {
  /** Writes a row unless the table has the same or a newer version of it. */
  readonly put: (row: ListingRow) => Promise<void>;
  /** Returns up to `limit` products of a list; fewer if they exceed the 1 MB that a query reads. */
  readonly page: (listing: string, limit: number, after?: string) => Promise<ListingPage>;
};

export function createListingsTable(config: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): ListingsTable {
  const { client, tableName } = config;
  return {
    put: async ({ productId, category, version, entry }) => {
      await putIfNewer(client, tableName, { ...keyOf(productId, category), version, ...entry });
    },
    page: async (listing, limit, after) => {
      const { items, hasMore } = await queryPage(
        client,
        {
          TableName: tableName,
          IndexName: INDEX_NAME,
          KeyConditionExpression: 'listing = :listing',
          ExpressionAttributeValues: { ':listing': listing },
          ScanIndexForward: false,
          ...(after === undefined ? {} : { ExclusiveStartKey: toStartKey(listing, after) }),
        },
        limit,
      );
      const products = items.map((item) => storedProduct.parse(item['product']));
      const last = products.at(-1);
      if (last === undefined || !hasMore) return { items: products };
      return { items: products, next: toListingSort(last) };
    },
  };
}

function toStartKey(listing: string, listingSort: string) {
  const productId = listingSort.slice(listingSort.indexOf('#') + 1);
  const category = listing.slice(listing.indexOf('#') + 1);
  return { ...keyOf(productId, category), listing, listingSort };
}

function keyOf(productId: string, category: string) {
  return { pk: `product#${productId}`, sk: `category#${category}` };
}
