/**
 * Returns true if a text contains a payment card number: digits with a length, issuer prefix and grouping that a card network
 * prints, and with a valid check digit (Luhn). For free text only: phone numbers, references, ids and SKUs can have such
 * digits by chance and are never checked.
 *
 * Digits of every script count. Zero-width characters, soft hyphens and combining marks are ignored. Groups are
 * separated by up to three spaces, dashes, dots, slashes or underscores. International phone numbers, IBANs, GTIN-14s,
 * UUIDs, hashes and the numbers of US parcel labels are recognised and ignored.
 *
 * @param text any text that a caller sent
 * @see https://www.pcisecuritystandards.org (PCI DSS 3.3: card numbers are not stored where they are not needed)
 */
export function containsCardNumber(text: string): boolean {
  const digits = toPlainDigits(text);
  if (!hasDigits(digits, MIN_CARD_DIGITS)) return false;
  const plain = withoutOtherNumbers(digits);
  return [...plain.matchAll(DIGIT_GROUPS)].some(({ 0: run, index }) =>
    holdsCardNumber(run, isAfterPlus(plain, index)),
  );
}

const SEPARATOR = String.raw`[\s\p{Pd}\u2212.\u00b7\u2022\u2027/_]{1,3}`;
const DIGIT_GROUPS = new RegExp(String.raw`\d+(?:${SEPARATOR}\d+)*`, 'gu');
const BETWEEN_GROUPS = new RegExp(SEPARATOR, 'u');

/** The shortest printed numbers are those of Diners Club. Few texts have that many digits, and the search is slow. */
const MIN_CARD_DIGITS = 14;

/** Returns true if a text has at least some number of ASCII digits. */
function hasDigits(text: string, min: number): boolean {
  let found = 0;
  for (let index = 0; index < text.length && found < min; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 0x30 && code <= 0x39) found += 1;
  }
  return found === min;
}

/** ITU-T E.164: an international phone number has at most 15 digits. */
const MAX_PHONE_DIGITS = 15;

/** Format of a network's numbers: the first digits, the number of digits, and the printed groups. People omit gaps. */
type Network = {
  readonly name: string;
  readonly prefix: RegExp;
  readonly groups: Readonly<Record<number, readonly string[]>>;
};

/** Sixteen digits in groups of four. */
const FOURS = { 16: ['4-4-4-4'] };

/**
 * Prefixes by ISO/IEC 7812 as the networks publish them (Wikipedia, "Payment card number", and the tables of Braintree's
 * `credit-card-type`, November 2026). Lengths that a network allows but does not print are left out: Visa of 13 and 19
 * digits, Maestro of 12 to 15. So is UnionPay's and RuPay's 81 and 82: order numbers of a large marketplace and payment
 * tokens of Adyen begin with them, and such cards are rare.
 */
const NETWORKS: readonly Network[] = [
  { name: 'Visa', prefix: /^4/, groups: FOURS },
  {
    name: 'Mastercard',
    prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/,
    groups: FOURS,
  },
  // People also type them in groups of four.
  { name: 'American Express', prefix: /^3[47]/, groups: { 15: ['4-6-5', '4-4-4-3'] } },
  {
    name: 'Diners Club',
    prefix: /^3(?:0[0-5]|095|[689])/,
    groups: { 14: ['4-6-4', '4-4-4-2'], ...FOURS },
  },
  { name: 'Discover', prefix: /^(?:6011|64[4-9]|65)/, groups: FOURS },
  { name: 'JCB', prefix: /^35(?:2[89]|[3-8])/, groups: FOURS },
  { name: 'UnionPay', prefix: /^62/, groups: { ...FOURS, 19: ['4-4-4-4-3', '6-13'] } },
  {
    name: 'Maestro',
    prefix: /^(?:5018|5020|5038|5893|6304|6759|676[1-37])/,
    groups: { ...FOURS, 19: ['4-4-4-4-3'] },
  },
  { name: 'Mir', prefix: /^220[0-4]/, groups: FOURS },
  { name: 'RuPay', prefix: /^(?:60|508)/, groups: FOURS },
  { name: 'Elo', prefix: /^(?:506[67]|509|6277|636[23])/, groups: FOURS },
  { name: 'Troy', prefix: /^9792/, groups: FOURS },
];

/** A card number may be between other groups of digits: "flat 12 4242 4242 4242 4242". */
function holdsCardNumber(run: string, afterPlus: boolean): boolean {
  const groups = run.split(BETWEEN_GROUPS);
  const isPhone = afterPlus && groups.join('').length <= MAX_PHONE_DIGITS;
  if (isPhone) return false;
  if (isTypedOneByOne(groups) && isCardNumber(groups.join(''))) return true;
  return groups.some((_first, start) =>
    PRINTED_GROUPS.some((count) => {
      const window = groups.slice(start, start + count);
      const printed = window.map(({ length }) => length).join('-');
      return window.length === count && isCardNumber(window.join(''), printed);
    }),
  );
}

