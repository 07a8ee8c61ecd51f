import { addMoney, type Money, zero } from '@tradepost/money/money';
import type { Refund, TakenPayment } from './payment-state.ts';
import { goodsOnly, isGoodsOnly, type Split, shareOf, withoutSplits } from './split.ts';

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

/** The sum of the disputes that are open or lost: the customer has this money from the bank. */
export function disputedMoney({ captured, disputes }: Pick<TakenPayment, 'captured' | 'disputes'>): Money {
  const counted = disputes.filter(({ status }) => status !== 'won');
  return addMoney(zero(captured.currency), ...counted.map(({ amount }) => amount));
}

/** The amount that can still be refunded, in minor units. A dispute of what was refunded before makes it 0. */
export function refundableMinor(payment: Pick<TakenPayment, 'captured' | 'refunds' | 'disputes'>): number {
  const { captured, refunds } = payment;
  const gone = refundedMoney(captured.currency, refunds).amountMinor + disputedMoney(payment).amountMinor;
  return Math.max(0, captured.amountMinor - gone);
}

type Parted = Pick<TakenPayment, 'captures' | 'refunds' | 'disputes'>;

/**
 * The parts of a refund or of a dispute, as the field of its event: its share of what was captured and neither refunded nor disputed. Of
 * goods only, none are stored. An amount above what is left, as of a dispute after a refund, is goods.
 */
export function refundSplit(
  { captures, refunds, disputes }: Parted,
  amountMinor: number,
): { readonly split?: Split } {
  const partsOf = (each: { readonly amount: Money; readonly split?: Split | undefined }) =>
    each.split ?? goodsOnly(each.amount.amountMinor);
  const taken = captures.map(partsOf).reduce<Split>(plus, goodsOnly(0));
  const given = [
    ...refunds.filter(({ status }) => status !== 'failed'),
    ...disputes.filter(({ status }) => status !== 'won'),
  ].map(partsOf);
  const rest = withoutSplits(taken, given);
  const isEnough = amountMinor <= restMinor(rest) && Object.values(rest).every((part) => part >= 0);
  const split = isEnough ? shareOf(amountMinor, rest) : goodsOnly(amountMinor);
  return isGoodsOnly(split) ? {} : { split };
}

function restMinor({ goodsMinor, shippingMinor, taxMinor, discountsMinor, storeCreditMinor }: Split): number {
  return goodsMinor + shippingMinor + taxMinor - discountsMinor - storeCreditMinor;
}

function plus(one: Split, other: Split): Split {
  return {
    goodsMinor: one.goodsMinor + other.goodsMinor,
    shippingMinor: one.shippingMinor + other.shippingMinor,
    taxMinor: one.taxMinor + other.taxMinor,
    discountsMinor: one.discountsMinor + other.discountsMinor,
    storeCreditMinor: one.storeCreditMinor + other.storeCreditMinor,
  };
}

/** The rejection of a refund that the provider has rejected. */
export function refundFailed({ refundId, providerCode = 'unknown' }: Refund): {
  readonly rejection: RefundFailedRejection;
} {
  return { rejection: { code: 'REFUND_FAILED', refundId, providerCode } };
}
