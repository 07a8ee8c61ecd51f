/** Signs that mean one currency wherever they are used in trade. */
const UNSHARED_SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP' };

/** Whether a price with this sign or code beside it can be in the currency; one without a sign can. */
export function acceptsCurrencySign(sign: string, currency: string): boolean {
  return sign === '' || signsOf(currency).has(normalize(sign));
}

/** @returns the only currency that the sign or code stands for; undefined for a shared one, such as `$` */
export function currencyOfSign(sign: string): string | undefined {
  const normal = normalize(sign);
  if (Object.hasOwn(UNSHARED_SIGNS, normal)) return UNSHARED_SIGNS[normal];
  return Intl.supportedValuesOf('currency').find((code) => code === normal);
}

const signsByCurrency = new Map<string, ReadonlySet<string>>();

/** The code and the signs that CLDR has, in the currency's own and in English style. */
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

/** Signs that English texts do not use. */
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

/** `kr.` and `KR` are one sign. */
function normalize(sign: string): string {
  return sign.replace(/\.$/, '').toUpperCase();
}
