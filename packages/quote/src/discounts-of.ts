import { holds } from './condition.ts';
import { type Discounted, type DiscountedLine, type DiscountedShipping, sumOf } from './discounted-cart.ts';
import { lineFacts, shippingFacts } from './facts.ts';
import { unitsOfPattern } from './pattern.ts';
import type { Promotion } from './promotion.ts';
import { type Rounding, shareOf } from './round.ts';
import { shareOfUnits, split } from './split.ts';

/** Settings of the whole quote. */
export type QuoteSettings = { readonly currency: string; readonly rounding: Rounding };

/** Returns the discount of a promotion for each line, in minor units, at most the line's rest. The promotion has no gift. */
export function discountsOfLines(
  promotion: Promotion,
  lines: readonly DiscountedLine[],
  settings: QuoteSettings,
): readonly number[] {
  const { target, spread } = promotion;
  if (target.kind === 'order') return spreadOver(promotion, lines, settings);
  const units = unitsOf(promotion, lines, settings.currency);
  if (target.kind === 'lines' && spread === 'across' && promotion.value.kind === 'amount') {
    const matching = lines.map((line, index) => (units[index] === 0 ? { ...line, leftMinor: 0 } : line));
    return spreadOver(promotion, matching, settings);
  }
  return lines.map(({ leftMinor, quantity }, index) => {
    const count = units[index] ?? 0;
    return discountOf(promotion, shareOfUnits(leftMinor, quantity, 0, count), count, settings);
  });
}

/** Returns the discount of a promotion for each shipping method, in minor units, at most the method's rest. */
export function discountsOfShipping(
  promotion: Promotion,
  shipping: readonly DiscountedShipping[],
  settings: QuoteSettings,
): readonly number[] {
  const { target } = promotion;
  const where = target.kind === 'shipping' ? target.where : undefined;
  return shipping.map((each) =>
    holds(where, shippingFacts(each, settings.currency))
      ? discountOf(promotion, each.leftMinor, 1, settings)
      : 0,
  );
}

/** One discount for all items, split over them by their rests. */
function spreadOver(
  promotion: Promotion,
  items: readonly Discounted[],
  settings: QuoteSettings,
): readonly number[] {
  const rests = items.map(({ leftMinor }) => leftMinor);
  const allMinor = sumOf(items, ({ leftMinor }) => leftMinor);
  if (allMinor === 0) return rests;
  return split(discountOf(promotion, allMinor, 1, settings), rests);
}

/** Discount of some units that cost `amountMinor` together. */
function discountOf(
  { value }: Promotion,
  amountMinor: number,
  units: number,
  { currency, rounding }: QuoteSettings,
): number {
  if (value.kind === 'gift') return 0;
  if (value.kind === 'percent') return shareOf(amountMinor, value.ppm, rounding);
  const minor = value.minor[currency];
  if (minor === undefined) return 0;
  // Both factors are below 2^37 and 2^20. A product that is not exact is above each amount, so that it does not count.
  const allUnits = minor * units;
  return value.kind === 'amount' ? Math.min(amountMinor, allUnits) : Math.max(0, amountMinor - allUnits);
}

/** Number of units of each line that a promotion discounts. */
function unitsOf(
  { target }: Promotion,
  lines: readonly DiscountedLine[],
  currency: string,
): readonly number[] {
  if (target.kind === 'pattern') return unitsOfPattern(target, lines, currency);
  const where = target.kind === 'lines' ? target.where : undefined;
  return lines.map((line) => (holds(where, lineFacts(line, currency)) ? line.quantity : 0));
}
