import * as z from 'zod/mini';

/**
 * The officially assigned codes of ISO 3166-1 alpha-2.
 * @see https://www.iso.org/obp/ui/#search/code/ (read from iso-codes 4.20 of February 2026)
 */
const ASSIGNED = `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
  CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
  GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM
  KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
  NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ
  SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU
  WF WS YE YT ZA ZM ZW`;

/**
 * The countries that an address may have: those of ISO 3166-1 and Kosovo, which has no code of its own there. Carriers,
 * payment providers and the European Union use XK, which the standard leaves to its users.
 */
export const COUNTRIES: ReadonlySet<string> = new Set([...ASSIGNED.split(/\s+/), 'XK']);

/**
 * Code of an unknown country, for orders from systems that did not record it. ISO 3166 leaves the code to its users, and
 * CLDR gives it this meaning.
 * @see https://www.unicode.org/reports/tr35/#unknown_region
 */
export const UNKNOWN_COUNTRY = 'ZZ';

/** Codes that are often sent by mistake, with the correct ones. */
const USE_INSTEAD: Readonly<Record<string, string>> = {
  // Reserved for the United Kingdom, whose code is GB. XI is Northern Ireland in VAT numbers only.
  UK: 'GB',
  XI: 'GB',
  // Greece in VAT numbers of the European Union.
  EL: 'GR',
  // Withdrawn from the standard.
  AN: 'CW, SX or BQ',
  BU: 'MM',
  CS: 'RS or ME',
  DD: 'DE',
  FX: 'FR',
  SU: 'RU',
  TP: 'TL',
  YU: 'RS or ME',
  ZR: 'CD',
};

/** ISO 3166-1 alpha-2 code, as a caller sends it. */
export const country = z.string().check(
  z.regex(/^[A-Z]{2}$/, { error: ({ input }) => formError(String(input)), abort: true }),
  z.refine((code) => COUNTRIES.has(code) || code === UNKNOWN_COUNTRY, {
    error: ({ input }) => unknownError(String(input)),
  }),
  z.describe('ISO 3166-1 alpha-2 country code, such as GB. XK is Kosovo, ZZ an unknown country.'),
);

function formError(sent: string): string {
  const code = sent.slice(0, 10).trim().toUpperCase();
  const meant = USE_INSTEAD[code] ?? (COUNTRIES.has(code) ? code : undefined);
  const rule = 'must be an ISO 3166-1 alpha-2 code in capitals';
  return meant === undefined ? `${rule}, such as GB` : `${rule}: use ${meant}`;
}

function unknownError(code: string): string {
  const meant = USE_INSTEAD[code];
  return meant === undefined
    ? 'must be a country of ISO 3166-1 alpha-2'
    : `must be a country of ISO 3166-1 alpha-2: use ${meant}`;
}
