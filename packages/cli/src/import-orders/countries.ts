import { COUNTRIES, UNKNOWN_COUNTRY } from '@tradepost/contracts/fields/country';

/** Names that CLDR does not have in English. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  eire: 'IE',
  'republic of ireland': 'IE',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  uk: 'GB',
  usa: 'US',
  'united states of america': 'US',
  rsa: 'ZA',
  uae: 'AE',
  'czech republic': 'CZ',
  'hong kong': 'HK',
  macau: 'MO',
  korea: 'KR',
  'republic of korea': 'KR',
  holland: 'NL',
  'the netherlands': 'NL',
  'russian federation': 'RU',
  'viet nam': 'VN',
  turkey: 'TR',
  burma: 'MM',
  myanmar: 'MM',
  'ivory coast': 'CI',
  // Jersey and Guernsey have a code each, and none together: Guernsey's is used for both.
  'channel islands': 'GG',
  // Not a country of ISO 3166, which reserves EU for other uses.
  'european community': UNKNOWN_COUNTRY,
  unspecified: UNKNOWN_COUNTRY,
};

/**
 * Takes a country's English name, or its code; returns its ISO 3166-1 alpha-2 code, or `ZZ` if it is unknown.
 */
export function toCountryCode(name: string): string {
  const normal = normalize(name);
  return OTHER_NAMES[normal] ?? codes().get(normal) ?? UNKNOWN_COUNTRY;
}

let known: ReadonlyMap<string, string> | undefined;

/** Codes that the API accepts, by their English names in CLDR and by themselves. */
function codes(): ReadonlyMap<string, string> {
  if (known !== undefined) return known;
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const found = new Map<string, string>();
  for (const code of COUNTRIES) {
    const name = names.of(code);
    if (name !== undefined) found.set(normalize(name), code);
    found.set(code.toLowerCase(), code);
  }
  known = found;
  return found;
}

/** Normalizes a name: `St. Lucia`, `ST LUCIA` and `Saint Lucia` are the same. */
function normalize(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[.'’]/g, '')
    .replace(/\bsaint\b/g, 'st')
    .replace(/&/g, 'and')
    .replace(/\s+/g, ' ')
    .trim();
}
