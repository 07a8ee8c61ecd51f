/**
 * Takes a document; returns it with every `$ref` that has sibling keywords moved into an `allOf`. AsyncAPI uses JSON Schema
 * draft 7, which ignores siblings of a `$ref`; 2020-12 does not.
 * @see https://json-schema.org/draft-07/json-schema-core#rfc.section.8.3
 */
export function referencesAlone<Document>(document: Document): Document {
  return alone(document) as Document;
}

function alone(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(alone);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, alone(each)] as const);
  const node: Record<string, unknown> = Object.fromEntries(entries);
  const { $ref, ...rest } = node;
  const isReference = typeof $ref === 'string';
  return isReference && Object.keys(rest).length > 0 ? { ...rest, allOf: [{ $ref }] } : node;
}
