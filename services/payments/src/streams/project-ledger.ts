import { toStoredCommit } from '@tradepost/aggregate/stored-commit';
import { toStreamRecord } from '@tradepost/aggregate/stream-record';
import { toError } from '@tradepost/lambda/errors';
import { type BatchHandler, streamBatch } from '@tradepost/lambda/messages/stream';
import type { DynamoDBRecord } from 'aws-lambda';
import { type Deps, deps } from '../deps.ts';
import { payment } from '../domain/payment.ts';
import { type NumberedEntry, toJournalEntries } from '../projections/to-journal-entries.ts';
import { assertBalanced } from './assert-balanced.ts';

export const handler = streamBatch((records, loggerOf) => projectLedger(records, { ...deps(), loggerOf }));

type Sourced = NumberedEntry & { readonly record: DynamoDBRecord };

/**
 * Books the entries of a batch of the event store's stream, entries of the same balance together.
 *
 * @returns the records that could not be booked, each with the error
 */
export async function projectLedger(
  records: readonly DynamoDBRecord[],
  { ledger, loggerOf }: Pick<Deps, 'ledger'> & { readonly loggerOf: Parameters<BatchHandler>[1] },
): Promise<ReadonlyMap<DynamoDBRecord, Error>> {
  const failed = new Map<DynamoDBRecord, Error>();
  const fail = (record: DynamoDBRecord, thrown: unknown) => {
    const error = toError(thrown);
    failed.set(record, error);
    loggerOf(record).error('journal entries not booked', error);
  };
  const sourced: Sourced[] = [];
  for (const record of records) {
    try {
      const entries = entriesOf(record);
      assertBalanced(entries);
      sourced.push(...entries.map((entry) => ({ ...entry, record })));
    } catch (thrown) {
      fail(record, thrown);
    }
  }
  const byBalance = Map.groupBy(sourced, ({ entry }) => ledger.balanceKeyOf(entry));
  await Promise.all(
    [...byBalance].map(async ([balanceKey, entries]) => {
      try {
        await ledger.book(balanceKey, entries);
      } catch (thrown) {
        for (const { record } of entries) fail(record, thrown);
      }
    }),
  );
  return failed;
}

function entriesOf(record: DynamoDBRecord): readonly NumberedEntry[] {
  const commit = toStoredCommit(toStreamRecord(record), payment);
  return commit === undefined ? [] : toJournalEntries(commit);
}
