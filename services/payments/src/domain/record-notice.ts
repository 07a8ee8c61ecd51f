import type { Money } from '@tradepost/money/money';
import type { PaymentEvent, PaymentState } from './payment.ts';
import { type ProviderResult, record } from './record.ts';

/** What a provider reports by webhook: the outcome of one call, and what the call was about. */
export type Notice = {
  /** The provider whose signature the webhook has. */
  readonly provider: string;
  /** The provider's id of the charge; absent if there is none, as after a decline. */
  readonly providerReference?: string | undefined;
  /** Of the call: what was to be authorized, captured, voided or refunded. */
  readonly amount: Money;
  readonly result: ProviderResult;
};

/** A webhook that is signed, and is not about this payment as we know it. */
export type NoticeMismatch = {
  readonly code: 'WEBHOOK_PROVIDER_MISMATCH' | 'WEBHOOK_REFERENCE_MISMATCH' | 'WEBHOOK_AMOUNT_MISMATCH';
};

/**
 * Records the outcome that a webhook reports, if it matches the payment: the same provider, the same charge, the same
 * amount and currency. A signature only proves who sent the webhook; whoever has the key of one provider, or a provider
 * that mixes up two merchants' charges, must not change other payments. Pure.
 *
 * @returns the events, none if the payment has moved on or is not known; or what does not match
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

/** Until the authorization is recorded, the reference is not known. */
function isOfCharge({ providerReference }: Notice, payment: Known): boolean {
  const known = 'providerReference' in payment ? payment.providerReference : undefined;
  return known === undefined || providerReference === known;
}

/** A call that we have not made, or not yet, has no amount to compare: its result is recorded nowhere. */
function isOfAmount({ amount, result }: Notice, payment: Known): boolean {
  const asked = amountOf(result, payment);
  if (result.type === 'voided' && result.releasedMinor > payment.amount.amountMinor) return false;
  return (
    amount.currency === payment.amount.currency &&
    (asked === undefined || amount.amountMinor === asked.amountMinor)
  );
}

/** The amount of the call that the result is of. */
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
