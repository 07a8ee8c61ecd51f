import type { JsonSchema } from '@tradepost/reference/json-schema';
import fc from 'fast-check';
import { define, generateSync as generate, type Random } from 'json-schema-faker';

/** Keyword for values that exist on the platform. */
export const KNOWN = 'x-known';
/** Keyword for texts and integers, whose values are mostly likely ones and bounds. */
export const LIKELY = 'x-likely';
/** Probability of values that exist on the platform, so that not all requests fail for unknown ids. */
const KNOWN_PROBABILITY = 12 / 13;
const LIKELY_PROBABILITY = 3 / 4;
const SMALL_AMOUNT = 20;
const MAX_ITEMS = 3;
const MAX_SEED = 2 ** 31 - 1;
const TIMES = [
  '2026-01-01T00:00:00Z',
  '2026-11-24T12:00:00.123Z',
  '1970-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
];

define('known', (values, _schema, { random }) =>
  random.bool(KNOWN_PROBABILITY) ? random.pick(values as readonly unknown[]) : undefined,
);
define('likely', (_value, schema, { random }) => {
  if (!random.bool(LIKELY_PROBABILITY)) return undefined;
  return schema.type === 'integer' ? likelyInteger(schema, random) : likelyText(schema, random);
});

/**
 * Generates values that match a schema, by json-schema-faker with a seed of fast-check. Rules that the schema does not
 * contain may still reject them. Values shrink to ones without optional fields and with few items.
 */
export function validValueOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const withoutKnown = JSON.parse(
    JSON.stringify(schema, (key, part: unknown) => (key === KNOWN ? undefined : part)),
  );
  return fc.tuple(fc.nat(MAX_SEED), fc.boolean(), fc.nat(5)).map(([seed, isFull, kind]) =>
    generate(kind === 5 ? withoutKnown : schema, {
      seed,
      optionalsProbability: isFull ? 1 / 2 : 0,
      maxItems: isFull ? MAX_ITEMS : 1,
      formats: { 'date-time': (random) => random.pick(TIMES) },
    }),
  );
}

/** A small amount, or a bound. */
function likelyInteger({ minimum, maximum }: JsonSchema, random: Random): number {
  const min = Number(minimum ?? Number.MIN_SAFE_INTEGER);
  const max = Number(maximum ?? Number.MAX_SAFE_INTEGER);
  const small = random.int(Math.max(min, 1), Math.min(max, SMALL_AMOUNT));
  return random.pick([small, small, small, min, max]);
}

/** A text of its pattern, with letters of all languages if the pattern excludes control characters only. */
function likelyText(schema: JsonSchema, random: Random): string | undefined {
  const { pattern = '', format, minLength = 0, maxLength = 300 } = schema;
  if (format !== undefined) return undefined;
  const { rule, texts, takesAnyLetter } = textsOf(String(pattern));
  if (takesAnyLetter && random.bool(1 / 5)) return 'x'.repeat(Number(maxLength));
  const isValid = (text: string) =>
    text.length >= Number(minLength) && text.length <= Number(maxLength) && rule.test(text);
  return fc.sample(texts, { seed: random.int(0, MAX_SEED), numRuns: 3 }).find(isValid);
}

/** Cache by pattern: making the generator of a pattern takes milliseconds. */
const generators = new Map<string, ReturnType<typeof makeTexts>>();

function textsOf(pattern: string) {
  const texts = generators.get(pattern) ?? makeTexts(new RegExp(pattern));
  generators.set(pattern, texts);
  return texts;
}

function makeTexts(rule: RegExp) {
  const takesAnyLetter = rule.test('né 漢 🏴');
  const textsWith = (unit: 'grapheme' | 'binary') => fc.string({ unit, minLength: 1, maxLength: 40 });
  const texts = takesAnyLetter
    ? fc.oneof(textsWith('grapheme'), textsWith('binary'))
    : fc.stringMatching(rule);
  return { rule, takesAnyLetter, texts };
}
