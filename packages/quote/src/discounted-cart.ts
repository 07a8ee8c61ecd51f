import type { Facts } from './condition.ts';
import type { PricedLine, PricedLines } from './price-lines.ts';
import type { ShippingChoice } from './shipping-cost.ts';

/** A cart with prices, before discounts. */
export type PricedCart = PricedLines & {
  readonly currency: string;
  readonly shipping: readonly ShippingChoice[];
  readonly facts: Facts;
};

/** Part of a discount, in minor units. */
export type DiscountShare = { readonly promotion: string; readonly minor: number };

/** A line or a shipping method with its discounts. */
export type Discounted = {
  /** Price of all units before discounts, in minor units. */
  readonly fullMinor: number;
  readonly discounts: readonly DiscountShare[];
  /** Rest after the discounts, in minor units. */
  readonly leftMinor: number;
};

export type DiscountedLine = PricedLine & Discounted;
export type DiscountedShipping = ShippingChoice & Discounted;

export type DiscountedCart = {
  readonly lines: readonly DiscountedLine[];
  readonly shipping: readonly DiscountedShipping[];
  /** Sum of the discounts of each promotion that took effect, in the order in which they were applied. */
  readonly applied: ReadonlyMap<string, number>;
  /** Promotions whose discount would exceed their budget. */
  readonly overBudget: ReadonlySet<string>;
};

/** Adds a price before discounts. */
export function undiscounted<Item>(item: Item, fullMinor: number): Item & Discounted {
  return { ...item, fullMinor, discounts: [], leftMinor: fullMinor };
}

/** Takes a share of a discount off. A share of 0 is not recorded. */
export function discounted<Item extends Discounted>(item: Item, promotion: string, minor: number): Item {
  if (minor === 0) return item;
  const discounts = [...item.discounts, { promotion, minor }];
  return { ...item, discounts, leftMinor: item.leftMinor - minor };
}

/** Sums a number of each item. */
export function sumOf<Item>(items: readonly Item[], number: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + number(item), 0);
}
