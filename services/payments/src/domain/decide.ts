import type { DeclineCode } from '@tradepost/contracts/models/payment';
import { addMoney, type Money, zero } from '@tradepost/money/money';
import type { CapturedPayment, PaymentEvent, PaymentState } from './payment.ts';

export type PaymentCommand =
  | {
      readonly type: 'Authorize';
      readonly orderId: string;
      readonly amount: Money;
      readonly token: string;
      /** The provider that it goes to, where it is new. */
      readonly provider: string;
    }
  | { readonly type: 'Void'; readonly orderId: string }
  | { readonly type: 'Capture'; readonly amount?: Money | undefined }
  | {
      readonly type: 'Refund';
      readonly refundId: string;
      readonly amount: Money;
      readonly reason?: string | undefined;
    };

export type PaymentRejection =
  | { readonly code: 'PAYMENT_NOT_FOUND' | 'PAYMENT_VOIDED' | 'AMOUNT_NOT_POSITIVE' }
  | { readonly code: DeclineCode }
  | { readonly code: 'PAYMENT_MISMATCH'; readonly orderId: string; readonly amount?: Money }
  | { readonly code: 'PAYMENT_NOT_AUTHORIZED' | 'PAYMENT_NOT_CAPTURED'; readonly status: string }
  | { readonly code: 'PAYMENT_CAPTURED'; readonly captured: Money }
  | { readonly code: 'CURRENCY_MISMATCH'; readonly currency: string }
  | { readonly code: 'AMOUNT_EXCEEDS_AUTHORIZED'; readonly authorized: Money }
  | { readonly code: 'AMOUNT_EXCEEDS_CAPTURED'; readonly captured: Money; readonly refunded: Money }
  | { readonly code: 'REFUND_MISMATCH'; readonly refundId: string; readonly amount: Money }
  | { readonly code: 'REFUND_FAILED'; readonly refundId: string; readonly providerCode: string }
  | { readonly code: 'TOO_MANY_REFUNDS'; readonly maxRefunds: number };

type Decided = { readonly events: readonly PaymentEvent[] } | { readonly rejection: PaymentRejection };

/** A payment's log is read whole, so it must not grow without bound. */
export const MAX_REFUNDS = 50;

/**
 * What a command comes to on a payment: an intent to put to the provider, nothing where that was done or is under
 * way, or the refusal. Asked again when nothing is under way any more, it gives the command's final answer. Pure.
 */
export function decide(command: PaymentCommand, payment: PaymentState): Decided {
  switch (command.type) {
    case 'Authorize':
      return authorize(command, payment);
    case 'Void':
      return letGo(command, payment);
    case 'Capture':
      return capture(command, payment);
    case 'Refund':
      return refund(command, payment);
    default:
      return command satisfies never;
  }
}

function authorize(
  { orderId, amount, token, provider }: Extract<PaymentCommand, { type: 'Authorize' }>,
  payment: PaymentState,
): Decided {
  if (payment.status === 'none') {
    return { events: [{ type: 'AuthorizationRequested', orderId, amount, provider, token }] };
  }
  if (payment.status === 'barred') return { rejection: { code: 'PAYMENT_VOIDED' } };
  if (payment.orderId !== orderId || !isSame(payment.amount, amount)) {
    return {
      rejection: { code: 'PAYMENT_MISMATCH', orderId: payment.orderId, amount: payment.amount },
    };
  }
  switch (payment.status) {
    case 'declined':
      return { rejection: { code: payment.declineCode } };
    case 'voided':
      return { rejection: { code: 'PAYMENT_VOIDED' } };
    case 'authorizing':
    case 'voiding':
    case 'authorized':
    case 'capturing':
    case 'captured':
      return { events: [] };
    default:
      return payment satisfies never;
  }
}

function letGo({ orderId }: Extract<PaymentCommand, { type: 'Void' }>, payment: PaymentState): Decided {
  if (payment.status === 'none') return { events: [{ type: 'AuthorizationBarred', orderId }] };
  if (payment.orderId !== orderId) {
    return { rejection: { code: 'PAYMENT_MISMATCH', orderId: payment.orderId } };
  }
  switch (payment.status) {
    case 'authorizing':
    case 'authorized':
      return { events: [{ type: 'VoidRequested' }] };
    case 'capturing':
    case 'voiding':
    case 'barred':
    case 'declined':
    case 'voided':
      return { events: [] };
    case 'captured':
      return { rejection: { code: 'PAYMENT_CAPTURED', captured: payment.captured } };
    default:
      return payment satisfies never;
  }
}

