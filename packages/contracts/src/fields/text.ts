import * as z from 'zod/mini';
import { containsCardNumber } from './card-number.ts';
import { withoutInvisible } from './invisible.ts';
import { personal } from './personal-data.ts';

/** Problem code of a request with a card number, instead of `VALIDATION_FAILED`. */
export const CARD_NUMBER_NOT_ACCEPTED = 'CARD_NUMBER_NOT_ACCEPTED';

/**
 * Check: at most `maximum` characters. If it fails, later checks are skipped, so that no regular expression and no
 * refinement runs on a text of unbounded length. It must be the first check of every text.
 *
 * @param maximum in Unicode code points, as JSON Schema counts
 */
export const atMost = (maximum: number) => z.maxLength(maximum, { abort: true });

/**
 * Check: Unicode without half surrogate pairs, U+FFFE and U+FFFF. Half a pair cannot be written in UTF-8, and SQS rejects
 * messages with the other two.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export const unicode = () =>
  z.refine<string>((value) => value.isWellFormed() && !/[\ufffe\uffff]/.test(value), {
    error: 'must be Unicode without half surrogate pairs, U+FFFE and U+FFFF',
    abort: true,
  });

/** Check: no payment card number. For free text only; see `containsCardNumber`. */
export const noCardNumber = () =>
  z.refine<string>((value) => !containsCardNumber(value), {
    error: 'must not contain a card number',
    params: { code: CARD_NUMBER_NOT_ACCEPTED },
  });

/** Check: no e-mail address. For ids and references, which are stored and published unsealed. */
export const notAnEmail = () =>
  z.refine<string>((value) => !EMAIL.test(value), {
    error: 'must not be an e-mail address, because ids and references are not sealed',
  });

/** No C0 and C1 control characters, line separators and paragraph separators. */
export const SINGLE_LINE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern excludes them.
  /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/;

/** Like `SINGLE_LINE`, but allows tabs and every kind of line break. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern excludes them.
const SEVERAL_LINES = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]*$/;

/** CR LF, CR, NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR (Unicode Standard Annex #14, class BK, CR and NL). */
const LINE_BREAK = /\r\n|[\r\u0085\u2028\u2029]/g;

/**
 * A text of one line, as a caller sends it: a name, a title, a reference. Rejects control characters and line breaks.
 * Removes invisible characters (see `withoutInvisible`) and white space at the ends, and returns Unicode NFC.
 *
 * @param maximum in Unicode code points
 */
export const line = (maximum: number) =>
  z.string().check(
    z.trim(),
    atMost(maximum),
    z.regex(SINGLE_LINE, { error: 'must not contain control characters or line breaks', abort: true }),
    unicode(),
    z.overwrite((value) => withoutInvisible(value).normalize('NFC').trim()),
    // NFC makes some texts longer.
    atMost(maximum),
    z.minLength(1),
  );

/**
 * A text of several lines, as a caller sends it: a note, a description. Like `line`, but allows tabs and line breaks. Every
 * line break becomes `\n`.
 *
 * @param maximum in Unicode code points
 * @param minimum in Unicode code points. Defaults to 1
 */
export const block = (maximum: number, minimum = 1) =>
  z.string().check(
    z.trim(),
    atMost(maximum),
    z.regex(SEVERAL_LINES, { error: 'must not contain control characters', abort: true }),
    unicode(),
    z.overwrite((value) => withoutInvisible(value).replace(LINE_BREAK, '\n').normalize('NFC').trim()),
    atMost(maximum),
    ...(minimum === 0 ? [] : [z.minLength(minimum)]),
  );

/**
 * A text in messages, responses and stored data. Its rule never becomes stricter than in version 0.1, so that every text that
 * was once accepted can be read. `line` and `block` restrict the texts that callers send.
 *
 * @param maximum in Unicode code points
 */
export const storedText = (maximum: number) =>
  z.string().check(
    z.minLength(1),
    z.maxLength(maximum),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern excludes them.
    z.regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/, 'must not contain control characters'),
  );

/**
 * The rule of `<input type="email">`. It is linear: each part of the domain has a bound, and the parts are separated by a
 * character that none of them contains.
 * @see https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
 */
const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

/** An e-mail address by HTML's rule, of at most 254 characters (RFC 5321, section 4.5.3.1). */
export const email = /* @__PURE__ */ z
  .string()
  .check(
    atMost(254),
    z.regex(EMAIL, { error: ({ input }) => (isAscii(String(input)) ? NOT_AN_EMAIL : NOT_ASCII_EMAIL) }),
    personal('contact'),
  )
  .register(z.globalRegistry, {
    description:
      'E-mail address, as HTML defines it. An internationalised domain is written in its xn-- form.',
  });

const NOT_AN_EMAIL = 'must be an e-mail address, such as ada@example.com';
const NOT_ASCII_EMAIL =
  'must be an e-mail address in ASCII: write an internationalised domain in its xn-- form (xn--mnchen-3ya.example)';

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are part of ASCII.
  return /^[\u0000-\u007f]*$/.test(text);
}
