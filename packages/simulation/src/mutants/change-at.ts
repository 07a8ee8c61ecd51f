import { isDeepStrictEqual } from 'node:util';

/**
 * Steps to a value in JSON: a key of an object, or the one element of a list that equals a text or has the given
 * properties. A list among these properties matches a list that contains its elements.
 */
export type Path = readonly (string | Readonly<Record<string, unknown>>)[];

/**
 * Returns a copy of a JSON value in which the value at a path is changed from `from` to `to`. Without `to`, it is removed.
 *
 * @throws if the path does not lead to exactly one value, or if `from` is given and the value is another
 */
export function changeAt<Value extends object>(
  whole: Value,
  change: { readonly at: Path; readonly from?: unknown; readonly to?: unknown },
): Value {
  const copy = structuredClone(whole);
  let parent: unknown;
  let key: string | number = '';
  let value: unknown = copy;
  for (const step of change.at) {
    parent = value;
    key = keyOf(value, step);
    value = (parent as Readonly<Record<string, unknown>>)[key];
  }
  if ('from' in change && !isDeepStrictEqual(value, change.from))
    throw new Error(
      `${JSON.stringify(change.at)} is ${JSON.stringify(value)}, not ${JSON.stringify(change.from)}`,
    );
  if ('to' in change) (parent as Record<string, unknown>)[key] = change.to;
  else if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete (parent as Record<string, unknown>)[key];
  return copy;
}

function keyOf(value: unknown, step: Path[number]): string | number {
  if (Array.isArray(value)) {
    const indexes = [...value.keys()].filter((index) => has(value[index], step));
    const [index, ...others] = indexes;
    if (index !== undefined && others.length === 0) return index;
    throw new Error(`${indexes.length} elements, not one, are ${JSON.stringify(step)}`);
  }
  if (typeof step === 'string' && typeof value === 'object' && value !== null && step in value) return step;
  throw new Error(`there is no ${JSON.stringify(step)}`);
}

function has(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) return Array.isArray(value) && wanted.every((each) => value.includes(each));
  if (typeof wanted !== 'object' || wanted === null) return value === wanted;
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(wanted).every(([key, each]) => has((value as Record<string, unknown>)[key], each))
  );
}
