/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * Returns a value with a text at a path; the value itself is not changed. Missing objects and lists on the way are created.
 *
 * @param path as in `/shippingAddress/name` or `/addresses/*\/name`: `*` is every item of a list, or the first of a missing one
 */
export function putAt(value: Json | undefined, path: string, text: string): Json {
  const [, name, ...rest] = path.split('/');
  if (name === undefined) return text;
  const below = rest.length === 0 ? '' : `/${rest.join('/')}`;
  if (name === '*') {
    const items = Array.isArray(value) && value.length > 0 ? (value as readonly Json[]) : [undefined];
    return items.map((item) => putAt(item, below, text));
  }
  const object = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return { ...object, [name]: putAt((object as Readonly<Record<string, Json>>)[name], below, text) };
}

/** Returns the values at a path, as `putAt` understands it. */
export function valuesAt(value: unknown, path: string): readonly unknown[] {
  const [, name, ...rest] = path.split('/');
  if (name === undefined) return value === undefined ? [] : [value];
  const below = rest.length === 0 ? '' : `/${rest.join('/')}`;
  if (name === '*') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, below)) : [];
  return typeof value === 'object' && value !== null
    ? valuesAt((value as Readonly<Record<string, unknown>>)[name], below)
    : [];
}
