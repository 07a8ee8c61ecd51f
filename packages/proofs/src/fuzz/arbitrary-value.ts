import type { JsonSchema } from '@tradepost/reference/json-schema';
import fc from 'fast-check';
import { COMPONENT } from './operations.ts';

/** Values that exist on the platform, by the schema component or the field that uses them: `OrderId`, `country`. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>;

type Fields = Readonly<Record<string, JsonSchema>>;

/** Weight of values that exist on the platform, against 1 for generated ones. */
const KNOWN_WEIGHT = 12;
const MAX_ITEMS = 3;
const MAX_RECORD_KEYS = 3;
const SMALL_AMOUNT = 20;
const TIMES = [
  '2026-01-01T00:00:00Z',
  '2026-11-24T12:00:00.123Z',
  '1970-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
];

/**
 * Generates values that match a schema. Rules that the schema does not contain may still reject them.
 *
 * @param name name of the field
 */
export function validValueOf(schema: JsonSchema, known: KnownValues, name = ''): fc.Arbitrary<unknown> {
  const made = madeBefore.get(known) ?? new WeakMap<JsonSchema, fc.Arbitrary<unknown>>();
  madeBefore.set(known, made);
  const arbitrary = made.get(schema) ?? makeValidValueOf(schema, known, name);
  made.set(schema, arbitrary);
  return arbitrary;
}

/** Cache by schema: near misses request the whole value for each of its fields. */
const madeBefore = new WeakMap<KnownValues, WeakMap<JsonSchema, fc.Arbitrary<unknown>>>();

function makeValidValueOf(schema: JsonSchema, known: KnownValues, name: string): fc.Arbitrary<unknown> {
  const values = known[String(schema[COMPONENT])] ?? known[name];
  const any = madeUpValueOf(schema, known);
  if (values === undefined) return any;
  return fc.oneof(
    { weight: KNOWN_WEIGHT, arbitrary: fc.constantFrom(...values) },
    { weight: 1, arbitrary: any },
  );
}

function madeUpValueOf(schema: JsonSchema, known: KnownValues): fc.Arbitrary<unknown> {
  const variants = schema['anyOf'] as readonly JsonSchema[] | undefined;
  if (variants !== undefined) return fc.oneof(...variants.map((each) => validValueOf(each, known)));
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as readonly unknown[]));
  switch (schema['type']) {
    case 'string':
      return textOf(schema);
    case 'integer':
      return integerOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'array':
      return listOf(schema, known);
    case 'object':
      return 'properties' in schema ? objectOf(schema, known) : recordOf(schema, known);
    case 'null':
      return fc.constant(null);
    default:
      throw new Error(`values of ${JSON.stringify(schema)} cannot be generated yet`);
  }
}

function textOf({ pattern, format, minLength = 0, maxLength = 300 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.constantFrom(...TIMES);
  const [min, max] = [Number(minLength), Number(maxLength)];
  const rule = new RegExp(String(pattern ?? ''));
  const fits = (text: string) => text.length >= min && text.length <= max && rule.test(text);
  const ofItsPattern = pattern === undefined ? [] : [fc.stringMatching(rule).filter(fits)];
  // Generates letters of all languages if the pattern excludes control characters only.
  const takesAnyLetter = rule.test('né 漢 🏴');
  const units = ['grapheme', 'binary'] as const;
  const ofAnyLetters = takesAnyLetter
    ? units.map((unit) => fc.string({ unit, minLength: Math.min(min, 1), maxLength: 40 }).filter(fits))
    : [];
  const longest = 'x'.repeat(max);
  const ofItsLongest = takesAnyLetter && maxLength !== undefined ? [fc.constant(longest)] : [];
  return fc.oneof(...ofItsPattern, ...ofAnyLetters, ...ofItsLongest);
}

function integerOf({ minimum, maximum }: JsonSchema): fc.Arbitrary<number> {
  const min = Number(minimum ?? Number.MIN_SAFE_INTEGER);
  const max = Number(maximum ?? Number.MAX_SAFE_INTEGER);
  const small = fc.integer({ min: Math.max(min, 1), max: Math.min(max, SMALL_AMOUNT) });
  return fc.oneof(
    { weight: 3, arbitrary: small },
    { weight: 1, arbitrary: fc.constantFrom(min, max) },
    { weight: 1, arbitrary: fc.integer({ min, max }) },
  );
}

function listOf(
  { items = {}, minItems = 0, maxItems }: JsonSchema,
  known: KnownValues,
): fc.Arbitrary<unknown> {
  return fc.array(validValueOf(items as JsonSchema, known), {
    minLength: Number(minItems),
    maxLength: Math.min(Number(maxItems ?? MAX_ITEMS), MAX_ITEMS),
  });
}

function objectOf(schema: JsonSchema, known: KnownValues): fc.Arbitrary<unknown> {
  const fields = Object.entries(fieldsOf(schema));
  const made = Object.fromEntries(fields.map(([name, field]) => [name, validValueOf(field, known, name)]));
  return fc.record(made, { requiredKeys: requiredOf(schema) as never[], noNullPrototype: true });
}

function recordOf(
  { propertyNames, additionalProperties }: JsonSchema,
  known: KnownValues,
): fc.Arbitrary<unknown> {
  const keys = validValueOf(propertyNames as JsonSchema, known) as fc.Arbitrary<string>;
  return fc.dictionary(keys, validValueOf(additionalProperties as JsonSchema, known), {
    maxKeys: MAX_RECORD_KEYS,
    noNullPrototype: true,
  });
}

export function fieldsOf({ properties = {} }: JsonSchema): Fields {
  return properties as Fields;
}

export function requiredOf({ required = [] }: JsonSchema): readonly string[] {
  return required as readonly string[];
}
