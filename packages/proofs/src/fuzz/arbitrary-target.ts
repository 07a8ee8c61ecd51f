import fc from 'fast-check';
import { validValueOf } from './generate-value.ts';
import { HOSTILE_NAMES, HOSTILE_TEXTS, words } from './hostile.ts';
import { nearMissOf } from './near-miss.ts';
import type { Operation, Parameter } from './operations.ts';

/** Query parameters as they are written in the query. */
type Query = readonly string[];

/** Lengths: longer than gateways accept, and long. */
const LONG_CHARACTERS = [3_000, 9_000, 20_000];

const HOSTILE_SEGMENTS: readonly string[] = [
  ...words(`. .. %2e %2e%2e %2F ..%2F..%2Fv1%2Fevents %5c..%5c %00 a%00b %0d%0aX-Evil:%201 % %zz %ff %C0%AF %ED%A0%80
    %u0041 a/b a//b x?limit=0 x#y ;a=b * {x} \xe9 \xff\xfe __proto__ constructor %20 + %2B %25 %252F ' | [] ~ @ :`),
  ...['', ...LONG_CHARACTERS.map((length) => 'x'.repeat(length))],
];

const HOSTILE_QUERIES: readonly string[] = [
  ...words(`limit=0 limit=-1 limit=1e9 limit= limit = && =x %zz %zz=%ff limit=%00 a=%C0%AF limit=1&limit=2 limit[]=1
    limit[a]=1 limit=1;cursor=2 ? # %23 limit=0x10 limit=1%20 constructor=1&constructor=2 __proto__=1&__proto__=2
    \xff=\xff [] a=b=c + limit=+1`),
  ...LONG_CHARACTERS.map((length) => `cursor=${'x'.repeat(length)}`),
];

const cursorOf = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url');
const TIME = '2026-01-01T00:00:00.000Z';

/** Invalid cursors, some in the form of valid ones. */
const HOSTILE_CURSORS: readonly string[] = [
  ...['', ...words('0 null W10 Ww== %00 a.b.c -'), ...[{}, [], [1]].map(cursorOf)],
  ...['', ' ', '#', 'x', '\u0000', `${TIME}#`, '9999-99-99T99:99:99.999Z#', '\ud800', 'x'.repeat(1_400)]
    .flatMap((place) => [place, `all#${place}`, `active#${place}`])
    .map((place) => cursorOf([place])),
  cursorOf([`${TIME}#ord_01JD3XK8WQ4N6T2B9V5M7R0C1E`]),
  cursorOf([`active#${TIME}#prd_01JD3XK8WQ4N6T2B9V5M7R0C1E`]),
  cursorOf([`${TIME}#${'x'.repeat(1_200)}`]),
];

/** Generates paths with valid parameters. */
export function pathOf(operation: Operation): fc.Arbitrary<string> {
  return pathWith(operation, ({ schema }) => validValueOf(schema).map(encode));
}

/** Generates paths with an invalid or a missing parameter. */
export function brokenPathOf(operation: Operation): fc.Arbitrary<string> {
  return pathWith(operation, ({ schema }) =>
    fc.oneof(
      { weight: 2, arbitrary: nearMissOf(schema).map(encode) },
      { weight: 2, arbitrary: fc.constantFrom(...HOSTILE_SEGMENTS) },
      { weight: 1, arbitrary: validValueOf(schema).map((each) => `${encode(each)}%2F..%2F`) },
    ),
  );
}

/** Generates valid queries. */
export function queryOf(operation: Operation): fc.Arbitrary<Query> {
  const pairs = inQuery(operation).map(({ name, schema, required }) => {
    const pair = validValueOf(schema).map((value) => [`${name}=${encode(value)}`]);
    // Half of the requests lack it: some operations take exactly one of several parameters.
    return required ? pair : fc.option(pair, { nil: [], freq: 1 });
  });
  return fc.tuple(...pairs).map((each) => each.flat());
}

/** Generates queries with a wrong, unknown or repeated parameter, or of garbage. */
export function brokenQueryOf(operation: Operation): fc.Arbitrary<Query> {
  const valid = queryOf(operation);
  const wrong = fc.oneof(
    ...inQuery(operation).map(({ name, schema }) =>
      nearMissOf(schema).map((value) => `${name}=${encode(value)}`),
    ),
    ...inQuery(operation)
      .filter(({ name }) => name === 'cursor')
      .map(() => fc.constantFrom(...HOSTILE_CURSORS).map((cursor) => `cursor=${cursor}`)),
    fc
      .tuple(fc.constantFrom(...HOSTILE_NAMES), fc.constantFrom(...HOSTILE_TEXTS))
      .map(([name, value]) => `${encode(name)}=${encode(value)}`),
    fc.constantFrom(...HOSTILE_QUERIES),
  );
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(valid, wrong).map(([pairs, each]) => [...pairs, each]) },
    { weight: 1, arbitrary: valid.map((pairs) => [...pairs, ...pairs]) },
  );
}

function pathWith(
  { path, parameters }: Operation,
  segment: (parameter: Parameter) => fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  const inPath = parameters.filter((each) => each.in === 'path');
  const segments = fc.record(Object.fromEntries(inPath.map((each) => [each.name, segment(each)])));
  return segments.map((values) => path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''));
}

function inQuery({ parameters }: Operation): readonly Parameter[] {
  return parameters.filter((each) => each.in === 'query');
}

/** Encodes a parameter. Lists are separated by commas; text that is not valid Unicode becomes U+FFFD. */
function encode(value: unknown): string {
  const text = Array.isArray(value) ? value.map(toText).join() : toText(value);
  return encodeURIComponent(text.toWellFormed());
}

function toText(value: unknown): string {
  // JSON has no text for undefined.
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
