import { createHash } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { retryOnConflict } from '@tradepost/aggregate/retry';
import { ConflictError } from '@tradepost/aggregate/store';
import { type JournalEntry, ledgerAccount } from '@tradepost/contracts/payments/model';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { queryAll } from '@tradepost/dynamodb/query-all';
import { shardedKeys } from '@tradepost/dynamodb/sharded-key';
import { writeTransaction } from '@tradepost/dynamodb/write-transaction';
import * as z from 'zod/mini';
import type { Posting } from '../projections/to-booking.ts';
import type { NumberedEntry } from '../projections/to-journal-entries.ts';

/** An entry as stored. The API's rules for amounts and currencies are not checked: they may become stricter. */
const storedEntry = z.object({
  paymentId: z.string(),
  version: z.int(),
  event: z.string(),
  currency: z.string(),
  postings: z.array(
    z.object({ account: ledgerAccount, side: z.enum(['debit', 'credit']), amountMinor: z.int() }),
  ),
  bookedAt: z.string(),
});

export type LedgerTable = {
  /** Key of the balance that an entry changes: the same for all entries of a payment. */
  readonly balanceKeyOf: (entry: JournalEntry) => string;
  /**
   * Books entries that all change the same balance (see `balanceKeyOf`), up to 99 of them in one transaction with it.
   * Entries that are already booked are skipped, so booking is idempotent.
   */
  readonly book: (balanceKey: string, entries: readonly NumberedEntry[]) => Promise<void>;
  /** The entries of a payment, oldest first. */
  readonly entriesOf: (paymentId: string) => Promise<readonly JournalEntry[]>;
  /** Sums booked in one currency, by account and side, for each of its balance shards. */
  readonly sumsIn: (currency: string) => Promise<readonly Posting[]>;
};

export type LedgerTableConfig = { readonly client: DynamoDBDocumentClient; readonly tableName: string };

/** Shards of a currency's balance, so that transactions of different payments rarely conflict. */
const BALANCE_SHARDS = 8;
/** A transaction has at most 100 items: 99 entries and the balance that they change. */
const MAX_ENTRIES = 99;

/** Stores the journal and the balances in one table. */
export function createLedgerTable(config: LedgerTableConfig): LedgerTable {
  return {
    balanceKeyOf,
    book: async (balanceKey, entries) => {
      for (let from = 0; from < entries.length; from += MAX_ENTRIES) {
        await bookTogether(config, balanceKey, entries.slice(from, from + MAX_ENTRIES));
      }
    },
    entriesOf: (paymentId) => readEntries(config, paymentId),
    sumsIn: (currency) => readSums(config, currency),
  };
}

function balanceKeyOf({ paymentId, currency }: JournalEntry): string {
  // Stored balances have these keys, so the hash stays.
  const digest = createHash('sha256').update(paymentId).digest();
  return `${toBalance(currency)}#${(digest[0] ?? 0) % BALANCE_SHARDS}`;
}

function toBalance(currency: string): string {
  return `balance#${currency}`;
}

/** Entries that are already booked are left out of the next attempt; conflicts with other transactions are retried. */
async function bookTogether(
  { client, tableName }: LedgerTableConfig,
  balanceKey: string,
  entries: readonly NumberedEntry[],
): Promise<void> {
  let missing = entries;
  await retryOnConflict(async () => {
    if (missing.length === 0) return;
    const puts = missing.map((entry) => toPut(tableName, entry));
    const cancellation = await writeTransaction(client, [...puts, toUpdate(tableName, balanceKey, missing)]);
    if (cancellation === undefined) return;
    const { reasons, cause } = cancellation;
    // A failed condition means that the entry is already booked.
    missing = missing.filter((_entry, index) => reasons[index] !== 'condition-failed');
    throw new ConflictError(`the entries of ${balanceKey} were not booked`, { cause });
  });
}

function toPut(tableName: string, { index, entry }: NumberedEntry) {
  return {
    Put: {
      TableName: tableName,
      Item: { pk: `payment#${entry.paymentId}`, sk: toSortKey(entry.version, index), ...entry },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

/** Padded with zeros, so that keys sort by version. */
function toSortKey(version: number, index: number): string {
  return `entry#${String(version).padStart(6, '0')}#${index}`;
}

function toUpdate(tableName: string, balanceKey: string, entries: readonly NumberedEntry[]) {
  const sums = new Map<string, number>();
  for (const { account, side, amountMinor } of entries.flatMap(({ entry }) => entry.postings)) {
    const name = toAttribute(account, side);
    sums.set(name, (sums.get(name) ?? 0) + amountMinor);
  }
  const columns = [...sums];
  return {
    Update: {
      TableName: tableName,
      Key: { pk: balanceKey, sk: 'balance' },
      UpdateExpression: `ADD ${columns.map((_column, place) => `#c${place} :s${place}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(columns.map(([name], place) => [`#c${place}`, name])),
      ExpressionAttributeValues: Object.fromEntries(columns.map(([, sum], place) => [`:s${place}`, sum])),
    },
  };
}

function toAttribute(account: Posting['account'], side: Posting['side']): string {
  return `${account}/${side}`;
}

async function readEntries(
  { client, tableName }: LedgerTableConfig,
  paymentId: string,
): Promise<readonly JournalEntry[]> {
  const items = await queryAll(client, {
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :entry)',
    ExpressionAttributeValues: { ':pk': `payment#${paymentId}`, ':entry': 'entry#' },
  });
  return items.map((item) => storedEntry.parse(item));
}

async function readSums(
  { client, tableName }: LedgerTableConfig,
  currency: string,
): Promise<readonly Posting[]> {
  const keys = shardedKeys(toBalance(currency), BALANCE_SHARDS).map((pk) => ({ pk, sk: 'balance' }));
  const items = await batchGet(client, tableName, keys, { isConsistent: true });
  return items.flatMap(toPostings);
}

function toPostings(item: Readonly<Record<string, unknown>>): readonly Posting[] {
  return ledgerAccount.options.flatMap((account) =>
    (['debit', 'credit'] as const).map((side) => ({
      account,
      side,
      amountMinor: Number(item[toAttribute(account, side)] ?? 0),
    })),
  );
}
