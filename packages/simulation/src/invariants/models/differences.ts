import { isDeepStrictEqual } from 'node:util';
import type { UncheckedJson } from '../../dynamodb/plain.ts';

/**
 * Returns the names of the fields that differ, with both values; undefined if there are none. Fields that only another
 * version of a service has are not compared.
 *
 * @param known the fields to compare
 */
export function differences(
  answer: UncheckedJson,
  expected: UncheckedJson,
  known: readonly string[],
): string | undefined {
  const different = known.filter((name) => !isDeepStrictEqual(answer?.[name], expected?.[name]));
  if (different.length === 0) return undefined;
  return different
    .map((name) => `${name} is ${JSON.stringify(answer?.[name])}, not ${JSON.stringify(expected?.[name])}`)
    .join('; ')
    .slice(0, 400);
}
