import { addMoney, type Money, zero } from '@tradepost/money/money';
import type { CapturedPayment, PaymentState, Refund } from './payment.ts';
import type { CommandOf, CommandType, Decided, RefundFailed } from './payment-command.ts';

/** A payment's events are all read on each load, so their number must be bounded. */
export const MAX_REFUNDS = 50;

/**
 * Decides a command on a payment: the intent of a provider request, no events if the command is done or a pending request
 * must finish first, or a rejection. If no request is pending, the decision is the command's final answer. Pure.
 */
export function decide<Type extends CommandType>(
  command: CommandOf<Type>,
  payment: PaymentState,
): Decided<Type> {
  return DECISIONS[command.type](command, payment);
}

type Decisions = {
  readonly [Type in CommandType]: (command: CommandOf<Type>, payment: PaymentState) => Decided<Type>;
};

const DECISIONS: Decisions = { Authorize: authorize, Void: letGo, Capture: capture, Refund: refund };

function authorize(
  { orderId, amount, token, provider }: CommandOf<'Authorize'>,
  payment: PaymentState,
): Decided<'Authorize'> {
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

function letGo({ orderId, refundId }: CommandOf<'Void'>, payment: PaymentState): Decided<'Void'> {
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
      return giveBack(payment, refundId);
    default:
      return payment satisfies never;
  }
}

/** A void after the capture: refunds the rest of the money once no other refund is pending. */
function giveBack({ orderId, captured, refunds }: CapturedPayment, refundId: string): Decided<'Void'> {
  if (refunds.some(({ status }) => status === 'requested')) return { events: [] };
  const leftMinor = captured.amountMinor - countedOf(captured, refunds).amountMinor;
  if (leftMinor === 0) return { events: [] };
  const failed = refunds.find((each) => each.refundId === refundId);
  if (failed !== undefined) return refundFailed(failed);
  const amount = { ...captured, amountMinor: leftMinor };
  return { events: [{ type: 'RefundRequested', orderId, refundId, amount, reason: VOIDED_AFTER_CAPTURE }] };
}

const VOIDED_AFTER_CAPTURE = 'The payment was voided after its capture.';

function capture({ amount }: CommandOf<'Capture'>, payment: PaymentState): Decided<'Capture'> {
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

function firstCapture(amount: Money, authorized: Money): Decided<'Capture'> {
  if (amount.currency !== authorized.currency) {
    return { rejection: { code: 'CURRENCY_MISMATCH', currency: authorized.currency } };
  }
  if (amount.amountMinor > authorized.amountMinor) {
    return { rejection: { code: 'AMOUNT_EXCEEDS_AUTHORIZED', authorized } };
  }
  // A capture of 0 is rejected if an amount is held: that is a void. An order that costs nothing is captured.
  if (amount.amountMinor === 0 && authorized.amountMinor > 0) {
    return { rejection: { code: 'AMOUNT_NOT_POSITIVE' } };
  }
  return { events: [{ type: 'CaptureRequested', amount }] };
}

function repeatedCapture(amount: Money | undefined, captured: Money): Decided<'Capture'> {
  return amount === undefined || isSame(amount, captured)
    ? { events: [] }
    : { rejection: { code: 'PAYMENT_CAPTURED', captured } };
}

function refund(command: CommandOf<'Refund'>, payment: PaymentState): Decided<'Refund'> {
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
  { refundId, amount, reason }: CommandOf<'Refund'>,
): Decided<'Refund'> {
  const earlier = refunds.find((each) => each.refundId === refundId);
  if (earlier !== undefined) {
    if (!isSame(earlier.amount, amount)) {
      return { rejection: { code: 'REFUND_MISMATCH', refundId, amount: earlier.amount } };
    }
    return earlier.status === 'failed' ? refundFailed(earlier) : { events: [] };
  }
  if (amount.currency !== captured.currency) {
    return { rejection: { code: 'CURRENCY_MISMATCH', currency: captured.currency } };
  }
  if (amount.amountMinor === 0) return { rejection: { code: 'AMOUNT_NOT_POSITIVE' } };
  const refunded = countedOf(captured, refunds);
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

/** The amount that is refunded, including pending refunds. */
function countedOf({ currency }: Money, refunds: readonly Refund[]): Money {
  const counted = refunds.filter(({ status }) => status !== 'failed');
  return addMoney(zero(currency), ...counted.map(({ amount }) => amount));
}

function refundFailed({ refundId, providerCode = 'unknown' }: Refund): { readonly rejection: RefundFailed } {
  return { rejection: { code: 'REFUND_FAILED', refundId, providerCode } };
}

function isSame(one: Money, other: Money): boolean {
  return one.amountMinor === other.amountMinor && one.currency === other.currency;
}
