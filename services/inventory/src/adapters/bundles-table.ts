import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { putOfOwner } from '@tradepost/dynamodb/put-of-owner';
import type { Component, StoredBundle } from '../projections/to-bundles.ts';

/** The projection of the catalogue's bundles. It lags a moment behind the catalogue. */
export type BundlesTable = {
  /** Returns the components of the bundles among SKUs. Other SKUs are absent. */
  readonly find: (skus: readonly string[]) => Promise<ReadonlyMap<string, readonly Component[]>>;
  /** Saves bundles. Events arrive in any order: a version older than the saved one changes nothing. */
  readonly save: (bundles: readonly StoredBundle[]) => Promise<void>;
};

export function createBundlesTable({
  client,
  tableName,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): BundlesTable {
  return {
    find: async (skus) => {
      const keys = skus.map((sku) => ({ pk: toKey(sku) }));
      const items = (await batchGet(client, tableName, keys)) as unknown as readonly StoredBundle[];
      return new Map(
        items.flatMap(({ sku, components }) =>
          components === undefined ? [] : [[sku, components] as const],
        ),
      );
    },
    save: async (bundles) => {
      await Promise.all(
        bundles.map((bundle) =>
          putOfOwner(
            client,
            tableName,
            { pk: toKey(bundle.sku), ...bundle },
            bundle.components === undefined,
          ),
        ),
      );
    },
  };
}

function toKey(sku: string): string {
  return `sku#${sku}`;
}
