import { randomInt } from 'node:crypto';
import type { SecretResource } from '../resources.ts';

const LETTERS_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** What Secrets Manager excludes as punctuation. */
export const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/**
 * A password as Secrets Manager makes one, but that it need not have a character of each kind.
 *
 * @param below draws a number from 0 to below its argument
 * @throws where the rules leave no character
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html
 */
export function generatePassword(
  { length, excludePunctuation, excludeCharacters }: SecretResource['generated'],
  below: (bound: number) => number = randomInt,
): string {
  const characters = [...LETTERS_AND_DIGITS, ...(excludePunctuation ? '' : PUNCTUATION)].filter(
    (character) => !excludeCharacters.includes(character),
  );
  if (characters.length === 0) throw new Error('a password needs characters that are not excluded');
  return Array.from({ length }, () => characters[below(characters.length)]).join('');
}
