import type { PaymentSplit } from '@tradepost/contracts/payments/model';
import { split as share } from '@tradepost/quote/split';

/** The parts of an amount. `goods + shipping + tax - discounts - storeCredit` is the amount. */
export type Split = { readonly [Part in keyof Required<PaymentSplit>]: number };

const ADDED = ['goodsMinor', 'shippingMinor', 'taxMinor'] as const;
const SUBTRACTED = ['discountsMinor', 'storeCreditMinor'] as const;

/** The parts of an amount that are all goods, as of a payment without a split. */
export function goodsOnly(goodsMinor: number): Split {
  return { goodsMinor, shippingMinor: 0, taxMinor: 0, discountsMinor: 0, storeCreditMinor: 0 };
}

/** A split as messages have it, with a number for each part. */
export function toSplit(given: PaymentSplit | undefined, amountMinor: number): Split {
  if (given === undefined) return goodsOnly(amountMinor);
  const { goodsMinor = 0, shippingMinor = 0, taxMinor = 0, discountsMinor = 0, storeCreditMinor = 0 } = given;
  return { goodsMinor, shippingMinor, taxMinor, discountsMinor, storeCreditMinor };
}

/** The amount that the parts sum to, in minor units. */
export function amountOfSplit(split: Split): number {
  return grossOf(split) - reductionsOf(split);
}

/** True if there is only one part, goods: such a split is not stored. */
export function isGoodsOnly(split: Split): boolean {
  return split.goodsMinor === amountOfSplit(split) && reductionsOf(split) === 0;
}

/** The parts that are left after some were taken. */
export function withoutSplits(whole: Split, taken: readonly Split[]): Split {
  return taken.reduce((rest, each) => mapParts((part) => rest[part] - each[part]), whole);
}

/** True if no part is above what is left of it. */
export function isWithin(split: Split, rest: Split): boolean {
  return [...ADDED, ...SUBTRACTED].every((part) => split[part] <= rest[part]);
}

/**
 * The parts of a share of what is left: of what is added, and of what is subtracted, by largest remainder. No part exceeds what
 * is left of it, so that the shares of all captures, or of all refunds, in any amounts and order, sum to the whole.
 *
 * @param amountMinor from 0 to the amount of `rest`
 */
export function shareOf(amountMinor: number, rest: Split): Split {
  const whole = amountOfSplit(rest);
  if (whole <= 0) return goodsOnly(amountMinor);
  const gross = Number((BigInt(grossOf(rest)) * BigInt(amountMinor)) / BigInt(whole));
  const added = share(
    gross,
    ADDED.map((part) => rest[part]),
  );
  const subtracted = share(
    gross - amountMinor,
    SUBTRACTED.map((part) => rest[part]),
  );
  return {
    goodsMinor: added[0] ?? 0,
    shippingMinor: added[1] ?? 0,
    taxMinor: added[2] ?? 0,
    discountsMinor: subtracted[0] ?? 0,
    storeCreditMinor: subtracted[1] ?? 0,
  };
}

function grossOf(split: Split): number {
  return ADDED.reduce((sum, part) => sum + split[part], 0);
}

function reductionsOf(split: Split): number {
  return SUBTRACTED.reduce((sum, part) => sum + split[part], 0);
}

function mapParts(toPart: (part: keyof Split) => number): Split {
  return {
    goodsMinor: toPart('goodsMinor'),
    shippingMinor: toPart('shippingMinor'),
    taxMinor: toPart('taxMinor'),
    discountsMinor: toPart('discountsMinor'),
    storeCreditMinor: toPart('storeCreditMinor'),
  };
}
