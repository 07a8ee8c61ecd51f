import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { retryOnConflict } from '@tradepost/aggregate/retry';
import type { Cause, Loaded } from '@tradepost/aggregate/store';
import { MAX_AUTOMATIC_PROMOTIONS } from '@tradepost/contracts/pricing/limits';
import { queryAll } from '@tradepost/dynamodb/query-all';
import type { BudgetCount } from '../domain/budget-use.ts';
import {
  changedBudgets,
  isAutomatic,
  type PromotionFacts,
  promotion,
  type TakenMinor,
} from '../domain/promotion.ts';
import type { TermsChanged, TermsCommand } from '../domain/terms.ts';
import { readBudgetCounts, setBudget } from './budget-counters.ts';
import { AUTOMATIC_PROMOTIONS, COUNT_SORT_KEY } from './keys.ts';
import { type Beside, createTermsStore, type TermsStore } from './terms-store.ts';

/** As many promotions without a code are active as a quote may have. */
class TooManyPromotionsError extends Error {
  override readonly name = 'TooManyPromotionsError';
  readonly code = 'TOO_MANY_PROMOTIONS';
}

/** Orders take more of a budget than its new amount: it was read before they took it. */
class BudgetTakenError extends Error {
  override readonly name = 'BudgetTakenError';
}

type Budgeted = Pick<PromotionFacts, 'id' | 'budgetMinor'>;

export type PromotionsTable = TermsStore<PromotionFacts> & {
  /** Returns what orders take of the budgets of promotions, by promotion and currency. Strongly consistent. */
  readonly budgetCountsOf: (
    promotions: readonly Budgeted[],
    /** Only this currency; absent: all that the budgets have. */
    currency?: string,
  ) => Promise<ReadonlyMap<string, ReadonlyMap<string, BudgetCount>>>;
  /** Executes a command that may change the budget, with what orders take of it. */
  readonly executeOnBudget: <Rejection extends { readonly code: string }>(
    id: string,
    change: Pick<PromotionFacts, 'budgetMinor'> | undefined,
    toCommand: (taken: TakenMinor) => TermsCommand<PromotionFacts, Rejection>,
    cause: Cause,
  ) => Promise<Loaded<PromotionFacts | undefined> | { readonly rejection: Rejection }>;
  /** Returns the ids of the promotions that every quote considers. Strongly consistent. */
  readonly automaticIds: () => Promise<readonly string[]>;
};

/** Claim on a sort order, which no two promotions have that have not ended. */
const sortOrderClaim = (sortOrder: number) => `sort-order#${sortOrder}`;

export function createPromotionsTable(config: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly now: () => string;
}): PromotionsTable {
  const { client, tableName } = config;
  const store = createTermsStore<PromotionFacts>({
    ...config,
    aggregate: promotion,
    claimsOf: ({ status, sortOrder }) => (status === 'ended' ? [] : [sortOrderClaim(sortOrder)]),
    beside: (change, id) => [...membership(tableName, change, id), ...budgets(tableName, change, id)],
  });
  const budgetCountsOf: PromotionsTable['budgetCountsOf'] = async (promotions, only) => {
    const keys = promotions.flatMap(({ id: promotionId, budgetMinor = {} }) =>
      Object.keys(budgetMinor)
        .filter((currency) => only === undefined || currency === only)
        .map((currency) => ({ promotionId, currency })),
    );
    const countOf = await readBudgetCounts(client, tableName, keys);
    return new Map(
      promotions.map(({ id }) => [
        id,
        new Map(
          keys
            .filter(({ promotionId }) => promotionId === id)
            .map((key) => [key.currency, countOf(key)] as const),
        ),
      ]),
    );
  };
  return {
    ...store,
    budgetCountsOf,
    executeOnBudget: (id, { budgetMinor: next } = {}, toCommand, cause) =>
      retryOnConflict(
        async () => {
          if (next === undefined) return store.execute(id, toCommand({}), cause);
          const { state } = await store.load(id);
          const all = { id, budgetMinor: { ...state?.budgetMinor, ...next } };
          const counts = (await budgetCountsOf([all])).get(id) ?? new Map<string, BudgetCount>();
          const taken = [...counts].map(([currency, { takenMinor }]) => [currency, takenMinor] as const);
          return store.execute(id, toCommand(Object.fromEntries<number>(taken)), cause);
        },
        (error) => error instanceof BudgetTakenError,
      ),
    automaticIds: async () => {
      const rows = await queryAll(client, {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :promotion)',
        ExpressionAttributeValues: { ':pk': AUTOMATIC_PROMOTIONS, ':promotion': 'prm_' },
      });
      return rows.map(({ sk }) => sk as string);
    },
  };
}

/** Writes the amounts of a budget that have changed to their counters. */
function budgets(
  TableName: string,
  { terms, former }: TermsChanged<PromotionFacts>,
  promotionId: string,
): readonly Beside[] {
  return [...changedBudgets(former, terms)].map(([currency, limitMinor]) => ({
    write: setBudget(TableName, { promotionId, currency }, limitMinor),
    error: () => new BudgetTakenError(`orders take more than ${limitMinor} ${currency} of ${promotionId}`),
  }));
}

/** Lists a promotion among the automatic ones, or removes it, and counts them. */
function membership(
  TableName: string,
  { terms, former }: TermsChanged<PromotionFacts>,
  id: string,
): readonly Beside[] {
  const isNow = isAutomatic(terms);
  if (isNow === isAutomatic(former)) return [];
  const row = { pk: AUTOMATIC_PROMOTIONS, sk: id };
  const count = {
    TableName,
    Key: { pk: AUTOMATIC_PROMOTIONS, sk: COUNT_SORT_KEY },
    ExpressionAttributeNames: { '#count': 'count' },
    UpdateExpression: 'ADD #count :change',
  };
  if (!isNow) {
    return [
      { write: { Delete: { TableName, Key: row } } },
      { write: { Update: { ...count, ExpressionAttributeValues: { ':change': -1 } } } },
    ];
  }
  return [
    { write: { Put: { TableName, Item: row } } },
    {
      write: {
        Update: {
          ...count,
          ConditionExpression: 'attribute_not_exists(#count) OR #count < :max',
          ExpressionAttributeValues: { ':change': 1, ':max': MAX_AUTOMATIC_PROMOTIONS },
        },
      },
      error: () => new TooManyPromotionsError(`${MAX_AUTOMATIC_PROMOTIONS} promotions are active`),
    },
  ];
}
