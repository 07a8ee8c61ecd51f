import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Command } from '@tradepost/aggregate/aggregate';
import { prepareCommit } from '@tradepost/aggregate/executor';
import { retryOnConflict } from '@tradepost/aggregate/retry';
import { createStateStore } from '@tradepost/aggregate/state-store';
import { type Cause, type Commit, ConflictError, type Loaded } from '@tradepost/aggregate/store';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { type TransactWriteItem, writeTransaction } from '@tradepost/dynamodb/write-transaction';
import type { BudgetToHold, RequestedBudget } from '../domain/budget-use.ts';
import { type CodeUseEvent, type CodeUseState, codeUse, type UsedCode } from '../domain/code-use.ts';
import type { CodeToHold } from '../domain/hold-facts.ts';
import { readBudgetCounts, releaseOfBudget, takeOfBudget, useOfBudget } from './budget-counters.ts';
import type { FindOwners } from './claims.ts';
import { type CodesTable, codeClaim } from './codes-table.ts';
import { add } from './counter-write.ts';
import { counterKey, customerCountKey } from './keys.ts';
import type { PromotionsTable } from './promotions-table.ts';

/** How long conflicts are retried. The function times out after 30 seconds. */
const RETRIED_FOR_MS = 10_000;

type Coded = { readonly code: string };

export type CodeUsesTable = {
  readonly load: (orderId: string) => Promise<Loaded<CodeUseState>>;
  /** Returns facts about codes by their texts, for an order of a customer. Strongly consistent. */
  readonly factsOf: (
    texts: readonly string[],
    customer: string | undefined,
  ) => Promise<readonly CodeToHold[]>;
  /** Returns facts about parts of budgets that an order takes, in order. Strongly consistent. */
  readonly budgetFactsOf: (budgets: readonly RequestedBudget[]) => Promise<readonly BudgetToHold[]>;
  /**
   * Executes a command on the codes and parts of budgets of an order, in one transaction with the counters that it changes. A conflict repeats it with
   * fresh facts.
   *
   * @param toCommand is called before each attempt
   * @throws ContentionError if every attempt of 10 seconds conflicts with other writers
   */
  readonly execute: <Rejection extends Coded = never>(
    orderId: string,
    toCommand: () => Promise<Command<CodeUseState, CodeUseEvent, Rejection>>,
    cause: Cause,
  ) => Promise<Loaded<CodeUseState> | { readonly rejection: Rejection }>;
};

export function createCodeUsesTable(config: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly now: () => string;
  readonly codes: Pick<CodesTable, 'loadMany' | 'countersOf'>;
  readonly promotions: Pick<PromotionsTable, 'loadMany'>;
  readonly findOwners: FindOwners;
}): CodeUsesTable {
  const { client, tableName, now } = config;
  const store = createStateStore({ client, tableName, aggregate: codeUse, now });
  const commit = async (id: string, written: Commit<CodeUseState, CodeUseEvent>) => {
    const counts = written.events.flatMap((event) => countsOf(tableName, event));
    if (counts.length === 0) return store.commit(id, written);
    const cancellation = await writeTransaction(client, [store.toWrite(id, written), ...counts]);
    if (cancellation === undefined) return;
    // Whatever failed has changed since it was read: the next attempt decides on it.
    throw new ConflictError(`the codes of ${id} have changed`, { cause: cancellation.cause });
  };
  return {
    load: store.load,
    factsOf: (texts, customer) => readFacts(config, texts, customer),
    budgetFactsOf: (budgets) => readBudgetFacts(config, budgets),
    execute: (id, toCommand, cause) =>
      retryOnConflict(
        async () => {
          const [loaded, command] = await Promise.all([store.load(id), toCommand()]);
          const metadata = { ...cause, at: now() };
          const decision = command(loaded.state, { version: loaded.version, at: metadata.at });
          if ('rejection' in decision) return decision;
          if (decision.events.length === 0) return loaded;
          const prepared = prepareCommit(codeUse, loaded, decision.events, metadata);
          await commit(id, prepared);
          return { version: prepared.expectedVersion + 1, state: prepared.state };
        },
        undefined,
        performance.now() + RETRIED_FOR_MS,
      ),
  };
}

