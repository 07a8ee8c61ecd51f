import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonValue } from './definition.ts';

type Fail = (reason: string) => never;

export type IntrinsicFunction = {
  /** Smallest and largest number of arguments. */
  readonly least: number;
  readonly most: number;
  readonly run: (values: readonly JsonValue[], fail: Fail, random: (purpose: string) => number) => JsonValue;
};

/** Stands for `{}` in a format, so that it differs from an escaped `\{\}`. */
export const PLACEHOLDER = '\u0000';

/** https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html */
const MAX_CHARACTERS = 10_000;
const MAX_RANGE_ITEMS = 1_000;
const HASHES: ReadonlyMap<JsonValue | undefined, string> = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);

const exactly = (count: number, run: IntrinsicFunction['run']): IntrinsicFunction => ({
  least: count,
  most: count,
  run,
});

/** The intrinsic functions by name, without their prefix `States.`. */
export const INTRINSIC_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  Array: { least: 0, most: Number.POSITIVE_INFINITY, run: (values) => [...values] },
  ArrayPartition: exactly(2, ([array, size], fail) => {
    const items = listOf(array, fail);
    const length = wholeNumberOf(size, fail);
    if (length < 1) return fail('the size of a part must be at least 1');
    const count = Math.ceil(items.length / length);
    return Array.from({ length: count }, (_, part) => items.slice(part * length, (part + 1) * length));
  }),
  ArrayContains: exactly(2, ([array, value], fail) =>
    listOf(array, fail).some((item) => isDeepStrictEqual(item, value)),
  ),
  ArrayRange: exactly(3, ([start, end, step], fail) => {
    const [from, to, by] = [start, end, step].map((value) => wholeNumberOf(value, fail)) as [
      number,
      number,
      number,
    ];
    if (by === 0) return fail('the step must not be 0');
    const length = Math.max(0, Math.floor((to - from) / by) + 1);
    if (length > MAX_RANGE_ITEMS) return fail(`a range has at most ${MAX_RANGE_ITEMS} items, not ${length}`);
    return Array.from({ length }, (_, index) => from + index * by);
  }),
  ArrayGetItem: exactly(2, ([array, index], fail) => {
    const items = listOf(array, fail);
    const place = wholeNumberOf(index, fail);
    return items[place] ?? (place in items ? null : fail(`there is no item ${place}`));
  }),
  ArrayLength: exactly(1, ([array], fail) => listOf(array, fail).length),
  ArrayUnique: exactly(1, ([array], fail) =>
    listOf(array, fail).filter(
      (item, index, items) => items.findIndex((other) => isDeepStrictEqual(other, item)) === index,
    ),
  ),
  Base64Encode: exactly(1, ([text], fail) => Buffer.from(shortTextOf(text, fail)).toString('base64')),
  Base64Decode: exactly(1, ([text], fail) => Buffer.from(shortTextOf(text, fail), 'base64').toString()),
  Hash: exactly(2, ([text, algorithm], fail) => {
    const name = HASHES.get(algorithm) ?? fail(`the algorithm ${String(algorithm)} is unknown`);
    return createHash(name).update(shortTextOf(text, fail)).digest('hex');
  }),
  JsonMerge: exactly(3, ([first, second, isDeep], fail) => {
    if (isDeep !== false) return fail('the third argument must be false: only shallow merging is supported');
    if (!isObject(first) || !isObject(second)) return fail('both arguments must be objects');
    return { ...first, ...second };
  }),
  StringToJson: exactly(1, ([text], fail) => {
    try {
      return JSON.parse(textOf(text, fail)) as JsonValue;
    } catch (error) {
      return fail((error as Error).message);
    }
  }),
  JsonToString: exactly(1, ([value]) => JSON.stringify(value)),
  MathAdd: exactly(2, ([first, second], fail) => wholeNumberOf(first, fail) + wholeNumberOf(second, fail)),
  MathRandom: {
    least: 2,
    most: 3,
    run: ([start, end, seed], fail, random) => {
      const [from, to] = [wholeNumberOf(start, fail), wholeNumberOf(end, fail)];
      if (to <= from) return fail('the end must be greater than the start');
      const unit = seed === undefined ? random('States.MathRandom') : unitOf(`${wholeNumberOf(seed, fail)}`);
      return from + Math.floor(unit * (to - from));
    },
  },
  StringSplit: exactly(2, ([text, separators], fail) => {
    // Each character separates, and empty parts are dropped.
    const characters = new Set(textOf(separators, fail));
    const parts = [''];
    for (const char of textOf(text, fail)) {
      if (characters.has(char)) parts.push('');
      else parts.push(`${parts.pop()}${char}`);
    }
    return parts.filter((part) => part !== '');
  }),
  UUID: exactly(0, (_values, _fail, random) => toUuid(random('States.UUID'))),
  Format: {
    least: 1,
    most: Number.POSITIVE_INFINITY,
    run: ([format, ...values], fail) => {
      const parts = textOf(format, fail).split(PLACEHOLDER);
      if (parts.length !== values.length + 1) {
        return fail(`the format has ${parts.length - 1} places for ${values.length} values`);
      }
      const texts = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
      return parts.map((part, index) => `${part}${texts[index] ?? ''}`).join('');
    },
  },
};

function listOf(value: JsonValue | undefined, fail: Fail): readonly JsonValue[] {
  return Array.isArray(value) ? value : fail(`an argument must be an array, not ${JSON.stringify(value)}`);
}

function textOf(value: JsonValue | undefined, fail: Fail): string {
  return typeof value === 'string'
    ? value
    : fail(`an argument must be a string, not ${JSON.stringify(value)}`);
}

function shortTextOf(value: JsonValue | undefined, fail: Fail): string {
  const text = textOf(value, fail);
  return text.length <= MAX_CHARACTERS
    ? text
    : fail(`a string must have at most ${MAX_CHARACTERS} characters`);
}

/** AWS rounds other numbers to the nearest whole one. */
function wholeNumberOf(value: JsonValue | undefined, fail: Fail): number {
  return typeof value === 'number'
    ? Math.round(value)
    : fail(`an argument must be a number, not ${JSON.stringify(value)}`);
}

const UNIT_BYTES = 6;

/** Returns a number from 0 to below 1 that depends on the seed alone. AWS's generator is not published. */
function unitOf(seed: string): number {
  return createHash('sha256').update(seed).digest().readUIntBE(0, UNIT_BYTES) / 2 ** (UNIT_BYTES * 8);
}

function toUuid(unit: number): string {
  const hex = createHash('sha256').update(String(unit)).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
