import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createStateStore, type StateStore } from '@tradepost/aggregate/state-store';
import type { Loaded } from '@tradepost/aggregate/store';
import { toLoaded } from '@tradepost/aggregate/stored-commit';
import { queryAll } from '@tradepost/dynamodb/query-all';
import { queryPage } from '@tradepost/dynamodb/query-page';
import {
  type MethodEvent,
  type MethodFacts,
  type MethodState,
  shippingMethod,
} from '../domain/shipping-method.ts';

const INDEX_NAME = 'by-status';

/** A page of a list. `next` is the position of its last method; absent on the last page. */
type MethodPage = { readonly items: readonly Loaded<MethodState>[]; readonly next?: string };

/** Shipping methods. The lists read the index, which lags behind the table by a moment. */
export type MethodsTable = StateStore<MethodState, MethodEvent> & {
  /** Returns a page of the methods of a status, newest first. */
  readonly page: (status: string, limit: number, after?: string) => Promise<MethodPage>;
  /** Returns all active methods: a shop has some tens. */
  readonly active: () => Promise<readonly MethodFacts[]>;
};

export function createMethodsTable(config: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly now: () => string;
}): MethodsTable {
  const { client, tableName } = config;
  const store = createStateStore({ ...config, aggregate: shippingMethod, indexes: toIndexes });
  return {
    ...store,
    page: async (status, limit, after) => {
      const { items, hasMore } = await queryPage(client, toQuery(tableName, status, after), limit);
      const last = items.at(-1);
      return {
        items: items.map((item) => toLoaded(item, shippingMethod)),
        ...(hasMore && last !== undefined ? { next: String(last['statusSort']) } : {}),
      };
    },
    active: async () => {
      const items = await queryAll(client, toQuery(tableName, 'active'));
      return items.flatMap((item) => {
        const { state } = toLoaded(item, shippingMethod);
        return state.status === 'active' ? [state] : [];
      });
    },
  };
}

function toIndexes(method: MethodState): Readonly<Record<string, string>> {
  if (method.status === 'none') return {};
  return { status: method.status, statusSort: `${method.createdAt}#${method.id}` };
}

function toQuery(tableName: string, status: string, after?: string) {
  return {
    TableName: tableName,
    IndexName: INDEX_NAME,
    KeyConditionExpression: `#status = :status${after === undefined ? '' : ' AND statusSort < :after'}`,
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':status': status, ...(after === undefined ? {} : { ':after': after }) },
    ScanIndexForward: false,
  };
}
