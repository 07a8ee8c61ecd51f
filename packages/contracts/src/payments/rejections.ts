import type { Problems, Rejections } from '../rejection.ts';

export const paymentProblems = {
  WEBHOOK_SIGNATURE_INVALID: {
    status: 401,
    title: 'The webhook is not signed by the provider, or it is too old',
  },
  PAYMENT_NOT_FOUND: { status: 404, title: 'There is no such payment' },
  PAYMENT_VOIDED: { status: 409, title: 'The payment was voided' },
  PAYMENT_NOT_AUTHORIZED: { status: 409, title: 'The payment is not authorized' },
  PAYMENT_CAPTURED: { status: 409, title: 'The payment was captured with another amount' },
  PAYMENT_NOT_CAPTURED: { status: 409, title: 'The payment is not captured' },
  CURRENCY_MISMATCH: { status: 409, title: 'The payment has another currency' },
  AMOUNT_NOT_POSITIVE: { status: 409, title: 'The amount must be above 0' },
  AMOUNT_EXCEEDS_AUTHORIZED: { status: 409, title: 'The captures would be above the authorized amount' },
  AMOUNT_EXCEEDS_CAPTURED: { status: 409, title: 'The refunds would be above the captured amount' },
  SPLIT_MISMATCH: {
    status: 409,
    title: 'The parts do not sum to the amount, or exceed what is left of them',
  },
  CAPTURE_FAILED: { status: 409, title: 'The provider did not make the capture' },
  CAPTURES_ONCE: { status: 409, title: 'The provider captures a payment once, so the capture must be final' },
  TOO_MANY_CAPTURES: { status: 409, title: 'The payment has the maximum number of captures' },
  REFUND_FAILED: { status: 409, title: 'The provider did not make the refund' },
  TOO_MANY_REFUNDS: { status: 409, title: 'The payment has the maximum number of refunds' },
  REFUND_LIMIT_EXCEEDED: { status: 403, title: 'The refund is above the limit of the caller' },
  PAYMENT_NOT_PENDING: {
    status: 409,
    title: 'The payment is not pending, or its charge was completed otherwise',
  },
  PAYMENT_OUTCOME_UNKNOWN: {
    status: 503,
    title: 'The provider did not answer: send the request again with the same Idempotency-Key',
  },
  PROVIDER_NOT_FOUND: { status: 404, title: 'There is no payment provider of this name with webhooks' },
} as const satisfies Problems;

/** Rejections of commands that no route responds with. */
export const paymentRejections = {
  PAYMENT_DECLINED: 'The provider declined the payment',
  INSUFFICIENT_FUNDS: 'The provider declined the payment: the account does not have the money',
  CARD_EXPIRED: 'The provider declined the payment: the card has expired',
  PAYMENT_ACTION_REQUIRED: 'The provider declined the payment: the customer must confirm it first',
  PAYMENT_MISMATCH: 'The payment is of another order or amount',
  CAPTURE_MISMATCH: 'The capture was requested before with another amount',
  REFUND_MISMATCH: 'The refund was requested before with another amount',
} as const satisfies Rejections;
