import fc, { type GeneratorValue } from 'fast-check';
import type { JsonSchema } from '../json-schema.ts';
import {
  arbitrarySchema,
  fieldName,
  further,
  type SchemaDocument,
  values,
  withDefault,
} from './arbitrary-schema.spec-kit.ts';

/** Changes a document in one or two places, like a change of a contract: a field, a bound, a value, a variant. */
export function mutateDocument(document: SchemaDocument, choose: GeneratorValue): SchemaDocument {
  const once = (schema: JsonSchema) => mutate(schema, choose);
  const { root, node } = document;
  // A node stays an object, so that a recursive one has values.
  const changed =
    choose(fc.nat, { max: 2 }) > 0 ? { root: once(root), node } : { root, node: fieldsOf(node, choose) };
  return choose(fc.boolean) ? changed : { ...changed, root: once(changed.root) };
}

/** Changes the schema or, sometimes, one of its subschemas. */
function mutate(schema: JsonSchema, choose: GeneratorValue): JsonSchema {
  const inner = placesIn(schema);
  const goOn = inner.length > 0 && choose(fc.integer, { min: 0, max: 2 }) > 0;
  const place = goOn ? inner[choose(fc.nat, { max: inner.length - 1 })] : undefined;
  return place === undefined ? mutateHere(schema, choose) : place((each) => mutate(each, choose));
}

type Place = (change: (schema: JsonSchema) => JsonSchema) => JsonSchema;

function placesIn(schema: JsonSchema): readonly Place[] {
  const lists = ['anyOf', 'oneOf', 'prefixItems'].flatMap((keyword) =>
    ((schema[keyword] ?? []) as readonly JsonSchema[]).map(
      (each, index, all): Place =>
        (change) => ({ ...schema, [keyword]: all.with(index, change(each)) }),
    ),
  );
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  const fields = Object.entries(properties)
    .filter(([, each]) => !('const' in each))
    .map(
      ([name, each]): Place =>
        (change) => ({ ...schema, properties: { ...properties, [name]: change(each) } }),
    );
  const single = ['items', 'additionalProperties', 'propertyNames']
    .filter((keyword) => typeof schema[keyword] === 'object')
    .map(
      (keyword): Place =>
        (change) => ({ ...schema, [keyword]: change(schema[keyword] as JsonSchema) }),
    );
  return [...lists, ...fields, ...single];
}

const BOUNDS = [
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
  'minProperties',
  'multipleOf',
];

function mutateHere(schema: JsonSchema, choose: GeneratorValue): JsonSchema {
  const union = schema['anyOf'] as readonly JsonSchema[] | undefined;
  const ways: readonly (() => JsonSchema)[] = [
    () => choose(() => arbitrarySchema),
    () => ({ anyOf: [schema, choose(() => arbitrarySchema)] }),
    ...(schema['type'] === 'object' ? FIELDS : []).map((way) => () => way(schema, choose)),
    ...BOUNDS.filter((keyword) => keyword in schema).map((keyword) => () => ({
      ...schema,
      [keyword]: Math.max(1, Number(schema[keyword]) + choose(fc.constantFrom, -1, 1)),
    })),
    ...(Array.isArray(schema['enum']) ? [() => ({ enum: choose(() => values) })] : []),
    ...(union === undefined || union.length < 2
      ? []
      : [() => ({ anyOf: union.slice(1) }), () => ({ anyOf: union.toReversed() })]),
    ...(Object.keys(schema).length > 1
      ? [() => without(schema, choose(fc.constantFrom, ...Object.keys(schema)))]
      : []),
  ];
  return (ways[choose(fc.nat, { max: ways.length - 1 })] as () => JsonSchema)();
}

type Way = (schema: JsonSchema, choose: GeneratorValue) => JsonSchema;

const FIELDS: readonly Way[] = [
  (schema, choose) => {
    const name = choose(() => fieldName);
    const field = choose(() => withDefault(arbitrarySchema));
    return { ...schema, properties: { ...(schema['properties'] as JsonSchema), [name]: field } };
  },
  (schema, choose) => {
    const name = choose(() => fieldName);
    return { ...schema, properties: without((schema['properties'] ?? {}) as JsonSchema, name), required: [] };
  },
  (schema, choose) => ({ ...schema, required: choose(fc.subarray, Object.keys(schema['properties'] ?? {})) }),
  (schema, choose) => {
    const other = choose(() => further(arbitrarySchema));
    return other === undefined
      ? without(schema, 'additionalProperties')
      : { ...schema, additionalProperties: other };
  },
];

function fieldsOf(object: JsonSchema, choose: GeneratorValue): JsonSchema {
  return (FIELDS[choose(fc.nat, { max: FIELDS.length - 1 })] as Way)(object, choose);
}

function without(schema: JsonSchema, keyword: string): JsonSchema {
  const { [keyword]: _, ...rest } = schema;
  return rest;
}
