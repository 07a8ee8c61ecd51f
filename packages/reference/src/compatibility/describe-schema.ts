import type { JsonSchema } from '../json-schema.ts';

const MAX_LENGTH = 100;

/** Short description of a schema for a line of a report: `array of OrderLine`, `string, maxLength 500`. */
export function describeSchema(schema: JsonSchema): string {
  const text = describe(schema);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

function describe(schema: JsonSchema): string {
  const {
    $ref: reference,
    type,
    items,
    properties,
    anyOf,
    oneOf,
    const: only,
    enum: values,
    ...rest
  } = schema;
  if (typeof reference === 'string') return reference.slice(reference.lastIndexOf('/') + 1);
  const variants = anyOf ?? oneOf;
  if (Array.isArray(variants)) return variants.map(describe).join(' or ');
  if (only !== undefined) return JSON.stringify(only);
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' or ');
  if (typeof properties === 'object')
    return `object with ${Object.keys(properties ?? {}).join(', ') || 'no fields'}`;
  const kind = type === undefined ? 'anything' : [type].flat().join(' or ');
  const ofWhat = typeof items === 'object' && items !== null ? ` of ${describe(items as JsonSchema)}` : '';
  const bounds = Object.entries(rest).filter(([, value]) => typeof value !== 'object');
  return [`${kind}${ofWhat}`, ...bounds.map(([keyword, value]) => `${keyword} ${String(value)}`)].join(', ');
}
