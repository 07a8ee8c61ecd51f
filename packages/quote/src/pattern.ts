import { holds } from './condition.ts';
import { sumOf } from './discounted-cart.ts';
import { lineFacts } from './facts.ts';
import type { PricedLine } from './price-lines.ts';
import type { PromotionTarget } from './promotion.ts';

type Pattern = Extract<PromotionTarget, { kind: 'pattern' }>;

/**
 * Returns the number of units of each line that a pattern discounts: `get.units` for each time that the pattern is found. No unit
 * is both bought and discounted, and none is counted twice. Gifts are not counted.
 *
 * The pattern is counted as often as the units allow: each count needs its `buy` and `get` units, and both together at most the
 * units that match either of them. Of the units that match both, as many are kept as `buy` needs.
 */
export function unitsOfPattern(
  pattern: Pattern,
  lines: readonly PricedLine[],
  currency: string,
): readonly number[] {
  const { buy, get } = pattern;
  const counted = lines.map((line, index) => ({
    index,
    unitPriceMinor: line.unitPriceMinor,
    units: line.gift === undefined ? line.quantity : 0,
    isBought: holds(buy.where, lineFacts(line, currency)),
    isGot: holds(get.where, lineFacts(line, currency)),
  }));
  const unitsWhere = (test: (line: (typeof counted)[number]) => boolean) =>
    sumOf(counted.filter(test), ({ units }) => units);
  const times = Math.min(
    pattern.maxTimes ?? Number.POSITIVE_INFINITY,
    buy.units === 0
      ? Number.POSITIVE_INFINITY
      : Math.floor(unitsWhere(({ isBought }) => isBought) / buy.units),
    Math.floor(unitsWhere(({ isGot }) => isGot) / get.units),
    Math.floor(unitsWhere(({ isBought, isGot }) => isBought || isGot) / (buy.units + get.units)),
  );

  const boughtOnly = unitsWhere(({ isBought, isGot }) => isBought && !isGot);
  const keptForBuy = Math.max(0, times * buy.units - boughtOnly);
  let spare = unitsWhere(({ isBought, isGot }) => isBought && isGot) - keptForBuy;
  let open = times * get.units;
  const discounted = lines.map(() => 0);
  const sign = pattern.pick === 'dearest' ? -1 : 1;
  const candidates = counted
    .filter(({ isGot }) => isGot)
    .toSorted((a, b) => sign * (a.unitPriceMinor - b.unitPriceMinor) || a.index - b.index);
  for (const { index, units, isBought } of candidates) {
    const taken = Math.min(open, units, isBought ? spare : units);
    discounted[index] = taken;
    open -= taken;
    if (isBought) spare -= taken;
  }
  return discounted;
}
