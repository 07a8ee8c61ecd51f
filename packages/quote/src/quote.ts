import type { DiscountShare } from './discounted-cart.ts';
import type { Component } from './expand-lines.ts';
import type { TaxAmount } from './tax-input.ts';

/** A tax of a line or of shipping, or the sum of one tax over all of them. */
export type QuoteTax = TaxAmount & { readonly class: string };

export type QuoteLine = {
  readonly lineId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  /** Price of one unit before discounts, in minor units. */
  readonly unitPriceMinor: number;
  /** Base price, if the price list's is lower. */
  readonly wasMinor?: number | undefined;
  readonly priceList?: string | undefined;
  /** Promotion of which the line is the gift. */
  readonly gift?: string | undefined;
  /** Components of one unit, if the SKU is a bundle: what the customer gets, and what is taken from stock. */
  readonly components?: readonly Component[] | undefined;
  readonly discounts: readonly DiscountShare[];
  readonly taxes: readonly QuoteTax[];
  /** Amount that the customer pays for the line: all units, less discounts, plus taxes that are not included. */
  readonly totalMinor: number;
};

export type QuoteShipping = {
  readonly methodId: string;
  readonly name: string;
  /** Price before discounts, in minor units. */
  readonly priceMinor: number;
  readonly discounts: readonly DiscountShare[];
  readonly taxes: readonly QuoteTax[];
  /** Amount that the customer pays for shipping: the price, less discounts, plus taxes that are not included. */
  readonly totalMinor: number;
};

/** The discount of one promotion on all lines and on shipping. */
export type QuoteDiscount = {
  readonly promotion: string;
  readonly name: string;
  readonly code?: string | undefined;
  /** True if the promotion has a budget, which the discount takes a part of. */
  readonly hasBudget?: boolean | undefined;
  readonly minor: number;
};

/** Amounts in minor units. `lines + shipping − discount (+ tax, if it is not included) = total`, `total − credit = due`. */
export type QuoteTotals = {
  /** All units of all lines before discounts. */
  readonly linesMinor: number;
  /** Shipping before discounts. */
  readonly shippingMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  /** Store credit and gift cards that are used. */
  readonly creditMinor: number;
  /** Rest that is paid by other means. */
  readonly dueMinor: number;
};

/** The money of a cart or an order. */
export type Quote = {
  readonly id: string;
  /** ISO 4217 code. */
  readonly currency: string;
  readonly at: string;
  readonly taxIncluded: boolean;
  readonly lines: readonly QuoteLine[];
  readonly shipping: readonly QuoteShipping[];
  readonly discounts: readonly QuoteDiscount[];
  readonly taxes: readonly QuoteTax[];
  readonly totals: QuoteTotals;
  /** SHA-256 of everything but `id`, `at` and `expiresAt`: equal for quotes with the same content at different times. */
  readonly fingerprint: string;
  readonly expiresAt: string;
};
