/** CLDR's code for an unknown country; ISO 3166 leaves it to its users. */
const UNKNOWN_COUNTRY = 'ZZ';

/** Names that the English names of CLDR do not have. */
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
  // The Channel Islands have a code each and none together: Guernsey's stands for both.
  'channel islands': 'GG',
  // ISO 3166 keeps EU for the European Union.
  'european community': 'EU',
  unspecified: UNKNOWN_COUNTRY,
};

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/**
 * Takes a country's English name, or its code; returns its ISO 3166-1 alpha-2 code, and `ZZ` where it is not
 * known.
 */
export function toCountryCode(name: string): string {
  const normal = normalize(name);
  return OTHER_NAMES[normal] ?? codes().get(normal) ?? UNKNOWN_COUNTRY;
}

let known: ReadonlyMap<string, string> | undefined;

/** The runtime's own list (CLDR), turned round: codes by name, and by themselves. */
function codes(): ReadonlyMap<string, string> {
  if (known !== undefined) return known;
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const found = new Map<string, string>();
  for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
    const name = code === UNKNOWN_COUNTRY ? undefined : names.of(code);
    // Withdrawn codes share a name with their successors (BU and MM are both Myanmar): the canonical one is kept.
    if (name === undefined || new Intl.Locale(`und-${code}`).region !== code) continue;
    found.set(normalize(name), code).set(code.toLowerCase(), code);
  }
  known = found;
  return found;
}

/** `St. Lucia`, `ST LUCIA` and `Saint Lucia` are one. */
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
