import type { Aggregate, Stored, Upcaster } from '@tradepost/aggregate/aggregate';
import type { DeclineCode } from '@tradepost/contracts/payments/model';
import type { Money } from '@tradepost/money/money';
import * as z from 'zod/mini';

/*
 * Stored shapes are not API shapes: they describe everything this service has ever written. A stricter API rule, such as
 * for the list of currencies, must not make a stored payment unreadable.
 */
const money = z.object({ amountMinor: z.int(), currency: z.string() });
const declineCode = z.custom<DeclineCode>((stored) => typeof stored === 'string');
const at = z.string();
const orderId = z.string();
const refundId = z.string();
const facts = { orderId, amount: money, provider: z.string() };
const refund = { orderId, refundId, amount: money, reason: z.optional(z.string()) };

/**
 * Events of a payment, as stored. An intent is stored before each call to a provider, and its result after it. An intent
 * without a result causes the call to be repeated with the same idempotency key. `to-contract-events.ts` maps these
 * events to the published ones.
 */
export const paymentEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('AuthorizationRequested'), at, ...facts, sealedToken: z.string() }),
  z.object({ type: z.literal('PaymentAuthorized'), at, ...facts, providerReference: z.string() }),
  z.object({ type: z.literal('PaymentDeclined'), at, ...facts, declineCode }),
  /** A void that arrived before the authorization: no money will ever be held under this id. */
  z.object({ type: z.literal('PaymentVoidedInAdvance'), at, orderId }),
  z.object({ type: z.literal('VoidRequested'), at }),
  /** `amount` was released by the provider; `wasBooked` is whether the authorization had been recorded. */
  z.object({ type: z.literal('PaymentVoided'), at, orderId, amount: money, wasBooked: z.boolean() }),
  z.object({ type: z.literal('CaptureRequested'), at, amount: money }),
  /** `released` is the rest of the authorized amount: a capture ends the hold. */
  z.object({ type: z.literal('PaymentCaptured'), at, orderId, amount: money, released: money }),
  z.object({ type: z.literal('RefundRequested'), at, ...refund }),
  z.object({ type: z.literal('PaymentRefunded'), at, ...refund }),
  z.object({ type: z.literal('RefundFailed'), at, refundId, providerCode: z.string() }),
]);

export type PaymentEvent = z.infer<typeof paymentEvent>;

/** Facts that never change after the authorization was requested. */
type Facts = { readonly orderId: string; readonly amount: Money; readonly provider: string };

export type Refund = {
  readonly refundId: string;
  readonly amount: Money;
  readonly reason?: string | undefined;
  readonly status: 'requested' | 'refunded' | 'failed';
  readonly providerCode?: string;
};

export type PaymentState =
  | { readonly status: 'none' }
  | { readonly status: 'voided-in-advance'; readonly orderId: string }
  | (Facts & { readonly status: 'authorizing'; readonly sealedToken: string })
  | (Facts & { readonly status: 'authorized'; readonly providerReference: string })
  | (Facts & { readonly status: 'declined'; readonly declineCode: DeclineCode })
  | (Facts & {
      readonly status: 'voiding';
      readonly wasBooked: boolean;
      readonly providerReference?: string | undefined;
    })
  | (Facts & { readonly status: 'voided'; readonly providerReference?: string | undefined })
  | (Facts & {
      readonly status: 'capturing';
      readonly providerReference: string;
      readonly captureAmount: Money;
    })
  | (Facts & {
      readonly status: 'captured';
      readonly providerReference: string;
      readonly captured: Money;
      readonly refunds: readonly Refund[];
    });

/** A payment whose authorization was requested. */
export type RequestedPayment = Exclude<PaymentState, { status: 'none' | 'voided-in-advance' }>;
export type CapturedPayment = Extract<PaymentState, { status: 'captured' }>;

