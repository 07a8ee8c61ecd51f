import type { StoredCommit } from '@tradepost/aggregate/store';
import type { JournalEntry } from '@tradepost/contracts/payments/model';
import type { PaymentEvent } from '../domain/payment-event.ts';
import { toBooking } from './to-booking.ts';

/** An entry with the index of its event in the commit. */
export type NumberedEntry = { readonly index: number; readonly entry: JournalEntry };

/** The journal entries of a commit; none if no money moved. */
export function toJournalEntries({
  id: paymentId,
  version,
  at: bookedAt,
  events,
}: StoredCommit<PaymentEvent>): readonly NumberedEntry[] {
  return events.flatMap((paymentEvent, index) => {
    const booking = toBooking(paymentEvent);
    if (booking === undefined) return [];
    const { event, currency, postings } = booking;
    return [{ index, entry: { paymentId, version, event, currency, postings: [...postings], bookedAt } }];
  });
}
