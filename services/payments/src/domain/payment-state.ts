import type { DeclineCode } from '@tradepost/contracts/payments/model';
import type { Money } from '@tradepost/money/money';
import type { Split } from './split.ts';

/** Facts that never change after the authorization was requested. */
export type Facts = {
  readonly orderId: string;
  readonly amount: Money;
  readonly provider: string;
  /** Parts of the amount. Absent if all of it is goods. */
  readonly split?: Split | undefined;
};

export type Capture = {
  /** Absent if the whole payment was captured at once. */
  readonly captureId?: string | undefined;
  readonly amount: Money;
  readonly split?: Split | undefined;
};

export type Refund = {
  readonly refundId: string;
  readonly amount: Money;
  readonly reason?: string | undefined;
  readonly split?: Split | undefined;
  readonly status: 'requested' | 'refunded' | 'failed';
  readonly providerCode?: string;
};

export type Dispute = {
  readonly disputeId: string;
  readonly amount: Money;
  readonly reason?: string | undefined;
  readonly split?: Split | undefined;
  readonly status: 'open' | 'won' | 'lost';
};

/** A capture that the provider has not answered yet. */
export type RequestedCapture = Capture & { readonly isFinal: boolean };

export type FailedCapture = Capture & { readonly providerCode: string };

type Held = Facts & {
  readonly providerReference: string;
  /** Captures that the provider has refused. */
  readonly failedCaptures: readonly FailedCapture[];
};

/** Money that was taken, and what became of it. */
export type Taken = Held & {
  /** Sum of the captures. */
  readonly captured: Money;
  readonly captures: readonly Capture[];
  readonly refunds: readonly Refund[];
  readonly disputes: readonly Dispute[];
};

export type PaymentState =
  | { readonly status: 'none' }
  | { readonly status: 'voided-in-advance'; readonly orderId: string }
  | (Facts & { readonly status: 'authorizing'; readonly sealedToken: string })
  | (Facts & {
      readonly status: 'pending';
      readonly providerReference: string;
      readonly sealedAction: string;
      readonly until: string;
    })
  | (Held & { readonly status: 'authorized' })
  | (Facts & {
      readonly status: 'declined';
      readonly declineCode: DeclineCode;
      readonly openCharge?: string | undefined;
    })
  | (Facts & {
      readonly status: 'voiding';
      readonly wasBooked: boolean;
      readonly providerReference?: string | undefined;
      readonly notCompleted?: true | undefined;
    })
  | (Facts & {
      readonly status: 'voided';
      readonly providerReference?: string | undefined;
      /** The customer did not complete it in time. */
      readonly notCompleted?: true | undefined;
    })
  | (Taken & { readonly status: 'capturing'; readonly capture: RequestedCapture })
  | (Taken & { readonly status: 'partlyCaptured' })
  /** The rest of the hold is being released. */
  | (Taken & { readonly status: 'releasing' })
  | (Taken & { readonly status: 'captured' });

/** A payment whose authorization was requested. */
export type RequestedPayment = Exclude<PaymentState, { status: 'none' | 'voided-in-advance' }>;
/** A payment of which money was taken, or is being taken. */
export type TakenPayment = Extract<PaymentState, { readonly refunds: readonly Refund[] }>;
