import type { JsonSchema } from '@tradepost/reference/json-schema';
import fc from 'fast-check';
import { fieldsOf, type KnownValues, requiredOf, validValueOf } from './arbitrary-value.ts';
import { HOSTILE_NAMES, HOSTILE_NUMBERS, HOSTILE_TEXTS, HOSTILE_VALUES } from './hostile.ts';

type Values = Record<string, unknown>;

/** Lists at their bound repeat one item. Longer lists than this are not generated. */
const LONGEST_LIST = 1_001;

/**
 * Generates values that a schema rejects, or just accepts: at each of its bounds and one beyond, of another type, with a
 * missing or an additional field, or with one part changed in these ways.
 */
export function nearMissOf(schema: JsonSchema, known: KnownValues, name = ''): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 4, arbitrary: ofItsType(schema, known, name) },
    { weight: 1, arbitrary: fc.constantFrom(...HOSTILE_VALUES) },
  );
}

function ofItsType(schema: JsonSchema, known: KnownValues, name: string): fc.Arbitrary<unknown> {
  const variants = schema['anyOf'] as readonly JsonSchema[] | undefined;
  if (variants !== undefined) return fc.oneof(...variants.map((each) => ofItsType(each, known, name)));
  switch (schema['type']) {
    case 'string':
      return text(schema, validValueOf(schema, known, name) as fc.Arbitrary<string>);
    case 'integer':
      return integer(schema);
    case 'array':
      return list(schema, known);
    case 'object':
      return 'properties' in schema ? object(schema, known) : record(schema, known, name);
    default:
      return fc.constantFrom(...HOSTILE_VALUES);
  }
}

function text({ minLength, maxLength }: JsonSchema, valid: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const atBounds = [minLength, maxLength]
    .filter((bound) => bound !== undefined)
    .flatMap((bound) => [Number(bound) - 1, Number(bound), Number(bound) + 1])
    .filter((length) => length >= 0)
    .map((length) => 'x'.repeat(length));
  const changed = fc
    .tuple(valid, fc.constantFrom(...HOSTILE_TEXTS), fc.nat(4))
    .map(([each, hostile, way]) => {
      const ways = [
        `${each}${hostile}`,
        `${hostile}${each}`,
        each.toLowerCase(),
        each.toUpperCase(),
        each.slice(1),
      ];
      return ways[way];
    });
  return fc.oneof(fc.constantFrom(...HOSTILE_TEXTS, ...atBounds), changed);
}

function integer({ minimum, maximum }: JsonSchema): fc.Arbitrary<unknown> {
  const atBounds = [minimum, maximum]
    .filter((bound) => bound !== undefined)
    .flatMap((bound) => [
      Number(bound) - 1,
      Number(bound),
      Number(bound) + 1,
      Number(bound) + 0.5,
      String(bound),
    ]);
  return fc.constantFrom(...HOSTILE_NUMBERS, ...atBounds);
}

function list(schema: JsonSchema, known: KnownValues): fc.Arbitrary<unknown> {
  const { items = {}, minItems = 0, maxItems } = schema;
  const valid = validValueOf(schema, known) as fc.Arbitrary<unknown[]>;
  const oneSpoilt = fc
    .tuple(valid, nearMissOf(items as JsonSchema, known), fc.nat())
    .map(([each, invalid, place]) => each.toSpliced(place % (each.length + 1), 1, invalid));
  const lengths = [Number(minItems) - 1, Number(maxItems), Number(maxItems) + 1].filter(
    (length) => length >= 0 && length <= LONGEST_LIST,
  );
  const atBounds = fc
    .tuple(validValueOf(items as JsonSchema, known), fc.constantFrom(0, ...lengths))
    .map(([item, length]) => Array<unknown>(length).fill(item));
  const single = validValueOf(items as JsonSchema, known);
  return fc.oneof({ weight: 4, arbitrary: oneSpoilt }, atBounds, single);
}

function object(schema: JsonSchema, known: KnownValues): fc.Arbitrary<unknown> {
  const fields = Object.entries(fieldsOf(schema));
  const valid = validValueOf(schema, known) as fc.Arbitrary<Values>;
  const oneSpoilt = fields.map(([name, field]) =>
    fc.tuple(valid, nearMissOf(field, known, name)).map(([each, invalid]) => ({ ...each, [name]: invalid })),
  );
  const oneMissing = requiredOf(schema).map((name) => valid.map(({ [name]: _, ...rest }) => rest));
  const named = fc.constantFrom(...fields.map(([name]) => name));
  const oneNull = fc.tuple(valid, named).map(([each, name]) => ({ ...each, [name]: null }));
  const otherCase = fc
    .tuple(valid, named)
    .map(([each, name]) => ({ ...each, [name.toUpperCase()]: each[name] }));
  return fc.oneof(
    { weight: 3, arbitrary: fc.oneof(...oneSpoilt) },
    { weight: 1, arbitrary: fc.oneof(oneNull, otherCase, ...oneMissing) },
    { weight: 1, arbitrary: withFurtherField(valid) },
  );
}

function record(
  { propertyNames, additionalProperties, ...schema }: JsonSchema,
  known: KnownValues,
  name: string,
): fc.Arbitrary<unknown> {
  const valid = validValueOf(
    { propertyNames, additionalProperties, ...schema },
    known,
    name,
  ) as fc.Arbitrary<Values>;
  const keys = validValueOf(propertyNames as JsonSchema, known) as fc.Arbitrary<string>;
  const oneSpoilt = fc
    .tuple(valid, keys, nearMissOf(additionalProperties as JsonSchema, known))
    .map(([each, key, invalid]) => ({ ...each, [key]: invalid }));
  const names = nearMissOf(propertyNames as JsonSchema, known).map(String);
  const keySpoilt = fc
    .tuple(valid, names, validValueOf(additionalProperties as JsonSchema, known))
    .map(([each, key, value]) => ({ ...each, [key]: value }));
  return fc.oneof(oneSpoilt, keySpoilt, withFurtherField(valid));
}

/** Adds a field. With Object.fromEntries, as with JSON.parse, `__proto__` is an ordinary field. */
function withFurtherField(valid: fc.Arbitrary<Values>): fc.Arbitrary<unknown> {
  return fc
    .tuple(valid, fc.constantFrom(...HOSTILE_NAMES), fc.constantFrom(...HOSTILE_VALUES))
    .map(([each, name, value]) => Object.fromEntries([...Object.entries(each), [name, value]]));
}
