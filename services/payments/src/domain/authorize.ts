import type { Command } from '@tradepost/aggregate/aggregate';
import type { DeclineCode, PaymentSplit } from '@tradepost/contracts/payments/model';
import { isSameMoney, type Money } from '@tradepost/money/money';
import type { PaymentEvent } from './payment-event.ts';
import type { PaymentState, RequestedPayment } from './payment-state.ts';
import { amountOfSplit, isGoodsOnly, toSplit } from './split.ts';

export type AuthorizeRejection =
  | { readonly code: 'PAYMENT_VOIDED' | 'PAYMENT_NOT_COMPLETED' }
  | { readonly code: DeclineCode }
  | { readonly code: 'SPLIT_MISMATCH'; readonly sumMinor: number; readonly amount: Money }
  | { readonly code: 'PAYMENT_MISMATCH'; readonly orderId: string; readonly amount: Money };

export type RequestedAuthorization = {
  readonly orderId: string;
  readonly amount: Money;
  /** Parts of the amount. Defaults to goods only. */
  readonly split?: PaymentSplit | undefined;
  /** Token of the payment provider, sealed for this payment. It is stored as it is. */
  readonly sealedToken: string;
  /** The provider of a new payment. */
  readonly provider: string;
  /** The guest had too many declines: a new payment is declined without a request to the provider. */
  readonly isBlocked?: boolean;
};

/**
 * Requests an authorization. A payment that exists is not changed: a pending request is finished first, and decides whether
 * a repeated command is rejected. Only a payment that the customer has not completed in time is voided; from then on the command
 * is rejected for it.
 */
export const authorize =
  ({
    isBlocked = false,
    split,
    ...requested
  }: RequestedAuthorization): Command<PaymentState, PaymentEvent, AuthorizeRejection> =>
  (payment, { at }) => {
    switch (payment.status) {
      case 'none': {
        if (isBlocked) return { rejection: { code: 'PAYMENT_DECLINED' } };
        const { amount } = requested;
        const parts = toSplit(split, amount.amountMinor);
        const sumMinor = amountOfSplit(parts);
        if (sumMinor !== amount.amountMinor)
          return { rejection: { code: 'SPLIT_MISMATCH', sumMinor, amount } };
        const stored = isGoodsOnly(parts) ? {} : { split: parts };
        return { events: [{ type: 'AuthorizationRequested', ...requested, ...stored }] };
      }
      case 'voided-in-advance':
        return { rejection: { code: 'PAYMENT_VOIDED' } };
      case 'declined':
        return mismatch(requested, payment) ?? { rejection: { code: payment.declineCode } };
      case 'voided':
        return (
          mismatch(requested, payment) ?? {
            rejection: { code: payment.notCompleted ? 'PAYMENT_NOT_COMPLETED' : 'PAYMENT_VOIDED' },
          }
        );
      case 'pending':
        return mismatch(requested, payment) ?? { events: isOver(payment.until, at) ? [VOID] : [] };
      case 'authorizing':
      case 'voiding':
      case 'authorized':
      case 'capturing':
      case 'partlyCaptured':
      case 'releasing':
      case 'captured':
        return mismatch(requested, payment) ?? { events: [] };
      default:
        return payment satisfies never;
    }
  };

const VOID = { type: 'VoidRequested', notCompleted: true } as const;

function isOver(until: string, at: string): boolean {
  return Date.parse(at) > Date.parse(until);
}

/** The rejection of an authorization of another order or amount; undefined if both are the same. */
function mismatch(
  requested: Pick<RequestedAuthorization, 'orderId' | 'amount'>,
  { orderId, amount }: RequestedPayment,
) {
  return requested.orderId === orderId && isSameMoney(requested.amount, amount)
    ? undefined
    : { rejection: { code: 'PAYMENT_MISMATCH' as const, orderId, amount } };
}