async function readFacts(
  { client, tableName, codes, findOwners }: Parameters<typeof createCodeUsesTable>[0],
  texts: readonly string[],
  customer: string | undefined,
): Promise<readonly CodeToHold[]> {
  const owners = await findOwners(texts.map(codeClaim));
  const ids = [...owners.values()];
  const loaded = await codes.loadMany(ids);
  const [counters, byCustomer] = await Promise.all([
    codes.countersOf([...loaded.values()].map(({ state }) => state)),
    readCustomerCounts(client, tableName, ids, customer),
  ]);
  return texts.map((text) => {
    const id = owners.get(codeClaim(text)) ?? '';
    const found = loaded.get(id);
    return {
      text,
      code: found?.state,
      version: found?.version ?? -1,
      taken: (counters.get(id) ?? []).map(({ taken }) => taken),
      takenByCustomer: byCustomer.get(id) ?? 0,
    };
  });
}

async function readBudgetFacts(
  { client, tableName, promotions }: Parameters<typeof createCodeUsesTable>[0],
  budgets: readonly RequestedBudget[],
): Promise<readonly BudgetToHold[]> {
  if (budgets.length === 0) return [];
  const [loaded, countOf] = await Promise.all([
    promotions.loadMany([...new Set(budgets.map(({ promotionId }) => promotionId))]),
    readBudgetCounts(client, tableName, budgets),
  ]);
  return budgets.map(({ promotionId, currency, minor }) => {
    const found = loaded.get(promotionId)?.state;
    const hasLimit = found === undefined || found.budgetMinor !== undefined;
    return {
      ...{ promotionId, currency, minor },
      // A promotion that does not exist has nothing to give, nor has a budget in a currency without an amount.
      ...(hasLimit ? { limitMinor: found?.budgetMinor?.[currency] ?? 0 } : {}),
      takenMinor: countOf({ promotionId, currency }).takenMinor,
    };
  });
}

async function readCustomerCounts(
  client: DynamoDBDocumentClient,
  tableName: string,
  ids: readonly string[],
  customer: string | undefined,
): Promise<ReadonlyMap<string, number>> {
  if (customer === undefined) return new Map();
  const keys = ids.map((id) => customerCountKey(id, customer));
  const items = await batchGet(client, tableName, keys, { isConsistent: true });
  const byKey = new Map(items.map((item) => [item['pk'] as string, Number(item['taken'])]));
  return new Map(ids.map((id) => [id, byKey.get(customerCountKey(id, customer).pk) ?? 0]));
}

/** The changes of counters that an event means. */
function countsOf(TableName: string, event: CodeUseEvent): readonly TransactWriteItem[] {
  switch (event.type) {
    case 'CodesHeld':
      return [
        ...event.codes.flatMap((code) => takes(TableName, code, event.customer)),
        ...(event.budgets ?? []).map((budget) => takeOfBudget(TableName, budget)),
      ];
    case 'CodesUsed':
      return [
        ...event.codes.map((code) => add(TableName, counterKey(code.id, code.shard), { used: 1 })),
        ...(event.budgets ?? []).map((budget) => useOfBudget(TableName, budget)),
      ];
    case 'CodesReleased':
      return [
        ...event.codes.flatMap((code) => [
          add(TableName, counterKey(code.id, code.shard), { taken: -1, used: event.wereUsed ? -1 : 0 }),
          ...(event.customer === undefined
            ? []
            : [add(TableName, customerCountKey(code.id, event.customer), { taken: -1 })]),
        ]),
        ...(event.budgets ?? []).map((budget) => releaseOfBudget(TableName, budget, event.wereUsed)),
      ];
    case 'CodesBarred':
      return [];
    default:
      return event satisfies never;
  }
}

/** Counts a use, if the code is at the version that was read and neither limit is reached. */
function takes(
  TableName: string,
  { id, shard, codeVersion, limitPerCustomer }: UsedCode,
  customer: string | undefined,
): readonly TransactWriteItem[] {
  const ofCode = {
    Update: {
      TableName,
      Key: counterKey(id, shard),
      UpdateExpression: 'ADD taken :one',
      ConditionExpression: 'codeVersion = :version AND (attribute_not_exists(#limit) OR taken < #limit)',
      ExpressionAttributeNames: { '#limit': 'limit' },
      ExpressionAttributeValues: { ':one': 1, ':version': codeVersion },
    },
  };
  if (customer === undefined) return [ofCode];
  const ofCustomer = {
    TableName,
    Key: customerCountKey(id, customer),
    UpdateExpression: 'ADD taken :one',
    ...(limitPerCustomer === undefined
      ? { ExpressionAttributeValues: { ':one': 1 } }
      : {
          ConditionExpression: 'attribute_not_exists(taken) OR taken < :limit',
          ExpressionAttributeValues: { ':one': 1, ':limit': limitPerCustomer },
        }),
  };
  return [ofCode, { Update: ofCustomer }];
}
