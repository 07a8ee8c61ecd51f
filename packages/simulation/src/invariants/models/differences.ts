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
    .map((name) => firstDifference(name, answer?.[name], expected?.[name]))
    .join('; ')
    .slice(0, 400);
}

/** Returns the innermost place at which two values differ first, with both values there. */
function firstDifference(place: string, one: UncheckedJson, other: UncheckedJson): string {
  const isComparable = Array.isArray(one) === Array.isArray(other) && isObject(one) && isObject(other);
  const names = isComparable ? [...new Set([...Object.keys(one), ...Object.keys(other)])] : [];
  const name = names.find((each) => !isDeepStrictEqual(one[each], other[each]));
  if (name !== undefined) return firstDifference(`${place}/${name}`, one[name], other[name]);
  return `${place} is ${JSON.stringify(one)}, not ${JSON.stringify(other)}`;
}

function isObject(value: UncheckedJson): boolean {
  return typeof value === 'object' && value !== null;
}
