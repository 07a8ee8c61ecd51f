import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createExecutor } from '@tradepost/aggregate/executor';
import { retryOnConflict } from '@tradepost/aggregate/retry';
import { createStateStore, type StateStore, stateKey } from '@tradepost/aggregate/state-store';
import { type Commit, ConflictError, type Loaded } from '@tradepost/aggregate/store';
import { toLoaded } from '@tradepost/aggregate/stored-commit';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { queryPage } from '@tradepost/dynamodb/query-page';
import { type TransactWriteItem, writeTransaction } from '@tradepost/dynamodb/write-transaction';
import type { Terms, TermsAggregate, TermsChanged } from '../domain/terms.ts';
import { claimKey } from './keys.ts';

const INDEX_NAME = 'by-list';

/** Another aggregate has a claim: a place, a buyer, a text or a position. */
class ClaimTakenError extends Error {
  override readonly name = 'ClaimTakenError';
  readonly code = 'CLAIM_TAKEN';

  constructor(claim: string) {
    super(`another aggregate has the claim ${claim}`);
  }
}

/** A write beside the terms, in the same transaction, with the error that its failed condition means. */
export type Beside = { readonly write: TransactWriteItem; readonly error?: (() => Error) | undefined };

export type TermsStore<Facts extends Terms> = StateStore<Facts | undefined, TermsChanged<Facts>> & {
  /** Returns terms by id. Missing ones are absent. Strongly consistent. */
  readonly loadMany: (ids: readonly string[]) => Promise<ReadonlyMap<string, Loaded<Facts>>>;
  /** Returns a page of a list, newest first. */
  readonly page: (
    limit: number,
    after?: string,
    list?: string,
  ) => Promise<{
    readonly items: readonly (Loaded<Facts> & { readonly state: Facts })[];
    readonly next?: string;
  }>;
};

type Config<Facts extends Terms> = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly now: () => string;
  readonly aggregate: TermsAggregate<Facts> & { readonly name: string };
  /** The list of the terms. Defaults to one list of all. */
  readonly listOf?: (terms: Facts) => string;
  /** The claims of the terms. At most one aggregate has a claim. */
  readonly claimsOf?: (terms: Facts) => readonly string[];
  /** Writes beside the terms. */
  readonly beside?: (change: TermsChanged<Facts>, id: string, version: number) => readonly Beside[];
};

/** Creates a store of terms, which writes their claims and whatever depends on them in the same transaction. */
export function createTermsStore<Facts extends Terms>(config: Config<Facts>): TermsStore<Facts> {
  const { client, tableName, now, aggregate, listOf = () => aggregate.name } = config;
  const store = createStateStore({
    client,
    tableName,
    aggregate,
    now,
    indexes: (terms) => (terms === undefined ? {} : { list: listOf(terms), listSort: toListSort(terms) }),
  });
  const commit = async (id: string, written: Commit<Facts | undefined, TermsChanged<Facts>>) => {
    const besides = written.events.flatMap((change) => besidesOf(config, change, id, written));
    if (besides.length === 0) return store.commit(id, written);
    await write(client, written.expectedVersion, [{ write: store.toWrite(id, written) }, ...besides]);
  };
  return {
    ...store,
    ...createExecutor({ aggregate, load: store.load, commit, now }),
    commit,
    loadMany: async (ids) => {
      const keys = ids.map((id) => stateKey(aggregate, id));
      const items = await batchGet(client, tableName, keys, { isConsistent: true });
      return new Map(items.map((item) => [item['id'] as string, loadedOf(item, aggregate)]));
    },
    page: async (limit, after, list = aggregate.name) => {
      const { items, hasMore } = await queryPage(
        client,
        {
          TableName: tableName,
          IndexName: INDEX_NAME,
          KeyConditionExpression: '#list = :list',
          ExpressionAttributeNames: { '#list': 'list' },
          ExpressionAttributeValues: { ':list': list },
          ScanIndexForward: false,
          ...(after === undefined
            ? {}
            : { ExclusiveStartKey: { ...stateKey(aggregate, idIn(after)), list, listSort: after } }),
        },
        limit,
      );
      const found = items.map((item) => loadedOf(item, aggregate));
      const last = found.at(-1)?.state;
      return { items: found, ...(last !== undefined && hasMore ? { next: toListSort(last) } : {}) };
    },
  };
}

/** Position of terms in their list: it never changes, so a list that is read page by page has each of them once. */
function toListSort({ createdAt, id }: Terms): string {
  return `${createdAt}#${id}`;
}

function idIn(listSort: string): string {
  return listSort.slice(listSort.indexOf('#') + 1);
}

function loadedOf<Facts extends Terms>(
  item: Readonly<Record<string, unknown>>,
  aggregate: TermsAggregate<Facts>,
): Loaded<Facts> {
  const { state, ...loaded } = toLoaded(item, aggregate);
  if (state === undefined) throw new Error('a stored item has a state');
  return { ...loaded, state };
}

function besidesOf<Facts extends Terms>(
  { tableName, claimsOf = () => [], beside = () => [] }: Config<Facts>,
  change: TermsChanged<Facts>,
  id: string,
  { expectedVersion }: { readonly expectedVersion: number },
): readonly Beside[] {
  const claims = claimsOf(change.terms);
  const former = change.former === undefined ? [] : claimsOf(change.former);
  return [
    ...claims
      .filter((claim) => !former.includes(claim))
      .map((claim) => ({ write: take(tableName, claim, id), error: () => new ClaimTakenError(claim) })),
    ...former
      .filter((claim) => !claims.includes(claim))
      .map((claim) => ({ write: { Delete: { TableName: tableName, Key: claimKey(claim) } } })),
    ...beside(change, id, expectedVersion + 1),
  ];
}

function take(TableName: string, claim: string, ownerId: string): TransactWriteItem {
  return {
    Put: {
      TableName,
      Item: { ...claimKey(claim), claim, ownerId },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

async function write(
  client: DynamoDBDocumentClient,
  expectedVersion: number,
  besides: readonly Beside[],
): Promise<void> {
  const items = besides.map((each) => each.write);
  const cancellation = await retryOnConflict(async () => {
    const cancelled = await writeTransaction(client, items);
    // A failed condition is not retried: it would fail again. If the write of the terms was interrupted, its condition was not
    // evaluated: it may be these terms that have the claims, because an earlier attempt of the request was written.
    const isInterrupted = cancelled?.reasons[0] === 'interrupted';
    if (!isInterrupted && (cancelled === undefined || cancelled.reasons.includes('condition-failed')))
      return cancelled;
    throw new ConflictError('the transaction was interrupted', { cause: cancelled?.cause });
  });
  if (cancellation === undefined) return;
  const { reasons, cause } = cancellation;
  if (reasons[0] === 'condition-failed')
    throw new ConflictError(`the terms are no longer at version ${expectedVersion}`, { cause });
  const failed = besides.find((_each, index) => reasons[index] === 'condition-failed');
  throw failed?.error?.() ?? cause;
}
