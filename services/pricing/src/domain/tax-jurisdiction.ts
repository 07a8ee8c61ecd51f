import { MAX_TAXES } from '@tradepost/quote/limits';
import * as z from 'zod/mini';
import { type NewTerms, replaceBy, storedTerms, type TermsCommand, termsAggregate } from './terms.ts';

const rate = z.object({
  taxClass: z.string(),
  name: z.string(),
  ppm: z.int(),
  compound: z.boolean(),
  validFrom: z.string(),
  validUntil: z.optional(z.string()),
});

export type Rate = z.infer<typeof rate>;

const jurisdictionFacts = z.object({
  ...storedTerms,
  country: z.string(),
  region: z.optional(z.string()),
  postalPrefix: z.optional(z.string()),
  rates: z.array(rate),
});

export type JurisdictionFacts = z.infer<typeof jurisdictionFacts>;

export const taxJurisdiction = termsAggregate<JurisdictionFacts>('tax-jurisdiction', jurisdictionFacts);

export type InvalidRates = { readonly code: 'TAX_RATES_INVALID'; readonly detail: string };

/** Creates a jurisdiction, if a quote can choose among its rates. */
export const createJurisdiction =
  (terms: NewTerms<JurisdictionFacts>): TermsCommand<JurisdictionFacts, InvalidRates> =>
  (existing, { at }) => {
    if (existing !== undefined) return { events: [] };
    const invalid = findInvalid(terms.rates);
    if (invalid !== undefined) return { rejection: invalid };
    return { events: [{ type: 'TermsChanged', terms: { ...terms, createdAt: at, updatedAt: at } }] };
  };

/** Sets all rates of a jurisdiction. */
export const setRates =
  (
    rates: readonly Rate[],
  ): TermsCommand<JurisdictionFacts, InvalidRates | { readonly code: 'TAX_JURISDICTION_NOT_FOUND' }> =>
  (existing, { at }) => {
    if (existing === undefined) return { rejection: { code: 'TAX_JURISDICTION_NOT_FOUND' } };
    const invalid = findInvalid(rates);
    if (invalid !== undefined) return { rejection: invalid };
    return replaceBy(existing, { ...existing, rates: [...rates] }, at);
  };

function findInvalid(rates: readonly Rate[]): InvalidRates | undefined {
  const detail = findProblem(rates);
  return detail === undefined ? undefined : { code: 'TAX_RATES_INVALID', detail };
}

/** A quote chooses one rate of a name at a time: two that begin at once would be ambiguous. */
function findProblem(rates: readonly Rate[]): string | undefined {
  const seen = new Set<string>();
  const names = new Map<string, Set<string>>();
  for (const [index, { taxClass, name, validFrom, validUntil }] of rates.entries()) {
    const key = JSON.stringify([taxClass, name, validFrom]);
    if (seen.has(key)) return `rates[${index}] must differ in class, name or validFrom from the others`;
    seen.add(key);
    if (validUntil !== undefined && validUntil <= validFrom)
      return `rates[${index}].validUntil must be after validFrom`;
    const ofClass = names.get(taxClass) ?? new Set();
    names.set(taxClass, ofClass.add(name));
    if (ofClass.size > MAX_TAXES) return `rates must have at most ${MAX_TAXES} names for ${taxClass}`;
  }
  return undefined;
}

type Place = {
  readonly country: string;
  readonly region?: string | undefined;
  readonly postalPrefix?: string | undefined;
};

/** Names a place in keys. The form of a postal prefix is the one in which postal codes are compared. */
export function placeKey({ country, region, postalPrefix }: Place): string {
  return JSON.stringify([country, region ?? null, postalPrefix ?? null]);
}

/** A postal code or prefix as it is compared: in upper case, without spaces. */
export function plainPostalCode(postalCode: string): string {
  return postalCode.replaceAll(/\s/g, '').toUpperCase();
}

/** Longest postal prefix that a jurisdiction may have, and that is looked up for a destination. */
const MAX_PREFIX = 10;

/** Keys of all places that a destination may be in: country, region, and each postal prefix with and without the region. */
export function placesOf(destination: {
  readonly country: string;
  readonly region?: string | undefined;
  readonly postalCode?: string | undefined;
}): readonly string[] {
  const { country, region, postalCode = '' } = destination;
  const plain = plainPostalCode(postalCode).slice(0, MAX_PREFIX);
  const prefixes = [undefined, ...Array.from(plain, (_character, index) => plain.slice(0, index + 1))];
  const regions = region === undefined ? [undefined] : [undefined, region];
  return regions.flatMap((each) =>
    prefixes.map((postalPrefix) => placeKey({ country, region: each, postalPrefix })),
  );
}
