import type { Zone } from './shipping-method.ts';

/** A place to deliver to. */
export type Destination = {
  /** ISO 3166-1 alpha-2 code. */
  readonly country: string;
  readonly region?: string | undefined;
  readonly postalCode?: string | undefined;
};

/**
 * Returns true if one of the zones contains the destination. A zone with regions contains only destinations with one of them, a
 * zone with postal prefixes only those whose postal code begins with one.
 */
export function deliversTo(
  zones: readonly Zone[],
  { country, region = '', postalCode = '' }: Destination,
): boolean {
  return zones.some(
    ({ countries, regions, postalPrefixes }) =>
      countries.includes(country) &&
      (regions === undefined || regions.some((each) => plain(each) === plain(region))) &&
      (postalPrefixes === undefined ||
        postalPrefixes.some((each) => plain(postalCode).startsWith(plain(each)))),
  );
}

/** Postal codes and regions are written with and without spaces and hyphens: SW1Y 4JH, sw1y4jh. */
function plain(text: string): string {
  return text.replaceAll(/[\s-]/g, '').toUpperCase();
}
