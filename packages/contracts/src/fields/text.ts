import * as z from 'zod/mini';
import { containsCardNumber } from './card-number.ts';

/** The problem code that a refused card number gets, in place of `VALIDATION_FAILED`. */
export const CARD_NUMBER_NOT_ACCEPTED = 'CARD_NUMBER_NOT_ACCEPTED';

/**
 * Whether a text can be kept and sent on as it is: half a surrogate pair cannot be UTF-8, and U+FFFE and U+FFFF are in no
 * message of SQS, so that an event with one would never arrive.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export const unicode = () =>
  z.refine<string>((value) => value.isWellFormed() && !/[\ufffe\uffff]/.test(value), {
    error: 'must be Unicode without half surrogate pairs, U+FFFE and U+FFFF',
  });

/**
 * A text that a person typed: trimmed, 1 to `maxLength` characters, no control characters, no card number, Unicode that
 * every queue takes.
 *
 * @param maxLength in UTF-16 code units
 */
export const text = (maxLength: number) =>
  z.string().check(
    z.trim(),
    z.minLength(1),
    z.maxLength(maxLength),
    unicode(),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is kept out.
    z.regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/, 'must not contain control characters'),
    z.refine((value) => !containsCardNumber(value), {
      error: 'must not contain a card number',
      params: { code: CARD_NUMBER_NOT_ACCEPTED },
    }),
  );

/** RFC 5321, section 4.5.3.1: a path is at most 254 characters long. */
export const email = z.email().check(
  z.maxLength(254),
  // RFC 1034, section 3.5: what JSON Schema calls an e-mail address does not have one either.
  z.refine((value) => !/@.*-\./.test(value), {
    error: 'must not have a dash at the end of a part of its domain',
  }),
  z.refine((value) => !containsCardNumber(value), {
    error: 'must not contain a card number',
    params: { code: CARD_NUMBER_NOT_ACCEPTED },
  }),
  z.describe('An e-mail address (RFC 5321).'),
);

/** A name in URLs: lower-case letters, digits and single dashes. */
export const slug = z
  .string()
  .check(
    z.maxLength(100),
    z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single dashes'),
    z.describe('A name for use in URLs: lower-case letters, digits and single dashes.'),
  );
