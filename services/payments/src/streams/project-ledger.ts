import { toStreamRecord } from '@tradepost/aggregate/stream-record';
import { toError } from '@tradepost/lambda/fault';
import { writeMeasures } from '@tradepost/lambda/metrics';
import { type BatchHandler, streamBatch } from '@tradepost/lambda/stream';
import type { DynamoDBRecord } from 'aws-lambda';
import { type Stores, stores } from '../deps.ts';
import type { NumberedEntry } from '../views/ledger-table.ts';
import { toJournalEntries } from './to-journal-entries.ts';

export const handler = streamBatch((records, loggerOf) => projectLedger(records, { ...stores(), loggerOf }));

type Sourced = NumberedEntry & { readonly record: DynamoDBRecord };

/**
 * Books what a batch of the log's stream moved: one transaction for all entries that move the same balance.
 *
 * @returns the records that could not be booked, for the stream to hand them over again
 */
export async function projectLedger(
  records: readonly DynamoDBRecord[],
  { ledger, loggerOf }: Pick<Stores, 'ledger'> & { readonly loggerOf: Parameters<BatchHandler>[1] },
): Promise<readonly DynamoDBRecord[]> {
  const failed: DynamoDBRecord[] = [];
  const sourced: Sourced[] = [];
  for (const record of records) {
    try {
      const entries = toJournalEntries(toStreamRecord(record));
      refuseUnbalanced(entries);
      sourced.push(...entries.map((entry) => ({ ...entry, record })));
    } catch (thrown) {
      failed.push(record);
      loggerOf(record).error('not booked', toError(thrown));
    }
  }
  const byBalance = Map.groupBy(sourced, ({ entry }) => ledger.balanceKeyOf(entry));
  await Promise.all(
    [...byBalance].map(async ([balanceKey, entries]) => {
      try {
        await ledger.book(balanceKey, entries);
      } catch (thrown) {
        failed.push(...entries.map(({ record }) => record));
        for (const { record } of entries) loggerOf(record).error('not booked', toError(thrown));
      }
    }),
  );
  return failed;
}

/** An entry whose debits are not its credits is not booked: it goes to the failures, and raises an alarm. */
function refuseUnbalanced(entries: readonly NumberedEntry[]): void {
  for (const { entry } of entries) {
    const differenceMinor = entry.postings.reduce(
      (sum, { side, amountMinor }) => sum + (side === 'debit' ? amountMinor : -amountMinor),
      0,
    );
    if (differenceMinor === 0) continue;
    writeMeasures([{ name: 'LedgerImbalance', value: Math.abs(differenceMinor), unit: 'Count' }]);
    throw new Error(`${entry.paymentId} does not balance by ${differenceMinor} ${entry.currency}`);
  }
}
