import type { LedgerAccount } from '@tradepost/contracts/payments/model';
import type { PaymentEvent } from '../domain/payment.ts';

export type Posting = {
  readonly account: LedgerAccount;
  readonly side: 'debit' | 'credit';
  readonly amountMinor: number;
};

/** The postings of one event. The sum of debits equals the sum of credits. */
export type Booking = { readonly currency: string; readonly postings: readonly Posting[] };

/**
 * Returns the postings of a payment's event; undefined if it moved no money. Pure.
 *
 * A hold is booked when money is authorized, and reversed in full when it is voided or captured. A hold that the provider
 * released before its authorization was recorded was never booked, and is not reversed.
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
