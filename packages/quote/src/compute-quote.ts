import { createHash } from 'node:crypto';
import { MAX_AMOUNT_MINOR } from '@tradepost/money/money';
import { addTaxes, type CartTaxes } from './add-taxes.ts';
import { checkInput } from './check-input.ts';
import { type Discounted, type DiscountedCart, sumOf } from './discounted-cart.ts';
import { cartFacts } from './facts.ts';
import { priceLines } from './price-lines.ts';
import type { SkippedPromotion } from './promotion.ts';
import type { Quote, QuoteDiscount, QuoteLine, QuoteShipping, QuoteTax, QuoteTotals } from './quote.ts';
import type { QuoteInput } from './quote-input.ts';
import type { Rejected } from './rejection.ts';
import { codeOf, selectPromotions } from './select-promotions.ts';
import { findShippingRate } from './shipping-cost.ts';

/** A cart with prices, discounts and shipping, before taxes: the amounts that a tax engine is asked about. */
export type PreparedCart = {
  readonly cart: DiscountedCart;
  readonly skipped: readonly SkippedPromotion[];
};

export type ComputedQuote = {
  readonly quote: Quote;
  /** Promotions that were not applied although the customer gave their code, or that need none. */
  readonly skipped: readonly SkippedPromotion[];
};

/**
 * Computes the money of a cart: price lists, line discounts, order discounts, shipping and its discounts, tax, credit, each step
 * rounded to whole minor units. The same input gives the same quote, to the byte, in whatever order offers, price lists, promotions
 * and rates are.
 *
 * @returns the quote, or the reason for which there is none
 * @throws QuoteError if the input breaks a rule; it names the field
 */
export function computeQuote(input: QuoteInput): ComputedQuote | Rejected {
  const prepared = prepareCart(input);
  if ('rejection' in prepared) return prepared;
  const { cart, skipped } = prepared;
  const taxes = addTaxes(cart, input);
  if ('rejection' in taxes) return taxes;
  const totals = toTotals(cart, taxes, input);
  if (Object.values(totals).some((minor) => minor > MAX_AMOUNT_MINOR)) return tooLarge();
  const content = {
    currency: input.currency,
    taxIncluded: input.tax.policy.included,
    lines: toLines(cart, taxes, input),
    shipping: toShipping(cart, taxes, input),
    discounts: toDiscounts(cart, input),
    taxes: sumByTax([...taxes.lines, ...taxes.shipping].flat()),
    totals,
  };
  const fingerprint = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return {
    quote: { id: input.id, at: input.at, ...content, fingerprint, expiresAt: input.expiresAt },
    skipped,
  };
}

/**
 * Computes everything but taxes: prices, promotions and shipping.
 *
 * @returns the cart, or the reason for which it has no price
 * @throws QuoteError if the input breaks a rule; it names the field
 */
export function prepareCart(input: QuoteInput): PreparedCart | Rejected {
  checkInput(input);
  const { at, currency, promotions = [], codes = [], shipping = [] } = input;
  const priced = priceLines(input);
  if ('rejection' in priced) return priced;
  const methods = shipping.filter((each) => findShippingRate(each, currency) === undefined);
  if (methods.length > 0) {
    const ids = methods.map(({ methodId }) => methodId);
    return { rejection: { code: 'SHIPPING_NOT_OFFERED', currency, methods: ids } };
  }
  const cart = { ...priced, currency, shipping, facts: cartFacts(input, priced.lines) };
  return selectPromotions(cart, { at, promotions, codes, rounding: input.tax.policy.rounding });
}

function toLines({ lines }: DiscountedCart, taxes: CartTaxes, input: QuoteInput): readonly QuoteLine[] {
  return lines.map((line, index) => {
    const own = taxes.lines[index] ?? [];
    const { lineId, offer, quantity, unitPriceMinor, wasMinor, priceList, gift, discounts } = line;
    return {
      lineId,
      sku: offer.sku,
      title: offer.title,
      quantity,
      unitPriceMinor,
      ...(wasMinor !== undefined && { wasMinor }),
      ...(priceList !== undefined && { priceList }),
      ...(gift !== undefined && { gift }),
      ...(offer.components !== undefined && { components: offer.components }),
      discounts,
      taxes: own,
      totalMinor: totalOf(line, own, input),
    };
  });
}

function toShipping(
  { shipping }: DiscountedCart,
  taxes: CartTaxes,
  input: QuoteInput,
): readonly QuoteShipping[] {
  return shipping.map((each, index) => {
    const own = taxes.shipping[index] ?? [];
    const { methodId, name, fullMinor, discounts } = each;
    return {
      methodId,
      name,
      priceMinor: fullMinor,
      discounts,
      taxes: own,
      totalMinor: totalOf(each, own, input),
    };
  });
}

function totalOf({ leftMinor }: Discounted, taxes: readonly QuoteTax[], { tax }: QuoteInput): number {
  return leftMinor + (tax.policy.included ? 0 : sumOf(taxes, ({ taxMinor }) => taxMinor));
}

function toDiscounts({ applied }: DiscountedCart, input: QuoteInput): readonly QuoteDiscount[] {
  const promotions = new Map(input.promotions?.map((each) => [each.id, each]));
  return [...applied].map(([id, minor]) => {
    const promotion = promotions.get(id);
    const code = promotion && codeOf(promotion, input.codes ?? []);
    return {
      promotion: id,
      name: promotion?.name ?? id,
      ...(code !== undefined && { code }),
      ...(promotion?.budgetMinor !== undefined && { hasBudget: true }),
      minor,
    };
  });
}

function toTotals(
  { lines, shipping, applied }: DiscountedCart,
  taxes: CartTaxes,
  input: QuoteInput,
): QuoteTotals {
  const linesMinor = sumOf(lines, ({ fullMinor }) => fullMinor);
  const shippingMinor = sumOf(shipping, ({ fullMinor }) => fullMinor);
  const discountMinor = sumOf([...applied.values()], (minor) => minor);
  const taxMinor = sumOf([...taxes.lines, ...taxes.shipping].flat(), (tax) => tax.taxMinor);
  const addedMinor = input.tax.policy.included ? 0 : taxMinor;
  const totalMinor = linesMinor + shippingMinor - discountMinor + addedMinor;
  const creditMinor = Math.min(input.creditMinor ?? 0, totalMinor);
  return {
    linesMinor,
    shippingMinor,
    discountMinor,
    taxMinor,
    totalMinor,
    creditMinor,
    dueMinor: totalMinor - creditMinor,
  };
}

/** Sums the amounts of each tax, in the order of their first lines. */
function sumByTax(taxes: readonly QuoteTax[]): readonly QuoteTax[] {
  const sums = new Map<string, QuoteTax>();
  for (const tax of taxes) {
    const key = JSON.stringify([tax.class, tax.name, tax.ppm, tax.exemption]);
    const sum = sums.get(key);
    const baseMinor = (sum?.baseMinor ?? 0) + tax.baseMinor;
    sums.set(key, { ...tax, baseMinor, taxMinor: (sum?.taxMinor ?? 0) + tax.taxMinor });
  }
  return [...sums.values()];
}

function tooLarge(): Rejected {
  return { rejection: { code: 'QUOTE_TOO_LARGE', maxTotalMinor: MAX_AMOUNT_MINOR } };
}
