const DIGIT_GROUPS = /\d+(?:[ \-.]\d+)*/g;
const SHORTEST_CARD_NUMBER = 13;
const LONGEST_CARD_NUMBER = 19;

/**
 * First digits by which card networks are known: Visa, Mastercard, American Express, Diners, JCB, Discover,
 * UnionPay, Maestro.
 * @see https://www.iso.org/standard/70484.html (ISO/IEC 7812-1, issuer identification numbers)
 */
const ISSUER_PREFIX =
  /^(4|5[0-8]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720|3[47]|30[0-59]|3[689]|35(2[89]|[3-8])|6(011|[0-9]))/;

/**
 * Tells whether a text holds a payment card number: 13 to 19 digits, in one run or in groups set apart by a
 * space, dash or dot, which begin as a card issuer's do and pass the Luhn check.
 *
 * @param text any text that a caller sent
 * @see https://www.pcisecuritystandards.org (PCI DSS 3.3: never store what you need not)
 */
export function containsCardNumber(text: string): boolean {
  return (text.match(DIGIT_GROUPS) ?? []).some((run) => someWindow(run.split(/[ \-.]/), isCardNumber));
}

/** A number may stand between other groups of digits («flat 12 4242 4242 4242 4242»), so all are tried. */
function someWindow(groups: readonly string[], test: (digits: string) => boolean): boolean {
  for (let first = 0; first < groups.length; first += 1) {
    let digits = '';
    for (let next = first; next < groups.length && digits.length <= LONGEST_CARD_NUMBER; next += 1) {
      digits += groups[next];
      if (test(digits)) return true;
    }
  }
  return false;
}

function isCardNumber(digits: string): boolean {
  return (
    digits.length >= SHORTEST_CARD_NUMBER &&
    digits.length <= LONGEST_CARD_NUMBER &&
    ISSUER_PREFIX.test(digits) &&
    passesLuhn(digits)
  );
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
