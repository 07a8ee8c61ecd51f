import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createExecutor } from '@tradepost/aggregate/executor';
import { retryOnConflict } from '@tradepost/aggregate/retry';
import { createStateStore, type StateStore, stateKey } from '@tradepost/aggregate/state-store';
import { type Commit, ConflictError, type Loaded } from '@tradepost/aggregate/store';
import { toLoaded } from '@tradepost/aggregate/stored-commit';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { queryPage } from '@tradepost/dynamodb/query-page';
import { type TransactWriteItem, writeTransaction } from '@tradepost/dynamodb/write-transaction';
import { customer } from '../domain/customer.ts';
import type { Consent, CustomerEvent, CustomerState } from '../domain/customer-shapes.ts';

/** A decision in the log of consents. */
export type LoggedConsent = Consent & { readonly at: string };

/** A page; `next` is the `after` of the next one. */
type Page<Item> = { readonly items: readonly Item[]; readonly next?: string };
type PageQuery = { readonly after?: string | undefined; readonly limit: number };

/** Profiles, and the log of consents: a decision is written in one transaction with the profile, and never changed. */
export type CustomersTable = StateStore<CustomerState, CustomerEvent> & {
  /** Lists the decisions of a customer, newest first. */
  readonly listConsents: (customerId: string, query: PageQuery) => Promise<Page<LoggedConsent>>;
  /** Lists the profiles with an e-mail address, newest first. Lags behind by seconds. */
  readonly findByEmail: (emailHash: string, query: PageQuery) => Promise<Page<Loaded<CustomerState>>>;
};

const CONSENT = 'consent#';

export function createCustomersTable(config: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly now: () => string;
}): CustomersTable {
  const { client, tableName, now } = config;
  const store = createStateStore({ ...config, aggregate: customer, indexes: toIndexes });
  const commit = async (id: string, written: Commit<CustomerState, CustomerEvent>) => {
    const entries = written.events.flatMap((event) =>
      toEntry(tableName, id, written.expectedVersion + 1, event),
    );
    if (entries.length === 0) return store.commit(id, written);
    await write(client, id, written.expectedVersion, [store.toWrite(id, written), ...entries]);
  };
  return {
    ...store,
    ...createExecutor({ aggregate: customer, load: store.load, commit, now }),
    commit,
    listConsents: async (customerId, { after, limit }) => {
      const { pk } = stateKey(customer, customerId);
      const { items, hasMore } = await queryPage(
        client,
        {
          TableName: tableName,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: { ':pk': pk, ':first': CONSENT, ':last': `${CONSENT}${after ?? '~'}` },
          ScanIndexForward: false,
          ConsistentRead: true,
        },
        // The item at the position itself is read, too.
        after === undefined ? limit : limit + 1,
      );
      const found = items.filter(({ sk }) => sk !== `${CONSENT}${after}`).slice(0, limit);
      const last = found.at(-1);
      return {
        items: found.map((item) => item['consent'] as LoggedConsent),
        ...(hasMore && last !== undefined ? { next: String(last['sk']).slice(CONSENT.length) } : {}),
      };
    },
    findByEmail: async (emailHash, { after, limit }) => {
      const { items, hasMore } = await queryPage(
        client,
        {
          TableName: tableName,
          IndexName: 'by-email',
          KeyConditionExpression: `emailHash = :emailHash${after === undefined ? '' : ' AND createdSort < :after'}`,
          ExpressionAttributeValues: {
            ':emailHash': emailHash,
            ...(after === undefined ? {} : { ':after': after }),
          },
          ScanIndexForward: false,
        },
        limit,
      );
      const keys = items.map(({ pk, sk }) => ({ pk, sk }));
      const stored = await batchGet(client, tableName, keys, { isConsistent: true });
      const byPk = new Map(stored.map((item) => [item['pk'], toLoaded(item, customer)]));
      const last = items.at(-1);
      return {
        // The index lags behind the table: the address may have changed since.
        items: items.flatMap(({ pk }) => {
          const loaded = byPk.get(pk);
          return loaded?.state.status === 'registered' && loaded.state.emailHash === emailHash
            ? [loaded]
            : [];
        }),
        ...(hasMore && last !== undefined ? { next: String(last['createdSort']) } : {}),
      };
    },
  };
}

function toIndexes(state: CustomerState): Readonly<Record<string, string>> {
  if (state.status !== 'registered' || state.emailHash === undefined) return {};
  return { emailHash: state.emailHash, createdSort: `${state.createdAt}#${state.customerId}` };
}

/** The entry of the log of consents for an event. */
function toEntry(
  TableName: string,
  customerId: string,
  version: number,
  event: CustomerEvent,
): readonly TransactWriteItem[] {
  if (event.type !== 'ConsentChanged') return [];
  const { type: _type, ...consent } = event;
  const { pk } = stateKey(customer, customerId);
  const sk = `${CONSENT}${event.at}#${String(version).padStart(10, '0')}`;
  return [{ Put: { TableName, Item: { pk, sk, consent }, ConditionExpression: 'attribute_not_exists(pk)' } }];
}

/** Writes a profile, the first item, and the entries of its log. */
async function write(
  client: DynamoDBDocumentClient,
  customerId: string,
  expectedVersion: number,
  items: readonly TransactWriteItem[],
): Promise<void> {
  await retryOnConflict(async () => {
    const cancelled = await writeTransaction(client, items);
    if (cancelled === undefined || cancelled.reasons[0] === 'condition-failed') return cancelled;
    throw new ConflictError('the transaction was interrupted', { cause: cancelled.cause });
  }).then((cancelled) => {
    if (cancelled === undefined) return;
    const message = `customer ${customerId} is no longer at version ${expectedVersion}`;
    throw new ConflictError(message, { cause: cancelled.cause });
  });
}
