import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { MAX_AUTOMATIC_PROMOTIONS } from '@tradepost/contracts/pricing/limits';
import { queryAll } from '@tradepost/dynamodb/query-all';
import { isAutomatic, type PromotionFacts, promotion } from '../domain/promotion.ts';
import type { TermsChanged } from '../domain/terms.ts';
import { AUTOMATIC_PROMOTIONS, COUNT_SORT_KEY } from './keys.ts';
import { type Beside, createTermsStore, type TermsStore } from './terms-store.ts';

/** As many promotions without a code are active as a quote may have. */
class TooManyPromotionsError extends Error {
  override readonly name = 'TooManyPromotionsError';
  readonly code = 'TOO_MANY_PROMOTIONS';
}

export type PromotionsTable = TermsStore<PromotionFacts> & {
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
  return {
    ...createTermsStore<PromotionFacts>({
      ...config,
      aggregate: promotion,
      claimsOf: ({ status, sortOrder }) => (status === 'ended' ? [] : [sortOrderClaim(sortOrder)]),
      beside: (change, id) => membership(tableName, change, id),
    }),
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
