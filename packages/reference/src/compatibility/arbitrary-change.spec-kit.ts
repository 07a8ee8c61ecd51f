import fc from 'fast-check';
import type { JsonSchema } from '../json-schema.ts';

/** A schema whose references `#/$defs/Node` point to `$defs.Node`, which may refer to itself. */
export type SchemaDocument = { readonly root: JsonSchema; readonly node: JsonSchema };

/** A value before and after a change; undefined if it is absent. Most values do not change. */
type Change<Value = unknown> = readonly [before: Value, after: Value];
type Changes<Value = unknown> = fc.Arbitrary<Change<Value>>;

const same = <Value>(value: Value): Change<Value> => [value, value];
const constant = (value: unknown): Changes => fc.constant(same(value));

/** The value, sometimes with another one after the change. */
function some<Value>(value: fc.Arbitrary<Value>): Changes<Value> {
  return fc.oneof(
    { weight: 12, arbitrary: value.map(same) },
    { weight: 1, arbitrary: fc.tuple(value, value) },
  );
}

/** The change, or nothing; sometimes the value is added or removed. */
function maybe(change: Changes): Changes {
  return fc.oneof(
    { weight: 8, arbitrary: change },
    { weight: 8, arbitrary: constant(undefined) },
    { weight: 1, arbitrary: change.map(([before]) => [before, undefined] as const) },
    { weight: 1, arbitrary: change.map(([, after]) => [undefined, after] as const) },
  );
}

/** A change of an object, by its members. */
function members(each: Readonly<Record<string, Changes>>): Changes<JsonSchema> {
  return fc.record(each).map(unzip);
}

function unzip(changes: Readonly<Record<string, Change>>): Change<JsonSchema> {
  const side = (index: 0 | 1) =>
    Object.fromEntries(
      Object.entries(changes)
        .map(([name, change]) => [name, change[index]])
        .filter(([, value]) => value !== undefined),
    );
  return [side(0), side(1)];
}

/** A change of a list, by its elements; sometimes the first one is removed, or the order changes. */
function elements(list: fc.Arbitrary<readonly Change[]>): Changes<readonly unknown[]> {
  return fc.tuple(list, fc.nat({ max: 15 })).map(([changes, how]) => {
    const before = changes.map(([value]) => value);
    const after = changes.map(([, value]) => value);
    if (how === 0 && after.length > 1) return [before, after.slice(1)];
    if (how === 1 && before.length > 1) return [before.slice(1), after];
    return [before, how === 2 ? after.toReversed() : after];
  });
}

const bound = maybe(some(fc.integer({ min: 0, max: 3 })));
const value = fc.constantFrom<unknown>('a', 'ab', 'z', 1, 2, true, null);
const values = fc.uniqueArray(value, {
  minLength: 1,
  maxLength: 3,
  selector: (each) => JSON.stringify(each),
});
const text = members({
  type: constant('string'),
  minLength: bound,
  maxLength: bound,
  pattern: maybe(some(fc.constantFrom('^a', 'z$'))),
});
const amount = members({
  type: some(fc.constantFrom('integer', 'number')),
  minimum: bound,
  exclusiveMinimum: bound,
  maximum: bound,
  multipleOf: maybe(some(fc.constantFrom(1, 2, 3, 4))),
});
/** Required fields; often one is added or removed. */
const required = fc
  .tuple(fc.subarray(['a', 'b', 'c']), fc.constantFrom('a', 'b', 'c', '', '', ''))
  .map(([before, name]): Change<readonly string[]> => {
    const others = before.filter((each) => each !== name);
    return [before, others.length < before.length || name === '' ? others : [...before, name]];
  });
const defaulted = some(
  fc.constantFrom<JsonSchema>({ type: 'string', default: 'a' }, { type: 'integer', default: 1 }),
);

/** A small schema of the kinds that zod writes, before and after a change. */
const schemas = fc.letrec<{
  schema: Change<JsonSchema>;
  kept: Change<JsonSchema>;
  object: Change<JsonSchema>;
}>((tie) => {
  const [schema, object] = [tie('schema'), tie('object')];
  const further = fc.oneof(
    { weight: 4, arbitrary: maybe(schema) },
    { weight: 1, arbitrary: some(fc.constantFrom<unknown>(undefined, false, {})) },
  );
  const union = members({ anyOf: elements(fc.array(schema, { minLength: 2, maxLength: 3 })) });
  const variant = fc.tuple(fc.constantFrom('x', 'y', 'z'), object);
  const variants = fc.uniqueArray(variant, { minLength: 1, maxLength: 3, selector: ([kind]) => kind });
  return {
    schema: fc.oneof(
      { weight: 14, arbitrary: tie('kept') },
      { weight: 1, arbitrary: fc.tuple(schema, schema).map(([[one], [other]]) => [one, other] as const) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(schema, schema)
          .map(([[one], [other]]) => [one, { anyOf: [one, other] }] as const),
      },
    ),
    kept: fc.oneof(
      { depthSize: 'small' },
      ...[text, amount, union, object],
      members({ enum: some(values) }),
      some(fc.constantFrom<JsonSchema>({ type: ['null', 'string'] }, {}, { $ref: '#/$defs/Node' })),
      members({
        type: constant('array'),
        items: schema,
        minItems: bound,
        maxItems: bound,
        uniqueItems: maybe(some(fc.boolean())),
      }),
      fc.tuple(fc.array(schema, { minLength: 1, maxLength: 2 }), fc.oneof(constant(false), schema)).map(
        ([places, items]): Change<JsonSchema> =>
          unzip({
            type: same('array'),
            items,
            minItems: same(places.length),
            prefixItems: [places.map(([before]) => before), places.map(([, after]) => after)],
          }),
      ),
      members({
        type: constant('object'),
        additionalProperties: schema,
        propertyNames: maybe(text),
        minProperties: bound,
      }),
      members({ oneOf: elements(variants.map((each) => each.map(([kind, of]) => ofKind(kind, of)))) }),
    ) as fc.Arbitrary<Change<JsonSchema>>,
    object: fc
      .tuple(
        members({
          a: maybe(fc.oneof({ weight: 4, arbitrary: schema }, { weight: 1, arbitrary: defaulted })),
          b: maybe(schema),
          c: maybe(fc.oneof({ weight: 4, arbitrary: schema }, { weight: 1, arbitrary: defaulted })),
        }),
        required,
        further,
      )
      .map(([properties, names, additionalProperties]) =>
        unzip({
          type: same('object'),
          properties,
          additionalProperties,
          required: [requiredIn(properties[0], names[0]), requiredIn(properties[1], names[1])],
        }),
      ),
  };
});

/** A field with a default is not required. */
function requiredIn(properties: JsonSchema, names: readonly string[]): readonly string[] {
  return names.filter((name) => name in properties && !('default' in (properties[name] as JsonSchema)));
}

function ofKind(kind: string, [before, after]: Change<JsonSchema>): Change<JsonSchema> {
  const withKind = (object: JsonSchema): JsonSchema => ({
    ...object,
    properties: { ...(object['properties'] as JsonSchema), kind: { type: 'string', const: kind } },
    required: [...(object['required'] as readonly string[]), 'kind'],
  });
  return [withKind(before), withKind(after)];
}

/** A document before and after a change. A node is an object, so that a recursive one has values. */
export const arbitraryChange = fc.record({ root: schemas.schema, node: schemas.object }).map(
  ({ root, node }): Change<SchemaDocument> => [
    { root: root[0], node: node[0] },
    { root: root[1], node: node[1] },
  ],
);
