import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { queryAll } from '@tradepost/dynamodb/query-all';
import { type PriceListFacts, priceList } from '../domain/price-list.ts';
import { listHistoryPartition } from './keys.ts';
import { createTermsStore, type TermsStore } from './terms-store.ts';

/** Maximum number of former states that are read. More than any list has of changes in the time that counts. */
const MAX_HISTORY = 500;

/** State of a price list from a time on. */
export type FormerList = { readonly at: string; readonly list: PriceListFacts };

export type PriceListsTable = TermsStore<PriceListFacts> & {
  /** Returns the states of a list up to a time, newest first. */
  readonly history: (id: string, until: string) => Promise<readonly FormerList[]>;
};

export function createPriceListsTable(config: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly now: () => string;
}): PriceListsTable {
  const { client, tableName } = config;
  return {
    ...createTermsStore<PriceListFacts>({
      ...config,
      aggregate: priceList,
      beside: ({ at, terms }, id, version) => [
        {
          write: {
            Put: {
              TableName: tableName,
              Item: { pk: listHistoryPartition(id), sk: `${at}#${version}`, at, priceList: terms },
            },
          },
        },
      ],
    }),
    history: async (id, until) => {
      const rows = await queryAll(client, {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk < :after',
        ExpressionAttributeValues: { ':pk': listHistoryPartition(id), ':after': `${until}~` },
        ScanIndexForward: false,
      });
      return rows.slice(0, MAX_HISTORY).map((row) => ({
        at: row['at'] as string,
        list: priceList.state.schema.parse(row['priceList']) as PriceListFacts,
      }));
    },
  };
}
