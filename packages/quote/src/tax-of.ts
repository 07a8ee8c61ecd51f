import { divideRounded, PPM, shareOf } from './round.ts';
import { split } from './split.ts';
import type { TaxAmount, TaxPolicy } from './tax-input.ts';
import type { ChosenRate } from './tax-rates.ts';

type Rules = Pick<TaxPolicy, 'included' | 'level' | 'rounding'>;

/**
 * Calculates the taxes of a line.
 *
 * With `level: 'unit'`, each unit has its share of the amount by `split` with equal weights, and its tax is rounded. There are at
 * most two different shares.
 *
 * @param amountMinor price of all units after discounts, in minor units
 * @param quantity units, 1 or more
 * @returns one amount for each rate, in the order of the rates
 */
export function taxesOf(
  amountMinor: number,
  quantity: number,
  rates: readonly ChosenRate[],
  rules: Rules,
): readonly TaxAmount[] {
  const calculate = rules.included ? taxesIncluded : taxesAdded;
  if (rules.level === 'line') return calculate(amountMinor, rates, rules);
  const unitMinor = Math.floor(amountMinor / quantity);
  const larger = amountMinor % quantity;
  const ofUnit = calculate(unitMinor, rates, rules);
  const ofLarger = calculate(unitMinor + 1, rates, rules);
  const sum = (one: number, other: number) => one * (quantity - larger) + other * larger;
  return ofUnit.map((tax, index) => {
    const other = ofLarger[index] ?? tax;
    return {
      ...tax,
      baseMinor: sum(tax.baseMinor, other.baseMinor),
      taxMinor: sum(tax.taxMinor, other.taxMinor),
    };
  });
}

/** Prices without tax: each tax is rounded. A compound rate is charged on the amount with the taxes before it. */
function taxesAdded(
  amountMinor: number,
  rates: readonly ChosenRate[],
  { rounding }: Rules,
): readonly TaxAmount[] {
  let withTaxes = amountMinor;
  return rates.map((rate) => {
    const baseMinor = rate.compound ? withTaxes : amountMinor;
    const taxMinor = shareOf(baseMinor, rate.ppm, rounding);
    withTaxes += taxMinor;
    return toTaxAmount(rate, baseMinor, taxMinor);
  });
}

/**
 * Prices that include the tax: the sum of all taxes is rounded once, and split over the rates by their exact amounts. Taxes that were
 * each rounded could sum to more than the price.
 */
function taxesIncluded(
  amountMinor: number,
  rates: readonly ChosenRate[],
  { rounding }: Rules,
): readonly TaxAmount[] {
  // The exact tax of each rate on a net amount of PPM ^ rates.length, which keeps all of them whole.
  let gross = PPM ** BigInt(rates.length);
  const net = gross;
  const exact = rates.map(({ ppm, compound }) => {
    const tax = ((compound ? gross : net) * BigInt(ppm)) / PPM;
    gross += tax;
    return tax;
  });
  const sumMinor = Number(divideRounded(BigInt(amountMinor) * (gross - net), gross, rounding));
  const parts = split(sumMinor, exact);
  let withTaxes = amountMinor - sumMinor;
  return rates.map((rate, index) => {
    const taxMinor = parts[index] ?? 0;
    const baseMinor = rate.compound ? withTaxes : amountMinor - sumMinor;
    withTaxes += taxMinor;
    return toTaxAmount(rate, baseMinor, taxMinor);
  });
}

function toTaxAmount({ name, ppm, exemption }: ChosenRate, baseMinor: number, taxMinor: number): TaxAmount {
  return { name, ppm, baseMinor, taxMinor, ...(exemption !== undefined && { exemption }) };
}
