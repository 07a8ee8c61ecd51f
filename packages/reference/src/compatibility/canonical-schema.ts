import type { JsonSchema } from '../json-schema.ts';

/**
 * Returns the canonical form of a JSON Schema: without annotations (descriptions, titles, examples), and with keys, required
 * fields, types and enum values in alphabetical order, so that only a change of the contract is a difference.
 *
 * @param schema a JSON Schema, draft 2020-12
 */
export function canonicalSchema(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(schema).filter(([keyword]) => !isWords(keyword));
  return sorted(kept.map(([keyword, value]) => [keyword, canonicalValue(keyword, value)]));
}

/** Returns JSON with its keys in alphabetical order, at every depth. */
export function canonicalJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonicalJson);
  if (typeof value !== 'object' || value === null) return value;
  return sorted(Object.entries(value).map(([key, each]) => [key, canonicalJson(each)]));
}

/** Annotations, which are no constraints. */
const WORDS = new Set([
  '$comment',
  '$id',
  '$schema',
  'deprecated',
  'description',
  'example',
  'examples',
  'id',
  'readOnly',
  'title',
  'writeOnly',
]);

const SCHEMAS = new Set(['additionalProperties', 'items', 'not', 'propertyNames']);
const SCHEMA_LISTS = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const SCHEMA_MAPS = new Set(['properties']);
const SETS = new Set(['enum', 'required', 'type']);

function isWords(keyword: string): boolean {
  return WORDS.has(keyword) || keyword.startsWith('x-');
}

function canonicalValue(keyword: string, value: unknown): unknown {
  if (SCHEMAS.has(keyword)) return subschema(value);
  if (SCHEMA_LISTS.has(keyword) && Array.isArray(value)) return value.map(subschema);
  if (SCHEMA_MAPS.has(keyword)) {
    return sorted(Object.entries(value as JsonSchema).map(([name, each]) => [name, subschema(each)]));
  }
  if (SETS.has(keyword) && Array.isArray(value)) {
    return value.map(canonicalJson).toSorted((a, b) => byText(JSON.stringify(a), JSON.stringify(b)));
  }
  return canonicalJson(value);
}

/** `true` and `false` are also schemas. */
function subschema(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? canonicalSchema(value as JsonSchema) : value;
}

function sorted(entries: readonly (readonly [string, unknown])[]): JsonSchema {
  return Object.fromEntries(entries.toSorted(([a], [b]) => byText(a, b)));
}

/** Does not depend on the locale of the machine. */
function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
