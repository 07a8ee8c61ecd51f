import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createStateStore, type StateStore } from '@tradepost/aggregate/state-store';
import { categoryTree, type TreeEvent, type TreeState } from '../domain/category-tree.ts';

/** The tree of all categories: one item in the table of products, whose stream publishes its events. */
export type CategoriesTable = StateStore<TreeState, TreeEvent>;

export function createCategoriesTable(config: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly now: () => string;
}): CategoriesTable {
  return createStateStore({ ...config, aggregate: categoryTree });
}
