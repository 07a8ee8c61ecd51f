import { containsCardNumber } from './card-number.ts';

/** Test numbers of the networks and of payment providers. */
const CARDS = {
  visa: '4242424242424242',
  mastercard: '5555555555554444',
  mastercard2: '2223003122003222',
  amex: '378282246310005',
  discover: '6011111111111117',
  diners: '30569309025904',
  diners16: '3056930009020004',
  jcb: '3566002020360505',
  unionPay: '6205500000000000004',
  maestro: '6759649826438453',
};

const inFours = (digits: string, separator: string) => (digits.match(/.{1,4}/g) ?? []).join(separator);
const groups = (digits: string, ...lengths: readonly number[]) =>
  lengths.map((length, index) => {
    const from = lengths.slice(0, index).reduce((sum, each) => sum + each, 0);
    return digits.slice(from, from + length);
  });
const inDigitsFrom = (digits: string, zero: number) =>
  digits.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

describe('containsCardNumber', () => {
  it.each(Object.entries(CARDS))('finds the number of %s, ungrouped and in fours', (_network, digits) => {
    expect([digits, inFours(digits, ' ')].map(containsCardNumber)).toEqual([true, true]);
  });

  it.each([
    ['single spaces', inFours(CARDS.visa, ' ')],
    ['two spaces', inFours(CARDS.visa, '  ')],
    ['three spaces', inFours(CARDS.visa, '   ')],
    ['spaces of different number', '4242 4242  4242 4242'],
    ['hyphens', inFours(CARDS.mastercard, '-')],
    ['hyphens with spaces', inFours(CARDS.mastercard, ' - ')],
    ['non-breaking hyphens', inFours(CARDS.mastercard, '\u2011')],
    ['en dashes', inFours(CARDS.mastercard, '\u2013')],
    ['em dashes', inFours(CARDS.mastercard, '\u2014')],
    ['minus signs', inFours(CARDS.mastercard, '\u2212')],
    ['dots', inFours(CARDS.visa, '.')],
    ['middle dots', inFours(CARDS.visa, '\u00b7')],
    ['bullets', inFours(CARDS.visa, ' \u2022 ')],
    ['slashes', inFours(CARDS.visa, '/')],
    ['underscores', inFours(CARDS.visa, '_')],
    ['tabs', inFours(CARDS.visa, '\t')],
    ['line breaks', inFours(CARDS.visa, '\n')],
    ['a line break in the middle', '4242 4242\r\n4242 4242'],
    ['spaces of several kinds, one of them invisible', '4242\u00a04242\u200b4242 4242'],
    ['two gaps left out', '42424242 42424242'],
    ['no-break spaces', inFours(CARDS.visa, '\u00a0')],
    ['narrow no-break spaces', inFours(CARDS.visa, '\u202f')],
    ['thin spaces', inFours(CARDS.visa, '\u2009')],
    ['figure spaces', inFours(CARDS.visa, '\u2007')],
    ['ideographic spaces', inFours(CARDS.visa, '\u3000')],
    ['different separators', '4242-4242 4242.4242'],
    ['zero-width spaces', inFours(CARDS.visa, '\u200b')],
    ['zero-width joiners between all digits', [...CARDS.visa].join('\u200d')],
    ['zero-width non-joiners', inFours(CARDS.visa, '\u200c')],
    ['word joiners', inFours(CARDS.visa, '\u2060')],
    ['byte order marks', inFours(CARDS.visa, '\ufeff')],
    ['soft hyphens', inFours(CARDS.visa, '\u00ad')],
    ['spaces and zero-width spaces', inFours(CARDS.visa, ' \u200b')],
    ['bidirectional marks', `\u202d${CARDS.visa}\u202c`],
    ['full-width digits', inDigitsFrom(CARDS.visa, 0xff10)],
    ['full-width digits in fours', inFours(inDigitsFrom(CARDS.visa, 0xff10), '\u3000')],
    ['Arabic-Indic digits', inFours(inDigitsFrom(CARDS.visa, 0x660), ' ')],
    ['Persian digits', inDigitsFrom(CARDS.amex, 0x6f0)],
    ['Devanagari digits', inDigitsFrom(CARDS.visa, 0x966)],
    ['Bengali digits', inDigitsFrom(CARDS.visa, 0x9e6)],
    ['mathematical bold digits', inDigitsFrom(CARDS.visa, 0x1d7ce)],
    ['mathematical monospace digits', inDigitsFrom(CARDS.visa, 0x1d7f6)],
    ['keycaps', [...CARDS.visa].map((digit) => `${digit}\ufe0f\u20e3`).join('')],
    ['digits struck through', [...CARDS.visa].map((digit) => `${digit}\u0336`).join('')],
    ['digits one by one', [...CARDS.visa].join(' ')],
    ['digits in pairs', (CARDS.visa.match(/../g) ?? []).join(' ')],
    ['the groups of American Express', groups(CARDS.amex, 4, 6, 5).join(' ')],
    ['the groups of Diners Club', groups(CARDS.diners, 4, 6, 4).join('-')],
    ['the groups of UnionPay', groups(CARDS.unionPay, 6, 13).join(' ')],
    ['text before', `my card is ${CARDS.visa}`],
    ['text right before and after', `card:${CARDS.visa};cvc 123`],
    ['a word without a space before', `Visa${CARDS.visa}`],
    ['a house number before', `flat 12 ${inFours(CARDS.visa, ' ')}`],
    ['the expiry date after', `${inFours(CARDS.visa, ' ')} 12/27 123`],
    ['the expiry date as one group after', `${inFours(CARDS.visa, ' ')} 1227`],
    ['a plus sign before', `+${inFours(CARDS.visa, ' ')}`],
    ['brackets', `(${CARDS.visa})`],
    ['an IBAN before', `DE89 3704 0044 0532 0130 00 ${inFours(CARDS.visa, ' ')}`],
    ['a phone number before', `+49 151 23456001, ${CARDS.visa}`],
    ['JSON around', JSON.stringify({ note: CARDS.visa })],
  ])('finds a number with %s', (_what, text) => {
    expect(containsCardNumber(text)).toBe(true);
  });

  it.each([
    ['a number with a wrong check digit', '4242424242424241'],
    ['a prefix that no network has', '1111111111111117'],
    ['twelve digits', '424242424242'],
    ['thirteen digits, which no network prints any more', '4222222222222'],
    ['Visa of nineteen digits, which is not printed', '4000000000000000006'],
    ['twenty digits', '42424242424242424242'],
    ['groups that no network prints', '424 24242 4242 4242'],
    ['a list of numbers', '4242, 4242, 4242, 4242'],
    ['a telephone number', '+44 20 7946 0958'],
    ['a telephone number with the check digit of a card number', '+49 151 23456001'],
    ['a telephone number of fifteen digits', '+378 282 246 310 005'],
    ['an id', 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E'],
    ['an order id of a marketplace', '405-1234567-1234009'],
    ['an order id of Shopify', '5403423129007'],
    ['an EAN', 'EAN 4006381331043'],
    ['a GTIN-14', 'GTIN 36281234567896'],
    ['an IBAN', 'IBAN GB29 NWBK 6016 1331 9268 19'],
    ['an IBAN, ungrouped', 'BE68539007547034'],
    ['a label of USPS', '9405 5118 9956 2000 0000 17'],
    ['a UUID', '550e8400-4242-4242-8242-424242424242'],
    ['a hash', 'd41d8cd98f004242424242424242424e'],
    ['a date and a time', '2026-11-29 12:34:56.789'],
    ['an empty text', ''],
  ])('returns false for %s', (_what, text) => {
    expect(containsCardNumber(text)).toBe(false);
  });

  it('takes linear time', () => {
    const parts = [
      '4',
      '4 ',
      '42 ',
      '4242-',
      'a',
      'ab12 ',
      '9400 1111 ',
      '+',
      '\u0664',
      '4\u200b',
      'deadbeef',
      '-4242',
    ];
    for (const part of parts) {
      const text = part.repeat(250_000 / part.length);
      expect(typeof containsCardNumber(text)).toBe('boolean');
    }
  });
});
