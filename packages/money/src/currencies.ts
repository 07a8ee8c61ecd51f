/**
 * The currencies of ISO 4217 by the number of digits of their minor unit: 1 GBP is 100 pence, 1 JPY has none, 1 KWD is
 * 1,000 fils. It is not the runtime's table (CLDR), which has 0 for HUF and IDR, and changes with each version of Node.
 * Codes without a minor unit in the standard are left out: precious metals, the SDR, bond market units, XTS and XXX.
 *
 * @see https://www.six-group.com/en/products-services/financial-information/data-standards.html (list one, published
 *   2026-01-01, read 2026-11-29)
 */
const CODES_BY_DIGITS = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY
    COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR
    IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD
    NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP
    SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG`,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/**
 * Currencies that were withdrawn since 2023, each with two digits (list three). New amounts in them are rejected, but
 * amounts that are stored or exported in them can still be parsed and formatted.
 */
const WITHDRAWN = 'ANG BGN CUC HRK SLL ZWL';

const table: ReadonlyMap<string, number> = new Map(
  Object.entries(CODES_BY_DIGITS).flatMap(([digits, codes]) =>
    codes.split(/\s+/).map((code) => [code, Number(digits)] as const),
  ),
);
const withdrawn: ReadonlySet<string> = new Set(WITHDRAWN.split(' '));

/** Returns true if `code` is a current currency of ISO 4217 with a minor unit. Codes are in capitals. */
export function isCurrency(code: string): boolean {
  return table.has(code);
}

/**
 * Returns the number of digits of the minor unit: 2 for GBP, 0 for JPY, 3 for KWD, 4 for CLF. Undefined if `code` is neither
 * a current currency of ISO 4217 nor one that was withdrawn since 2023.
 */
export function findMinorDigits(code: string): number | undefined {
  return table.get(code) ?? (withdrawn.has(code) ? 2 : undefined);
}
