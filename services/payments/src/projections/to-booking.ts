import type { LedgerAccount } from '@tradepost/contracts/payments/model';
import type { PaymentEvent } from '../domain/payment-event.ts';
import { amountOfSplit, goodsOnly, type Split } from '../domain/split.ts';

export type Posting = {
  readonly account: LedgerAccount;
  readonly side: 'debit' | 'credit';
  readonly amountMinor: number;
};

/** The postings of one event. The sum of debits equals the sum of credits. */
export type Booking = {
  /** The event, as the journal names it. Stored entries and the API have these names. */
  readonly event:
    | 'Authorized'
    | 'Voided'
    | 'Captured'
    | 'RemainderVoided'
    | 'Refunded'
    | 'DisputeOpened'
    | 'DisputeWon'
    | 'DisputeLost';
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
      const income = incomeOf(event.split ?? goodsOnly(captured), 'sales');
      return {
        event: 'Captured',
        currency,
        postings: [
          ...move('authorizations-held', 'authorizations-owed', held),
          ...entryOf({ 'provider-receivable': captured, ...income }),
        ],
      };
    }
    case 'RemainderVoided': {
      const { currency, amountMinor } = event.amount;
      const postings = move('authorizations-held', 'authorizations-owed', amountMinor);
      return { event: 'RemainderVoided', currency, postings };
    }
    case 'PaymentRefunded': {
      const { currency, amountMinor } = event.amount;
      const postings = givenBack(event.split ?? goodsOnly(amountMinor), 'provider-receivable');
      return { event: 'Refunded', currency, postings };
    }
    case 'DisputeOpened': {
      const { currency, amountMinor } = event.amount;
      const postings = [
        ...move('disputes', 'provider-receivable', amountMinor),
        ...move('fees', 'provider-receivable', event.feeMinor),
      ];
      return { event: 'DisputeOpened', currency, postings };
    }
    case 'DisputeWon': {
      const { currency, amountMinor } = event.amount;
      return {
        event: 'DisputeWon',
        currency,
        postings: move('provider-receivable', 'disputes', amountMinor),
      };
    }
    case 'DisputeLost': {
      const { currency, amountMinor } = event.amount;
      const postings = givenBack(event.split ?? goodsOnly(amountMinor), 'disputes');
      return { event: 'DisputeLost', currency, postings };
    }
    case 'AuthorizationRequested':
    case 'PaymentPending':
    case 'PaymentVoidedInAdvance':
    case 'PaymentDeclined':
    case 'ChargeClosed':
    case 'VoidRequested':
    case 'CaptureRequested':
    case 'CaptureFailed':
    case 'RemainderVoidRequested':
    case 'RefundRequested':
    case 'RefundFailed':
      return undefined;
    default:
      return event satisfies never;
  }
}

/** Amounts by account: debits are positive, credits are negative. */
type Amounts = { readonly [Account in LedgerAccount]?: number };

/** The income of an amount by its parts, and what reduces it. The customer's store credit is a debt of ours until it is used. */
function incomeOf(split: Split, goods: 'sales' | 'refunds'): Amounts {
  return {
    [goods]: -split.goodsMinor,
    'shipping-income': -split.shippingMinor,
    'tax-payable': -split.taxMinor,
    discounts: split.discountsMinor,
    'store-credit': split.storeCreditMinor,
  };
}

/** Books the income of an amount back, against the account that the money left. Goods are booked as refunds. */
function givenBack(split: Split, from: LedgerAccount): readonly Posting[] {
  const income = incomeOf(split, 'refunds');
  const back = Object.entries(income).map(([account, minor]) => [account, -minor] as const);
  return entryOf({ ...Object.fromEntries(back), [from]: -amountOfSplit(split) });
}

/** The postings of amounts, debits first. */
function entryOf(amounts: Amounts): readonly Posting[] {
  const postings = Object.entries(amounts).map(([account, minor]): Posting => {
    const side = minor > 0 ? 'debit' : 'credit';
    return { account: account as LedgerAccount, side, amountMinor: Math.abs(minor) };
  });
  return postings
    .filter(({ amountMinor }) => amountMinor > 0)
    .toSorted((one, other) => Number(one.side === 'credit') - Number(other.side === 'credit'));
}

function move(debit: LedgerAccount, credit: LedgerAccount, amountMinor: number): readonly Posting[] {
  if (amountMinor === 0) return [];
  return [
    { account: debit, side: 'debit', amountMinor },
    { account: credit, side: 'credit', amountMinor },
  ];
}
