import type { Money } from '@tradepost/money/money';
import type { PaymentEvent, PaymentState } from './payment.ts';
import { type ProviderResult, record } from './record.ts';

/** A provider's report by webhook: the outcome of one call, and the call's facts. */
export type Notice = {
  /** The provider that signed the webhook. */
  readonly provider: string;
  /** The provider's id of the charge; absent if there is none, as after a decline. */
  readonly providerReference?: string | undefined;
  /** The amount to authorize, capture, void or refund. */
  readonly amount: Money;
  readonly result: ProviderResult;
};

/** A signed webhook that does not match the payment. */
export type NoticeMismatch = {
  readonly code: 'WEBHOOK_PROVIDER_MISMATCH' | 'WEBHOOK_REFERENCE_MISMATCH' | 'WEBHOOK_AMOUNT_MISMATCH';
};

/**
 * Records the outcome that a webhook reports, if it matches the payment: the same provider, the same charge, the same
 * amount and currency. A signature only proves who sent the webhook: a stolen key of one provider, or a provider that
 * confuses the charges of two merchants, must not change other payments. Pure.
 *
 * @returns the events, none if the result is already recorded or the payment is unknown; or the mismatch
 */
export function recordNotice(
  notice: Notice,
  payment: PaymentState,
): { readonly events: readonly PaymentEvent[] } | { readonly rejection: NoticeMismatch } {
  if (payment.status === 'none' || payment.status === 'barred') return { events: [] };
  if (notice.provider !== payment.provider) return { rejection: { code: 'WEBHOOK_PROVIDER_MISMATCH' } };
  if (!isOfCharge(notice, payment)) return { rejection: { code: 'WEBHOOK_REFERENCE_MISMATCH' } };
  if (!isOfAmount(notice, payment)) return { rejection: { code: 'WEBHOOK_AMOUNT_MISMATCH' } };
  return { events: record(notice.result, payment) };
}

type Known = Exclude<PaymentState, { readonly status: 'none' | 'barred' }>;

/** Any reference matches until the authorization is recorded: the reference is unknown before. */
function isOfCharge({ providerReference }: Notice, payment: Known): boolean {
  const known = 'providerReference' in payment ? payment.providerReference : undefined;
  return known === undefined || providerReference === known;
}

/** A call that we have not made has no amount to compare; `record` gives no events for its result. */
function isOfAmount({ amount, result }: Notice, payment: Known): boolean {
  const asked = amountOf(result, payment);
  if (result.type === 'voided' && result.releasedMinor > payment.amount.amountMinor) return false;
  return (
    amount.currency === payment.amount.currency &&
    (asked === undefined || amount.amountMinor === asked.amountMinor)
  );
}

/** The amount of the call that had this result; undefined if we made no such call. */
function amountOf(result: ProviderResult, payment: Known): Money | undefined {
  switch (result.type) {
    case 'authorized':
    case 'declined':
    case 'voided':
      return payment.amount;
    case 'captured':
      if (payment.status === 'capturing') return payment.captureAmount;
      return payment.status === 'captured' ? payment.captured : undefined;
    case 'refunded':
    case 'refundFailed':
      return payment.status === 'captured'
        ? payment.refunds.find(({ refundId }) => refundId === result.refundId)?.amount
        : undefined;
    default:
      return result satisfies never;
  }
}
