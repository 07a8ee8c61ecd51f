import type { LedgerAccount } from '@tradepost/contracts/models/payment';
import type { PaymentEvent } from '../domain/payment.ts';

export type Posting = {
  readonly account: LedgerAccount;
  readonly side: 'debit' | 'credit';
  readonly amountMinor: number;
};

/** What one event moved. Its debits and its credits come to the same. */
export type Booking = { readonly currency: string; readonly postings: readonly Posting[] };

/**
 * Takes a payment's event; returns what it moved, or nothing where it moved no money. Pure.
 *
 * A hold is booked when money is authorized, and booked back whole when it is voided or captured. A hold that we
 * never knew of (the provider let it go before it had told us) was never booked, and is not booked back.
 */
export function toBooking(event: PaymentEvent): Booking | undefined {
  const booking = bookingOf(event);
  return booking === undefined || booking.postings.length === 0 ? undefined : booking;
}

function bookingOf(event: PaymentEvent): Booking | undefined {
  switch (event.type) {
    case 'Authorized': {
      const { currency, amountMinor } = event.amount;
      return { currency, postings: move('authorizations-owed', 'authorizations-held', amountMinor) };
    }
    case 'Voided': {
      const { currency, amountMinor } = event.amount;
      const released = event.wasBooked ? amountMinor : 0;
      return { currency, postings: move('authorizations-held', 'authorizations-owed', released) };
    }
    case 'Captured': {
      const { currency, amountMinor: taken } = event.amount;
      const held = taken + event.released.amountMinor;
      return {
        currency,
        postings: [
          ...move('authorizations-held', 'authorizations-owed', held),
          ...move('provider-receivable', 'sales', taken),
        ],
      };
    }
    case 'Refunded': {
      const { currency, amountMinor } = event.amount;
      return { currency, postings: move('refunds', 'provider-receivable', amountMinor) };
    }
    case 'AuthorizationRequested':
    case 'AuthorizationBarred':
    case 'Declined':
    case 'VoidRequested':
    case 'CaptureRequested':
    case 'RefundRequested':
    case 'RefundFailed':
      return undefined;
    default:
      return event satisfies never;
  }
}

function move(debit: LedgerAccount, credit: LedgerAccount, amountMinor: number): readonly Posting[] {
  if (amountMinor === 0) return [];
  return [
    { account: debit, side: 'debit', amountMinor },
    { account: credit, side: 'credit', amountMinor },
  ];
}
