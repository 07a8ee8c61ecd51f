import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Product } from '@tradepost/contracts/catalog/model';
import { storedProduct } from '../domain/product.ts';
import { type ListingRow, toListingSort } from './listing.ts';

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
    put: async (row) => {
      try {
        await client.send(new PutCommand({ TableName: tableName, ...toPut(row) }));
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    page: async (listing, limit, after) => {
      const { Items: items = [], LastEvaluatedKey: stoppedAt } = await client.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: INDEX_NAME,
          KeyConditionExpression: 'listing = :listing',
          ExpressionAttributeValues: { ':listing': listing },
          ScanIndexForward: false,
          // One more than requested, to know whether there is a next page.
          Limit: limit + 1,
          ...(after === undefined ? {} : { ExclusiveStartKey: toStartKey(listing, after) }),
        }),
      );
      const products = items.slice(0, limit).map((item) => storedProduct.parse(item['product']));
      const last = products.at(-1);
      const isMore = items.length > limit || stoppedAt !== undefined;
      if (last === undefined || !isMore) return { items: products };
      return { items: products, next: toListingSort(last) };
    },
  };
}

function toPut({ productId, category, version, entry }: ListingRow) {
  return {
    Item: { ...keyOf(productId, category), version, ...entry },
    ConditionExpression: 'attribute_not_exists(pk) OR #version < :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': version },
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
