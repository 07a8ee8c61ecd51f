import type { JsonSchema } from '../json-schema.ts';

/** Returns the schema of a reference; undefined if there is none. */
export type Lookup = (reference: string) => JsonSchema | undefined;

/** A schema, and the lookup for its references. */
export type Site = { readonly schema: JsonSchema; readonly lookup: Lookup };

/**
 * Resolves a reference to its schema. Keywords next to the reference apply as well (2020-12): they are merged, or put into an
 * `allOf` if the referenced schema has one of them. A reference without a target or to itself stays.
 */
export function resolveSite(site: Site): Site {
  return resolve(site, []);
}

function resolve({ schema, lookup }: Site, through: readonly string[]): Site {
  const { $ref: reference, ...beside } = schema;
  if (typeof reference !== 'string' || through.includes(reference)) return { schema, lookup };
  const named = lookup(reference);
  if (named === undefined) return { schema, lookup };
  const { schema: target } = resolve({ schema: named, lookup }, [...through, reference]);
  if (Object.keys(beside).length === 0) return { schema: target, lookup };
  const clash = Object.keys(beside).some((keyword) => keyword in target && keyword !== 'default');
  return { schema: clash ? { allOf: [target, beside] } : { ...target, ...beside }, lookup };
}

/** A subschema with the same lookup. `true` and absence allow everything, `false` allows nothing. */
export function siteOf(subschema: unknown, lookup: Lookup): Site {
  if (subschema === undefined || subschema === true) return { schema: {}, lookup };
  if (subschema === false) return { schema: { not: {} }, lookup };
  return { schema: subschema as JsonSchema, lookup };
}

/** The schema as text with resolved references. Sites with the same text allow the same values. */
export function textOf({ schema, lookup }: Site): string {
  return JSON.stringify(inlined(schema, lookup, []));
}

/** A reference to an enclosing schema is not resolved. */
function inlined(value: unknown, lookup: Lookup, within: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => inlined(each, lookup, within));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref: reference, ...rest } = value as JsonSchema;
  const children = Object.entries(rest).map(([key, each]) => [key, inlined(each, lookup, within)]);
  const named = typeof reference === 'string' && !within.includes(reference) ? lookup(reference) : undefined;
  if (named === undefined)
    return { ...(reference === undefined ? {} : { $ref: reference }), ...Object.fromEntries(children) };
  return { ...Object.fromEntries(children), $ref: inlined(named, lookup, [...within, String(reference)]) };
}
