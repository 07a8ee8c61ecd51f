import { randomInt } from 'node:crypto';
import type { SecretResource } from '@tradepost/compiled-service/templates/resources';

const LETTERS_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** Characters that Secrets Manager counts as punctuation. */
export const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/**
 * Generates a password as Secrets Manager does, but does not guarantee a character of each kind.
 *
 * @param below draws an integer from 0 up to, but not including, its argument
 * @throws if the rules exclude every character
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html
 */
export function generatePassword(
  { length, excludePunctuation, excludeCharacters }: SecretResource['generated'],
  below: (bound: number) => number = randomInt,
): string {
  const characters = [...LETTERS_AND_DIGITS, ...(excludePunctuation ? '' : PUNCTUATION)].filter(
    (character) => !excludeCharacters.includes(character),
  );
  if (characters.length === 0) throw new Error('the rules for the password exclude every character');
  return Array.from({ length }, () => characters[below(characters.length)]).join('');
}
