import type { Problems, Rejections } from '../rejection.ts';

export const paymentProblems = {
  WEBHOOK_SIGNATURE_INVALID: {
    status: 401,
    title: 'The webhook is not signed by the provider, or it is too old',
  },
  PAYMENT_NOT_FOUND: { status: 404, title: 'There is no such payment' },
  PROVIDER_NOT_FOUND: { status: 404, title: 'There is no payment provider of this name with webhooks' },
} as const satisfies Problems;

/** Rejections of commands that no route responds with. */
export const paymentRejections = {
  PAYMENT_DECLINED: 'The provider declined the payment',
  INSUFFICIENT_FUNDS: 'The provider declined the payment: the account does not have the money',
  CARD_EXPIRED: 'The provider declined the payment: the card has expired',
  PAYMENT_ACTION_REQUIRED: 'The provider declined the payment: the customer must confirm it first',
  PAYMENT_VOIDED: 'The payment was voided',
  PAYMENT_MISMATCH: 'The payment is of another order or amount',
  PAYMENT_NOT_AUTHORIZED: 'The payment is not authorized',
  PAYMENT_CAPTURED: 'The payment was captured with another amount',
  PAYMENT_NOT_CAPTURED: 'The payment is not captured',
  CURRENCY_MISMATCH: 'The payment has another currency',
  AMOUNT_NOT_POSITIVE: 'The amount must be above 0',
  AMOUNT_EXCEEDS_AUTHORIZED: 'The amount is above the authorized amount',
  AMOUNT_EXCEEDS_CAPTURED: 'The refunds would be above the captured amount',
  SPLIT_MISMATCH: 'The parts do not sum to the amount, or exceed what is left of them',
  CAPTURE_MISMATCH: 'The capture was requested before with another amount',
  CAPTURE_FAILED: 'The provider did not make the capture',
  CAPTURES_ONCE: 'The provider captures a payment once, so the capture must be final',
  TOO_MANY_CAPTURES: 'The payment has the maximum number of captures',
  REFUND_MISMATCH: 'The refund was requested before with another amount',
  REFUND_FAILED: 'The provider did not make the refund',
  TOO_MANY_REFUNDS: 'The payment has the maximum number of refunds',
} as const satisfies Rejections;
