/** Signs of a single currency. */
const UNSHARED_SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP' };

/** Returns whether a price with this sign or code can be in the currency. A price without a sign can. */
export function acceptsCurrencySign(sign: string, currency: string): boolean {
  return sign === '' || signsOf(currency).has(normalize(sign));
}

/** Returns the only currency of a sign or code; undefined for a shared one, such as `$`. */
export function currencyOfSign(sign: string): string | undefined {
  const normal = normalize(sign);
  if (Object.hasOwn(UNSHARED_SIGNS, normal)) return UNSHARED_SIGNS[normal];
  return Intl.supportedValuesOf('currency').find((code) => code === normal);
}

const signsByCurrency = new Map<string, ReadonlySet<string>>();

/** Returns the code and the signs that CLDR has for a currency. */
function signsOf(currency: string): ReadonlySet<string> {
  const known = signsByCurrency.get(currency);
  if (known !== undefined) return known;
  const styles = ['symbol', 'narrowSymbol'] as const;
  const signs = styles.map((currencyDisplay) => {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay });
    return format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? '';
  });
  const others = Object.entries(OTHER_SIGNS).flatMap(([sign, codes]) =>
    codes.includes(currency) ? [sign] : [],
  );
  const all = new Set([currency, ...signs, ...others].map(normalize));
  signsByCurrency.set(currency, all);
  return all;
}

/** Signs that CLDR does not have in English. */
const OTHER_SIGNS: Readonly<Record<string, readonly string[]>> = {
  us$: ['USD'],
  fr: ['CHF'],
  sfr: ['CHF'],
  kr: ['DKK', 'NOK', 'SEK', 'ISK'],
  zł: ['PLN'],
  kč: ['CZK'],
  ft: ['HUF'],
  lei: ['RON'],
  tl: ['TRY'],
};

/** Normalizes a sign: `kr.` and `KR` are the same. */
function normalize(sign: string): string {
  return sign.replace(/\.$/, '').toUpperCase();
}
