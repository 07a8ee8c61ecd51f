import { type StreamRecord, toCommit } from '@tradepost/aggregate/stream-record';
import { paymentEvent } from '../domain/payment.ts';
import { toBooking } from '../views/journal.ts';
import type { NumberedEntry } from '../views/ledger-table.ts';

/** Maps a record of the event store's stream to journal entries; none if no money moved. Pure. */
export function toJournalEntries(record: StreamRecord): readonly NumberedEntry[] {
  const commit = toCommit(record);
  if (commit === undefined) return [];
  const { id: paymentId, version, at: bookedAt } = commit;
  return commit.events.flatMap((stored, index) => {
    const event = paymentEvent.parse(stored);
    const booking = toBooking(event);
    if (booking === undefined) return [];
    const { currency, postings } = booking;
    const entry = { paymentId, version, event: event.type, currency, postings: [...postings], bookedAt };
    return [{ index, entry }];
  });
}
