import fc from 'fast-check';
import type { JsonSchema } from '../json-schema.ts';

/** A schema whose references `#/$defs/Node` point to `$defs.Node`, which may refer to itself. */
export type SchemaDocument = { readonly root: JsonSchema; readonly node: JsonSchema };

const bound = fc.integer({ min: 0, max: 3 });
const value = fc.constantFrom<unknown>('a', 'ab', 'z', 1, 2, true, null);
export const fieldName = fc.constantFrom('a', 'b', 'c', 'kind');
export const values = fc.uniqueArray(value, {
  minLength: 1,
  maxLength: 3,
  selector: (each) => JSON.stringify(each),
});
export const further = (schema: fc.Arbitrary<JsonSchema>) =>
  fc.oneof<fc.Arbitrary<unknown>[]>(fc.constant(undefined), fc.constant(false), fc.constant({}), schema);

const text = fc.record(
  { type: fc.constant('string'), minLength: bound, maxLength: bound, pattern: fc.constantFrom('^a', 'z$') },
  { requiredKeys: ['type'] },
);
const amount = fc.record(
  {
    type: fc.constantFrom('integer', 'number'),
    minimum: bound,
    exclusiveMinimum: bound,
    maximum: bound,
    multipleOf: fc.constantFrom(1, 2, 3, 4),
  },
  { requiredKeys: ['type'] },
);

/** The schema, or sometimes a schema with a default. */
export function withDefault(schema: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> {
  return fc.oneof(
    { weight: 4, arbitrary: schema },
    {
      weight: 1,
      arbitrary: fc.constantFrom<JsonSchema>(
        { type: 'string', default: 'a' },
        { type: 'integer', default: 1 },
      ),
    },
  );
}

/** A small schema of the kinds that zod writes. */
const schemas = fc.letrec<{
  schema: JsonSchema;
  object: JsonSchema;
}>((tie) => {
  const schema = tie('schema');
  const list = fc.record(
    {
      type: fc.constant('array'),
      items: schema,
      minItems: bound,
      maxItems: bound,
      uniqueItems: fc.boolean(),
    },
    { requiredKeys: ['type', 'items'] },
  );
  const tuple = fc
    .tuple(fc.array(schema, { minLength: 1, maxLength: 2 }), fc.oneof(fc.constant(false), schema))
    .map(([prefixItems, items]) => ({ type: 'array', prefixItems, items, minItems: prefixItems.length }));
  const keyed = fc.record(
    { type: fc.constant('object'), additionalProperties: schema, propertyNames: text, minProperties: bound },
    { requiredKeys: ['type', 'additionalProperties'] },
  );
  const union = fc.array(schema, { minLength: 2, maxLength: 3 }).map((anyOf) => ({ anyOf }));
  const variants = fc
    .uniqueArray(fc.tuple(fc.constantFrom('x', 'y', 'z'), tie('object')), {
      minLength: 1,
      maxLength: 3,
      selector: ([kind]) => kind,
    })
    .map((each) => ({ oneOf: each.map(([kind, object]) => variant(kind, object)) }));
  const any = fc.constant<JsonSchema>({});
  const node = fc.constant<JsonSchema>({ $ref: '#/$defs/Node' });
  const nullable = fc.constant<JsonSchema>({ type: ['null', 'string'] });
  return {
    schema: fc.oneof(
      { depthSize: 'small' },
      ...[text, amount, values.map((each) => ({ enum: each })), nullable, any, node],
      ...[tie('object'), list, tuple, keyed, union, variants],
    ) as fc.Arbitrary<JsonSchema>,
    object: fc
      .tuple(
        fc.dictionary(fieldName, withDefault(schema), { maxKeys: 3 }),
        fc.subarray(['a', 'b', 'c']),
        further(schema),
      )
      .map(([properties, required, additionalProperties]) => ({
        type: 'object',
        properties,
        required: required.filter(
          (name) => properties[name] !== undefined && !('default' in properties[name]),
        ),
        ...(additionalProperties === undefined ? {} : { additionalProperties }),
      })),
  };
});

export const arbitrarySchema = schemas.schema;

export const arbitraryDocument: fc.Arbitrary<SchemaDocument> = fc.record({
  root: schemas.schema,
  node: schemas.object,
});

function variant(kind: string, object: JsonSchema): JsonSchema {
  return {
    ...object,
    properties: { ...(object['properties'] as JsonSchema), kind: { type: 'string', const: kind } },
    required: [...(object['required'] as readonly string[]), 'kind'],
  };
}
