import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import type { TransactWriteItem } from '@tradepost/dynamodb/write-transaction';
import type { BudgetCount, UsedBudget } from '../domain/budget-use.ts';
import { add } from './counter-write.ts';
import { budgetKey } from './keys.ts';

/** Names a counter. */
export type OfBudget = { readonly promotionId: string; readonly currency: string };

/**
 * Returns what orders take of budgets, by the promotion and the currency. Strongly consistent.
 *
 * @returns a function that returns the count of one of them
 */
export async function readBudgetCounts(
  client: DynamoDBDocumentClient,
  tableName: string,
  budgets: readonly OfBudget[],
): Promise<(of: OfBudget) => BudgetCount> {
  const keys = new Map(
    budgets.map(({ promotionId, currency }) => {
      const key = budgetKey(promotionId, currency);
      return [key.pk, key];
    }),
  );
  const items = await batchGet(client, tableName, [...keys.values()], { isConsistent: true });
  const counts = new Map(items.map((item) => [item['pk'] as string, item]));
  return ({ promotionId, currency }) => {
    const item = counts.get(budgetKey(promotionId, currency).pk);
    return { takenMinor: Number(item?.['takenMinor'] ?? 0), usedMinor: Number(item?.['usedMinor'] ?? 0) };
  };
}

/** Takes a part of a budget, if the budget is the one on which the hold was decided and has as much left. */
export function takeOfBudget(
  TableName: string,
  { promotionId, currency, minor, limitMinor }: UsedBudget,
): TransactWriteItem {
  const update = {
    TableName,
    Key: budgetKey(promotionId, currency),
    UpdateExpression: 'ADD takenMinor :minor',
  };
  if (limitMinor === undefined)
    return {
      Update: {
        ...update,
        ConditionExpression: 'attribute_not_exists(limitMinor)',
        ExpressionAttributeValues: { ':minor': minor },
      },
    };
  return {
    Update: {
      ...update,
      ConditionExpression:
        'limitMinor = :limit AND (attribute_not_exists(takenMinor) OR takenMinor <= :most)',
      // A condition cannot add.
      ExpressionAttributeValues: { ':minor': minor, ':limit': limitMinor, ':most': limitMinor - minor },
    },
  };
}

/** Counts a part that an order holds as used. */
export function useOfBudget(
  TableName: string,
  { promotionId, currency, minor }: UsedBudget,
): TransactWriteItem {
  return add(TableName, budgetKey(promotionId, currency), { usedMinor: minor });
}

/** Counts a part no more. */
export function releaseOfBudget(
  TableName: string,
  { promotionId, currency, minor }: UsedBudget,
  wasUsed: boolean,
): TransactWriteItem {
  return add(TableName, budgetKey(promotionId, currency), {
    takenMinor: -minor,
    usedMinor: wasUsed ? -minor : 0,
  });
}

/**
 * Writes the budget of a promotion in a currency, unless orders take more.
 *
 * @param limitMinor undefined if the promotion has no budget any more. 0 is not stored: no hold is decided on it
 */
export function setBudget(
  TableName: string,
  { promotionId, currency }: OfBudget,
  limitMinor: number | undefined,
): TransactWriteItem {
  const update = { TableName, Key: budgetKey(promotionId, currency) };
  if (limitMinor === undefined) return { Update: { ...update, UpdateExpression: 'REMOVE limitMinor' } };
  return {
    Update: {
      ...update,
      UpdateExpression: limitMinor === 0 ? 'REMOVE limitMinor' : 'SET limitMinor = :limit',
      ConditionExpression: 'attribute_not_exists(takenMinor) OR takenMinor <= :limit',
      ExpressionAttributeValues: { ':limit': limitMinor },
    },
  };
}
