import type { Command } from '@tradepost/aggregate/aggregate';
import type { DeclineCode } from '@tradepost/contracts/payments/model';
import { isSameMoney, type Money } from '@tradepost/money/money';
import type { PaymentEvent, PaymentState, RequestedPayment } from './payment.ts';

export type AuthorizeRejection =
  | { readonly code: 'PAYMENT_VOIDED' }
  | { readonly code: DeclineCode }
  | { readonly code: 'PAYMENT_MISMATCH'; readonly orderId: string; readonly amount: Money };

export type RequestedAuthorization = {
  readonly orderId: string;
  readonly amount: Money;
  /** Token of the payment provider, sealed for this payment. It is stored as it is. */
  readonly sealedToken: string;
  /** The provider of a new payment. */
  readonly provider: string;
  /** The guest had too many declines: a new payment is declined without a request to the provider. */
  readonly isBlocked?: boolean;
};

/**
 * Requests an authorization. A payment that exists is not changed: a pending request is finished first, and decides whether
 * a repeated command is rejected.
 */
export const authorize =
  ({
    isBlocked = false,
    ...requested
  }: RequestedAuthorization): Command<PaymentState, PaymentEvent, AuthorizeRejection> =>
  (payment) => {
    switch (payment.status) {
      case 'none':
        if (isBlocked) return { rejection: { code: 'PAYMENT_DECLINED' } };
        return { events: [{ type: 'AuthorizationRequested', ...requested }] };
      case 'voided-in-advance':
        return { rejection: { code: 'PAYMENT_VOIDED' } };
      case 'declined':
        return mismatch(requested, payment) ?? { rejection: { code: payment.declineCode } };
      case 'voided':
        return mismatch(requested, payment) ?? { rejection: { code: 'PAYMENT_VOIDED' } };
      case 'authorizing':
      case 'voiding':
      case 'authorized':
      case 'capturing':
      case 'captured':
        return mismatch(requested, payment) ?? { events: [] };
      default:
        return payment satisfies never;
    }
  };

/** The rejection of an authorization of another order or amount; undefined if both are the same. */
function mismatch(
  requested: Pick<RequestedAuthorization, 'orderId' | 'amount'>,
  { orderId, amount }: RequestedPayment,
) {
  return requested.orderId === orderId && isSameMoney(requested.amount, amount)
    ? undefined
    : { rejection: { code: 'PAYMENT_MISMATCH' as const, orderId, amount } };
}
