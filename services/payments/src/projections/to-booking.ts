import type { LedgerAccount } from '@tradepost/contracts/payments/model';
import type { PaymentEvent } from '../domain/payment.ts';

export type Posting = {
  readonly account: LedgerAccount;
  readonly side: 'debit' | 'credit';
  readonly amountMinor: number;
};

/** The postings of one event. The sum of debits equals the sum of credits. */
export type Booking = {
  /** The event, as the journal names it. Stored entries and the API have these names. */
  readonly event: 'Authorized' | 'Voided' | 'Captured' | 'Refunded';
  readonly currency: string;
  readonly postings: readonly Posting[];
};

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
    case 'PaymentAuthorized': {
      const { currency, amountMinor } = event.amount;
      const postings = move('authorizations-owed', 'authorizations-held', amountMinor);
      return { event: 'Authorized', currency, postings };
    }
    case 'PaymentVoided': {
      const { currency, amountMinor } = event.amount;
      const released = event.wasBooked ? amountMinor : 0;
      const postings = move('authorizations-held', 'authorizations-owed', released);
      return { event: 'Voided', currency, postings };
    }
    case 'PaymentCaptured': {
      const { currency, amountMinor: captured } = event.amount;
      const held = captured + event.released.amountMinor;
      return {
        event: 'Captured',
        currency,
        postings: [
          ...move('authorizations-held', 'authorizations-owed', held),
          ...move('provider-receivable', 'sales', captured),
        ],
      };
    }
    case 'PaymentRefunded': {
      const { currency, amountMinor } = event.amount;
      return { event: 'Refunded', currency, postings: move('refunds', 'provider-receivable', amountMinor) };
    }
    case 'AuthorizationRequested':
    case 'PaymentVoidedInAdvance':
    case 'PaymentDeclined':
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