/** Returns the payment after an event. An event that cannot follow in this state leaves the payment unchanged. */
function evolve(payment: PaymentState, event: PaymentEvent): PaymentState {
  switch (event.type) {
    case 'AuthorizationRequested': {
      const { type: _type, at: _at, ...requested } = event;
      return payment.status === 'none' ? { status: 'authorizing', ...requested } : payment;
    }
    case 'PaymentVoidedInAdvance':
      return payment.status === 'none' ? { status: 'voided-in-advance', orderId: event.orderId } : payment;
    case 'PaymentAuthorized':
      return payment.status === 'authorizing'
        ? { status: 'authorized', ...factsOf(payment), providerReference: event.providerReference }
        : payment;
    case 'PaymentDeclined':
      return payment.status === 'authorizing'
        ? { status: 'declined', ...factsOf(payment), declineCode: event.declineCode }
        : payment;
    case 'VoidRequested':
      return evolveVoidRequested(payment);
    case 'PaymentVoided':
      return payment.status === 'voiding'
        ? { status: 'voided', ...factsOf(payment), providerReference: payment.providerReference }
        : payment;
    case 'CaptureRequested':
      return payment.status === 'authorized'
        ? { ...payment, status: 'capturing', captureAmount: event.amount }
        : payment;
    case 'PaymentCaptured':
      return payment.status === 'capturing' ? evolveCaptured(payment, event) : payment;
    case 'RefundRequested':
      return payment.status === 'captured' ? evolveRefundRequested(payment, event) : payment;
    case 'PaymentRefunded':
      return payment.status === 'captured'
        ? evolveRefund(payment, event.refundId, { status: 'refunded' })
        : payment;
    case 'RefundFailed':
      return payment.status === 'captured'
        ? evolveRefund(payment, event.refundId, { status: 'failed', providerCode: event.providerCode })
        : payment;
    default:
      return event satisfies never;
  }
}

type EventOf<Type extends PaymentEvent['type']> = Extract<PaymentEvent, { readonly type: Type }>;

function evolveVoidRequested(payment: PaymentState): PaymentState {
  switch (payment.status) {
    case 'authorizing':
      return { status: 'voiding', ...factsOf(payment), wasBooked: false };
    case 'authorized': {
      const { providerReference } = payment;
      return { status: 'voiding', ...factsOf(payment), wasBooked: true, providerReference };
    }
    case 'none':
    case 'voided-in-advance':
    case 'declined':
    case 'voiding':
    case 'voided':
    case 'capturing':
    case 'captured':
      return payment;
    default:
      return payment satisfies never;
  }
}

function evolveCaptured(
  payment: Extract<PaymentState, { status: 'capturing' }>,
  { amount: captured }: EventOf<'PaymentCaptured'>,
): CapturedPayment {
  const { providerReference } = payment;
  return { status: 'captured', ...factsOf(payment), providerReference, captured, refunds: [] };
}

function evolveRefundRequested(
  payment: CapturedPayment,
  { refundId, amount, reason }: EventOf<'RefundRequested'>,
): PaymentState {
  if (payment.refunds.some((each) => each.refundId === refundId)) return payment;
  return { ...payment, refunds: [...payment.refunds, { refundId, amount, reason, status: 'requested' }] };
}

function evolveRefund(
  payment: CapturedPayment,
  refundId: string,
  result: Pick<Refund, 'status' | 'providerCode'>,
): PaymentState {
  const isPending = (each: Refund) => each.refundId === refundId && each.status === 'requested';
  if (!payment.refunds.some(isPending)) return payment;
  return {
    ...payment,
    refunds: payment.refunds.map((each) => (isPending(each) ? { ...each, ...result } : each)),
  };
}

function factsOf({ orderId, amount, provider }: Facts): Facts {
  return { orderId, amount, provider };
}

const renamed =
  (type: PaymentEvent['type']): Upcaster =>
  (stored: Stored) => ({ ...stored, type });

/** A payment: its commands are the other files of this folder. */
export const payment = {
  name: 'payment',
  initial: { status: 'none' },
  evolve,
  events: {
    schema: paymentEvent,
    // Former names, until November 2026.
    upcasters: {
      Authorized: [renamed('PaymentAuthorized')],
      Declined: [renamed('PaymentDeclined')],
      AuthorizationBarred: [renamed('PaymentVoidedInAdvance')],
      Voided: [renamed('PaymentVoided')],
      Captured: [renamed('PaymentCaptured')],
      Refunded: [renamed('PaymentRefunded')],
    },
  },
} satisfies Aggregate<PaymentState, PaymentEvent>;