function capture({ amount }: Extract<PaymentCommand, { type: 'Capture' }>, payment: PaymentState): Decided {
  switch (payment.status) {
    case 'none':
      return { rejection: { code: 'PAYMENT_NOT_FOUND' } };
    case 'barred':
    case 'voiding':
    case 'voided':
      return { rejection: { code: 'PAYMENT_VOIDED' } };
    case 'authorizing':
    case 'declined':
      return { rejection: { code: 'PAYMENT_NOT_AUTHORIZED', status: payment.status } };
    case 'authorized':
      return firstCapture(amount ?? payment.amount, payment.amount);
    case 'capturing':
      return repeatedCapture(amount, payment.captureAmount);
    case 'captured':
      return repeatedCapture(amount, payment.captured);
    default:
      return payment satisfies never;
  }
}

function firstCapture(amount: Money, authorized: Money): Decided {
  if (amount.currency !== authorized.currency) {
    return { rejection: { code: 'CURRENCY_MISMATCH', currency: authorized.currency } };
  }
  if (amount.amountMinor > authorized.amountMinor) {
    return { rejection: { code: 'AMOUNT_EXCEEDS_AUTHORIZED', authorized } };
  }
  // To take nothing of what is held is a void; an order that costs nothing is captured all the same.
  if (amount.amountMinor === 0 && authorized.amountMinor > 0) {
    return { rejection: { code: 'AMOUNT_NOT_POSITIVE' } };
  }
  return { events: [{ type: 'CaptureRequested', amount }] };
}

function repeatedCapture(amount: Money | undefined, captured: Money): Decided {
  return amount === undefined || isSame(amount, captured)
    ? { events: [] }
    : { rejection: { code: 'PAYMENT_CAPTURED', captured } };
}

function refund(command: Extract<PaymentCommand, { type: 'Refund' }>, payment: PaymentState): Decided {
  switch (payment.status) {
    case 'none':
      return { rejection: { code: 'PAYMENT_NOT_FOUND' } };
    case 'capturing':
      return { events: [] };
    case 'captured':
      return refundOf(payment, command);
    case 'barred':
    case 'authorizing':
    case 'authorized':
    case 'declined':
    case 'voiding':
    case 'voided':
      return { rejection: { code: 'PAYMENT_NOT_CAPTURED', status: payment.status } };
    default:
      return payment satisfies never;
  }
}

function refundOf(
  { orderId, captured, refunds }: CapturedPayment,
  { refundId, amount, reason }: Extract<PaymentCommand, { type: 'Refund' }>,
): Decided {
  const earlier = refunds.find((each) => each.refundId === refundId);
  if (earlier !== undefined) {
    if (!isSame(earlier.amount, amount)) {
      return { rejection: { code: 'REFUND_MISMATCH', refundId, amount: earlier.amount } };
    }
    if (earlier.status !== 'failed') return { events: [] };
    return {
      rejection: { code: 'REFUND_FAILED', refundId, providerCode: earlier.providerCode ?? 'unknown' },
    };
  }
  if (amount.currency !== captured.currency) {
    return { rejection: { code: 'CURRENCY_MISMATCH', currency: captured.currency } };
  }
  if (amount.amountMinor === 0) return { rejection: { code: 'AMOUNT_NOT_POSITIVE' } };
  const counted = refunds.filter(({ status }) => status !== 'failed');
  const refunded = addMoney(zero(captured.currency), ...counted.map((each) => each.amount));
  if (refunded.amountMinor + amount.amountMinor > captured.amountMinor) {
    return { rejection: { code: 'AMOUNT_EXCEEDS_CAPTURED', captured, refunded } };
  }
  if (refunds.length >= MAX_REFUNDS) {
    return { rejection: { code: 'TOO_MANY_REFUNDS', maxRefunds: MAX_REFUNDS } };
  }
  return {
    events: [
      {
        type: 'RefundRequested',
        orderId,
        refundId,
        amount,
        ...(reason === undefined ? {} : { reason }),
      },
    ],
  };
}

function isSame(one: Money, other: Money): boolean {
  return one.amountMinor === other.amountMinor && one.currency === other.currency;
}
