import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { claimKey } from './keys.ts';

/** Returns the ids of the owners of claims, by claim. Claims without an owner are absent. */
export type FindOwners = (claims: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Creates the lookup of claims, with strongly consistent reads. */
export function createFindOwners(client: DynamoDBDocumentClient, tableName: string): FindOwners {
  return async (claims) => {
    const items = await batchGet(client, tableName, claims.map(claimKey), { isConsistent: true });
    return new Map(items.map((item) => [item['claim'] as string, item['ownerId'] as string]));
  };
}