/** Networks print a number in one group, in two (UnionPay), three, four or five. */
const PRINTED_GROUPS = [1, 2, 3, 4, 5];

/** "4 2 4 2 …" or "42 42 …": other numbers of these lengths are not written in this way. */
function isTypedOneByOne(groups: readonly string[]): boolean {
  return groups.every(({ length }) => length === 1) || groups.every(({ length }) => length === 2);
}

function isCardNumber(digits: string, printed?: string): boolean {
  const isPrinted = NETWORKS.some(({ prefix, groups }) => {
    const known = groups[digits.length];
    return (
      known !== undefined &&
      prefix.test(digits) &&
      (printed === undefined || known.some((whole) => isGroupedAs(printed, whole)))
    );
  });
  return isPrinted && passesLuhn(digits) && !(printed === '14' && isGtin14(digits));
}

/** Returns true if all gaps of `printed` are gaps of `whole`: 4-8-4 and 16 are 4-4-4-4 with omitted gaps. */
function isGroupedAs(printed: string, whole: string): boolean {
  const gaps = gapsIn(whole);
  return gapsIn(printed).every((gap) => gaps.includes(gap));
}

/** Positions of the gaps, in digits from the left: 4, 8 and 12 in 4-4-4-4. */
function gapsIn(groups: string): readonly number[] {
  const lengths = groups.split('-').map(Number);
  return lengths
    .slice(1)
    .map((_length, index) => lengths.slice(0, index + 1).reduce((sum, each) => sum + each, 0));
}

/**
 * Replaces digits of every script by ASCII digits and removes invisible characters. The digits of a script are ten
 * consecutive code points, starting with its zero.
 * @see https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-4/ (section 4.6, decimal digits)
 */
function toPlainDigits(text: string): string {
  if (ASCII.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}]/gu, '')
    .replace(/(?![0-9])\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are part of ASCII.
const ASCII = /^[\u0000-\u007f]*$/;

function digitValue(digit: string): number {
  const codePoint = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(codePoint - before - 1))) before += 1;
  return before % 10;
}

/** International phone numbers begin with a plus sign: "+39 333 123 4567", "+(39) 333…". */
function isAfterPlus(text: string, index: number): boolean {
  return /[+][ (]{0,2}$/.test(text.slice(Math.max(0, index - 3), index));
}

const UUID = /(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])/gi;
/** MD5, SHA-1, SHA-256 and UUIDs without dashes. */
const HASH = /(?<![0-9a-z])(?=\d{0,63}[a-f])[0-9a-f]{32,64}(?![0-9a-z])/gi;
/** USPS Publication 199: 20 or 22 digits in fours, the first of which begins with 91 to 95. */
const PARCEL_LABEL = /(?<!\d)9[1-5]\d{2}(?: \d{4}){4}(?: \d{2})?(?![ ]?\d)/g;
/** ISO 13616: country, two check digits and up to 30 letters or digits, in groups of four or ungrouped. */
const IBAN = /(?<![0-9a-z])[a-z]{2}\d{2}(?:[ -]?[0-9a-z]){11,30}(?![0-9a-z])/gi;

function withoutOtherNumbers(text: string): string {
  return text
    .replace(UUID, ' x ')
    .replace(HASH, ' x ')
    .replace(PARCEL_LABEL, ' x ')
    .replace(IBAN, withoutIban);
}

/** The match may include words after the IBAN, so every end of a group is tried, longest first. */
function withoutIban(match: string): string {
  const groups = match.split(/(?<=[ -])/);
  for (let count = groups.length; count > 0; count -= 1) {
    const taken = groups.slice(0, count).join('');
    if (hasIbanCheckDigits(taken.replace(/[ -]/g, ''))) return ` x ${match.slice(taken.length)}`;
  }
  return match;
}

/** ISO 7064, MOD 97-10: letters count as 10 to 35, and the first four characters come last. */
function hasIbanCheckDigits(iban: string): boolean {
  if (iban.length < 15) return false;
  let rest = 0;
  for (const character of `${iban.slice(4)}${iban.slice(0, 4)}`) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** GS1 General Specifications, section 7.9: the last digit makes the weighted sum a multiple of ten. */
function isGtin14(digits: string): boolean {
  const sum = [...digits].reduce(
    (total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1),
    0,
  );
  return sum % 10 === 0;
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const weighted = place % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}
