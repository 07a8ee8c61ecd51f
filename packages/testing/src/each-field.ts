type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A JSON value that differs from another in one field. */
export type OneFieldChanged<Body> = {
  /** JSON pointer of the field (RFC 6901). */
  readonly pointer: string;
  readonly body: Body;
};

/**
 * Returns the variants of a body that differ in one field each, at any depth: the field has the value of `other`, or is added or
 * removed if only one of the two has it. A spec that a field makes a difference, such as one of idempotency keys, runs with each.
 *
 * @param body  every optional field that has a value here is removed in a variant, unless `other` has it too
 * @param other the same kind of body, with other values in the fields that may change. Lists are compared by their places
 * @throws Error if the two are equal
 * @example
 * it.each(oneFieldChanged(body, other))('rejects the key with another $pointer', ({ body }) => …);
 */
export function oneFieldChanged<Body extends object>(
  body: Body,
  other: Body,
): readonly OneFieldChanged<Body>[] {
  const changed = variantsOf(body as Json, other as Json).map(({ path, value }) => ({
    pointer: path.map((part) => `/${part}`).join(''),
    body: value as unknown as Body,
  }));
  if (changed.length === 0) throw new Error('the bodies must differ in at least one field');
  return changed;
}

type Variant = { readonly path: readonly string[]; readonly value: Json | undefined };

function variantsOf(one: Json | undefined, other: Json | undefined): readonly Variant[] {
  if (isList(one) && isList(other))
    return fieldsOf(toFields(one), toFields(other), (fields) => Object.values(fields));
  if (isObject(one) && isObject(other)) return fieldsOf(one, other, (fields) => fields);
  return one === other ? [] : [{ path: [], value: other }];
}

function fieldsOf(one: Fields, other: Fields, toValue: (fields: Fields) => Json): readonly Variant[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((name) =>
    variantsOf(one[name], other[name]).map(({ path, value }) => {
      const { [name]: _former, ...rest } = one;
      // In the place of the former value: JSON keeps the order of fields.
      const all = value === undefined ? rest : { ...one, [name]: value };
      return { path: [name, ...path], value: toValue(all) };
    }),
  );
}

type Fields = { readonly [name: string]: Json };

function isObject(value: Json | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function toFields(list: readonly Json[]): Fields {
  return Object.fromEntries(list.map((item, place) => [String(place), item]));
}
