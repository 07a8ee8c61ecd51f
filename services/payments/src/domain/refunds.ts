import { addMoney, type Money, zero } from '@tradepost/money/money';
import type { Refund } from './payment.ts';

export type RefundFailedRejection = {
  readonly code: 'REFUND_FAILED';
  readonly refundId: string;
  readonly providerCode: string;
};

/** The sum of the refunds that have not failed, including pending ones. */
export function refundedMoney(currency: string, refunds: readonly Refund[]): Money {
  const counted = refunds.filter(({ status }) => status !== 'failed');
  return addMoney(zero(currency), ...counted.map(({ amount }) => amount));
}

/** The rejection of a refund that the provider has rejected. */
export function refundFailed({ refundId, providerCode = 'unknown' }: Refund): {
  readonly rejection: RefundFailedRejection;
} {
  return { rejection: { code: 'REFUND_FAILED', refundId, providerCode } };
}
