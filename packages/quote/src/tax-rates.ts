import { MAX_TAXES } from './limits.ts';
import { QuoteError } from './quote-error.ts';
import type { Destination } from './quote-input.ts';
import type { Exemption, TaxRate } from './tax-input.ts';
import { isValidAt } from './validity.ts';

/** The part of a rate that taxes are calculated by. */
export type ChosenRate = Pick<TaxRate, 'name' | 'ppm' | 'compound'> & {
  readonly exemption?: string | undefined;
};

/**
 * Chooses the rates of a tax class at a place and time. Of the rates with one name the most specific counts: the longest postal
 * prefix, then a region, then the country; then the one that became valid last. Compound rates come last; otherwise rates are in
 * the order of their names. A buyer who is exempt pays 0 ppm of each.
 *
 * @returns no rates if none is valid at the place
 * @throws QuoteError if two rates with one name are for the same place and valid from the same time
 */
export function chooseRates(
  rates: readonly TaxRate[],
  taxClass: string,
  place: Destination,
  at: string,
  exemption: Exemption | undefined,
): readonly ChosenRate[] {
  const candidates = rates
    .filter((rate) => rate.taxClass === taxClass && isAtPlace(rate, place))
    .filter((rate) => isValidAt(at, rate.validFrom, rate.validUntil))
    .toSorted((a, b) => specificity(b) - specificity(a) || Date.parse(b.validFrom) - Date.parse(a.validFrom));
  const byName = new Map<string, TaxRate>();
  for (const rate of candidates) {
    const chosen = byName.get(rate.name);
    if (chosen === undefined) byName.set(rate.name, rate);
    else if (isSameRank(chosen, rate)) {
      throw new QuoteError(
        'tax.rates',
        `must have one rate of a name, place and time: ${rate.name} of ${taxClass} has two`,
      );
    }
  }
  if (byName.size > MAX_TAXES) {
    throw new QuoteError('tax.rates', `must have at most ${MAX_TAXES} names for ${taxClass}`, byName.size);
  }
  const isExempt =
    exemption !== undefined &&
    (exemption.taxClasses === undefined || exemption.taxClasses.includes(taxClass));
  return [...byName.values()]
    .toSorted((a, b) => Number(a.compound) - Number(b.compound) || (a.name < b.name ? -1 : 1))
    .map(({ name, ppm, compound }) =>
      isExempt ? { name, ppm: 0, compound, exemption: exemption.reason } : { name, ppm, compound },
    );
}

function isAtPlace({ country, region, postalPrefix }: TaxRate, place: Destination): boolean {
  if (country !== place.country) return false;
  if (region !== undefined && region !== place.region) return false;
  return postalPrefix === undefined || plain(place.postalCode ?? '').startsWith(plain(postalPrefix));
}

const MORE_THAN_A_REGION = 2;

function specificity({ region, postalPrefix }: TaxRate): number {
  const prefixLength = postalPrefix === undefined ? 0 : plain(postalPrefix).length;
  return prefixLength * MORE_THAN_A_REGION + (region === undefined ? 0 : 1);
}

function isSameRank(a: TaxRate, b: TaxRate): boolean {
  return specificity(a) === specificity(b) && Date.parse(a.validFrom) === Date.parse(b.validFrom);
}

function plain(postalCode: string): string {
  return postalCode.replaceAll(/\s/g, '').toUpperCase();
}
