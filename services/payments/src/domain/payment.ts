import { declineCode } from '@tradepost/contracts/payments/model';
import * as z from 'zod/mini';

/*
 * Stored shapes are not API shapes: they describe everything this service has ever written. A stricter API rule, such as
 * for the list of currencies, must not make a stored payment unreadable.
 */
const money = z.object({ amountMinor: z.int(), currency: z.string() });
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
  z.object({ type: z.literal('AuthorizationRequested'), ...facts, token: z.string() }),
  z.object({ type: z.literal('Authorized'), ...facts, providerReference: z.string() }),
  z.object({ type: z.literal('Declined'), ...facts, declineCode }),
  /** A void that arrived before the authorization: no money will ever be held under this id. */
  z.object({ type: z.literal('AuthorizationBarred'), orderId }),
  z.object({ type: z.literal('VoidRequested') }),
  /** `amount` was released by the provider; `wasBooked` is whether the authorization had been recorded. */
  z.object({ type: z.literal('Voided'), orderId, amount: money, wasBooked: z.boolean() }),
  z.object({ type: z.literal('CaptureRequested'), amount: money }),
  /** `released` is the rest of the authorized amount: a capture ends the hold. */
  z.object({ type: z.literal('Captured'), orderId, amount: money, released: money }),
  z.object({ type: z.literal('RefundRequested'), ...refund }),
  z.object({ type: z.literal('Refunded'), ...refund }),
  z.object({ type: z.literal('RefundFailed'), refundId, providerCode: z.string() }),
]);

export type PaymentEvent = z.infer<typeof paymentEvent>;

type Money = z.infer<typeof money>;

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
  | { readonly status: 'barred'; readonly orderId: string }
  | (Facts & { readonly status: 'authorizing'; readonly token: string })
  | (Facts & { readonly status: 'authorized'; readonly providerReference: string })
  | (Facts & { readonly status: 'declined'; readonly declineCode: z.infer<typeof declineCode> })
  | (Facts & {
      readonly status: 'voiding';
      readonly wasBooked: boolean;
      readonly providerReference?: string | undefined;
    })
  | (Facts & {
      readonly status: 'voided';
      readonly providerReference?: string | undefined;
    })
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

export type CapturedPayment = Extract<PaymentState, { status: 'captured' }>;

/** State before the first event. */
export const noPayment: PaymentState = { status: 'none' };

/**
 * Returns the payment after an event. An event that cannot follow in this state leaves it unchanged; neither `decide` nor
 * `record` returns one.
 */
export function evolve(payment: PaymentState, event: PaymentEvent): PaymentState {
  switch (event.type) {
    case 'AuthorizationRequested': {
      const { type: _type, ...requested } = event;
      return payment.status === 'none' ? { status: 'authorizing', ...requested } : payment;
    }
    case 'AuthorizationBarred':
      return payment.status === 'none' ? { status: 'barred', orderId: event.orderId } : payment;
    case 'Authorized':
      return payment.status === 'authorizing'
        ? { status: 'authorized', ...factsOf(payment), providerReference: event.providerReference }
        : payment;
    case 'Declined':
      return payment.status === 'authorizing'
        ? { status: 'declined', ...factsOf(payment), declineCode: event.declineCode }
        : payment;
    case 'VoidRequested':
    case 'Voided':
      return evolveVoid(payment, event);
    case 'CaptureRequested':
      return payment.status === 'authorized'
        ? { ...payment, status: 'capturing', captureAmount: event.amount }
        : payment;
    case 'Captured':
      return payment.status === 'capturing'
        ? {
            status: 'captured',
            ...factsOf(payment),
            providerReference: payment.providerReference,
            captured: event.amount,
            refunds: [],
          }
        : payment;
    case 'RefundRequested':
    case 'Refunded':
    case 'RefundFailed':
      return payment.status === 'captured' ? evolveRefund(payment, event) : payment;
    default:
      return event satisfies never;
  }
}

function evolveVoid(
  payment: PaymentState,
  event: Extract<PaymentEvent, { type: 'VoidRequested' | 'Voided' }>,
): PaymentState {
  if (event.type === 'Voided') {
    return payment.status === 'voiding'
      ? {
          status: 'voided',
          ...factsOf(payment),
          providerReference: payment.providerReference,
        }
      : payment;
  }
  switch (payment.status) {
    case 'authorizing':
      return { status: 'voiding', ...factsOf(payment), wasBooked: false };
    case 'authorized':
      return {
        status: 'voiding',
        ...factsOf(payment),
        wasBooked: true,
        providerReference: payment.providerReference,
      };
    case 'voided':
    case 'none':
    case 'barred':
    case 'declined':
    case 'voiding':
    case 'capturing':
    case 'captured':
      return payment;
    default:
      return payment satisfies never;
  }
}

function evolveRefund(
  payment: CapturedPayment,
  event: Extract<PaymentEvent, { type: 'RefundRequested' | 'Refunded' | 'RefundFailed' }>,
): PaymentState {
  const { refundId } = event;
  if (event.type === 'RefundRequested') {
    const { amount, reason } = event;
    const requested: Refund = { refundId, amount, reason, status: 'requested' };
    return { ...payment, refunds: [...payment.refunds, requested] };
  }
  const outcome =
    event.type === 'Refunded'
      ? { status: 'refunded' as const }
      : { status: 'failed' as const, providerCode: event.providerCode };
  return {
    ...payment,
    refunds: payment.refunds.map((each) => (each.refundId === refundId ? { ...each, ...outcome } : each)),
  };
}

function factsOf({ orderId, amount, provider }: Facts): Facts {
  return { orderId, amount, provider };
}
