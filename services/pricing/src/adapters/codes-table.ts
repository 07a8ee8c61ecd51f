import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { retryOnConflict } from '@tradepost/aggregate/retry';
import type { Cause, Loaded } from '@tradepost/aggregate/store';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { type CodeFacts, discountCode } from '../domain/discount-code.ts';
import type { TermsChanged, TermsCommand } from '../domain/terms.ts';
import { counterKey } from './keys.ts';
import { type Beside, createTermsStore, type TermsStore } from './terms-store.ts';

/** A counter has more uses than its new limit: it was read before they were taken. */
class CounterChangedError extends Error {
  override readonly name = 'CounterChangedError';
}

/** Uses of a counter: those of confirmed orders among all that are taken. */
export type Counter = { readonly taken: number; readonly used: number };

export type CodesTable = TermsStore<CodeFacts> & {
  /** Returns the counters of codes, in order. Strongly consistent. */
  readonly countersOf: (
    codes: readonly Pick<CodeFacts, 'id' | 'shards'>[],
  ) => Promise<ReadonlyMap<string, readonly Counter[]>>;
  /** Executes a command that may change the limit, with the uses of each counter. */
  readonly executeOnCounters: <Rejection extends { readonly code: string }>(
    id: string,
    toCommand: (taken: readonly number[]) => TermsCommand<CodeFacts, Rejection>,
    cause: Cause,
  ) => Promise<
    | (Loaded<CodeFacts | undefined> & { readonly events: readonly unknown[] })
    | { readonly rejection: Rejection }
  >;
};

/** Claim on the text of a code. */
export const codeClaim = (text: string) => `code#${text}`;

export function createCodesTable(config: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly now: () => string;
}): CodesTable {
  const { client, tableName } = config;
  const store = createTermsStore<CodeFacts>({
    ...config,
    aggregate: discountCode,
    claimsOf: ({ code }) => [codeClaim(code)],
    beside: (change, id, version) => counterWrites(tableName, change, id, version),
  });
  const countersOf: CodesTable['countersOf'] = async (codes) => {
    const keys = codes.flatMap(({ id, shards }) =>
      Array.from({ length: shards }, (_none, shard) => counterKey(id, shard)),
    );
    const items = await batchGet(client, tableName, keys, { isConsistent: true });
    const byKey = new Map(items.map((item) => [item['pk'] as string, item]));
    return new Map(
      codes.map(({ id, shards }) => [
        id,
        Array.from({ length: shards }, (_none, shard) => {
          const item = byKey.get(counterKey(id, shard).pk);
          return { taken: Number(item?.['taken'] ?? 0), used: Number(item?.['used'] ?? 0) };
        }),
      ]),
    );
  };
  return {
    ...store,
    countersOf,
    executeOnCounters: (id, toCommand, cause) =>
      retryOnConflict(
        async () => {
          const { state } = await store.load(id);
          const counters = state === undefined ? [] : ((await countersOf([state])).get(id) ?? []);
          return store.execute(id, toCommand(counters.map(({ taken }) => taken)), cause);
        },
        (error) => error instanceof CounterChangedError,
      ),
  };
}

/**
 * Writes the version and the limit of a code to each of its counters, so that a hold that was decided on another version fails, and
 * a hold above the limit does. A limit below what a counter has taken fails.
 */
function counterWrites(
  TableName: string,
  { terms, former }: TermsChanged<CodeFacts>,
  id: string,
  version: number,
): readonly Beside[] {
  return Array.from({ length: terms.shards }, (_none, shard) => {
    const limit = terms.shardLimits?.[shard];
    const Key = counterKey(id, shard);
    if (former === undefined) {
      const Item = {
        ...Key,
        taken: 0,
        used: 0,
        codeVersion: version,
        ...(limit === undefined ? {} : { limit }),
      };
      return { write: { Put: { TableName, Item } } };
    }
    const names = { '#limit': 'limit' };
    const update =
      limit === undefined
        ? {
            UpdateExpression: 'SET codeVersion = :version REMOVE #limit',
            ExpressionAttributeNames: names,
            ExpressionAttributeValues: { ':version': version },
          }
        : {
            UpdateExpression: 'SET codeVersion = :version, #limit = :limit',
            ConditionExpression: 'taken <= :limit',
            ExpressionAttributeNames: names,
            ExpressionAttributeValues: { ':version': version, ':limit': limit },
          };
    return {
      write: { Update: { TableName, Key, ...update } },
      error: () => new CounterChangedError(`counter ${shard} of code ${id} has more uses than ${limit}`),
    };
  });
}
