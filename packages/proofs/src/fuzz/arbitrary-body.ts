import { gzipSync } from 'node:zlib';
import type { JsonSchema } from '@tradepost/reference/json-schema';
import fc from 'fast-check';
import { type KnownValues, validValueOf } from './arbitrary-value.ts';
import { nearMissOf } from './near-miss.ts';

/** The platform accepts bodies of up to 1 MB, API Gateway of up to 10 MB. */
const MAX_BODY_BYTES = 1024 * 1024;
export const MAX_GATEWAY_BYTES = 10 * 1024 * 1024;
const DEEP_LEVELS = 100_000;

export type Body = {
  readonly bytes: Buffer | undefined;
  /** Values of the Content-Type headers: usually one, none or several in broken requests. */
  readonly contentTypes: readonly string[];
};

const JSON_TYPE = ['application/json'];

/** Generates bodies that a schema accepts. */
export function bodyOf(schema: JsonSchema, required: boolean, known: KnownValues): fc.Arbitrary<Body> {
  const some = validValueOf(schema, known).map(asJson);
  return required
    ? some
    : fc.oneof({ weight: 4, arbitrary: some }, { weight: 1, arbitrary: fc.constant(NO_BODY) });
}

/** Generates JSON bodies that a schema rejects, or just accepts. */
export function invalidBodyOf(schema: JsonSchema, known: KnownValues): fc.Arbitrary<Body> {
  return nearMissOf(schema, known).map(asJson);
}

/** Generates bodies with wrong bytes, or with a wrong Content-Type. */
export function brokenBodyOf(schema: JsonSchema | undefined, known: KnownValues): fc.Arbitrary<Body> {
  const valid =
    schema === undefined
      ? fc.constant('{}')
      : validValueOf(schema, known).map((each) => JSON.stringify(each));
  const rewritten = fc
    .tuple(valid, fc.constantFrom(...REWRITINGS))
    .map(([json, rewrite]) => ({ bytes: rewrite(json), contentTypes: JSON_TYPE }));
  const otherwiseTyped = fc
    .tuple(valid, fc.constantFrom(...CONTENT_TYPES))
    .map(([json, contentTypes]) => ({ bytes: Buffer.from(json), contentTypes }));
  const anyBytes = fc
    .uint8Array({ maxLength: 64 })
    .map((bytes) => ({ bytes: Buffer.from(bytes), contentTypes: JSON_TYPE }));
  return fc.oneof({ weight: 4, arbitrary: rewritten }, { weight: 2, arbitrary: otherwiseTyped }, anyBytes);
}

export const NO_BODY: Body = { bytes: undefined, contentTypes: [] };

function asJson(value: unknown): Body {
  return { bytes: Buffer.from(JSON.stringify(value)), contentTypes: JSON_TYPE };
}

const fixed = (text: string | Buffer) => () => Buffer.from(text as string);
const padded = (length: number) => (json: string) => Buffer.from(json.padEnd(length));

/** Changes of a JSON body. */
const REWRITINGS: readonly ((json: string) => Buffer)[] = [
  ...['', ' ', '\0', 'null', 'true', '0', '"text"', '[]', '{', '{}}', '{"a":1,}', "{'a':1}", '{"a":NaN}'].map(
    fixed,
  ),
  ...['{"a":1}/*c*/', '{a:1}', '{"a":"\n"}', '{"a":"\\ud8"}', '{"a":01}', '"\\ud800"', '-', '1e400'].map(
    fixed,
  ),
  (json) => Buffer.from(json.slice(0, -1)),
  (json) => Buffer.from(`${json}${json}`),
  (json) => Buffer.from(`\ufeff${json}`),
  (json) => Buffer.from(json, 'utf16le'),
  (json) => Buffer.from(json.replace(/^\{/, '{"__proto__":{"a":1},')),
  // Repeats each field; the last of two fields with one name counts.
  (json) => Buffer.from(`${json.slice(0, -1)},${json.slice(1)}`),
  (json) => Buffer.from(json.replace(/"(?=[:,}\]])/, '\xff"'), 'latin1'),
  ...['\xc3\x28', '\xed\xa0\x80', '\xf5\x80\x80\x80', '\xe2\x82'].map(
    (bad) => (json: string) => Buffer.from(json.replace(/":"/, `":"${bad}`), 'latin1'),
  ),
  (json) => gzipSync(json),
  fixed('['.repeat(DEEP_LEVELS)),
  fixed(`${'['.repeat(DEEP_LEVELS)}${']'.repeat(DEEP_LEVELS)}`),
  fixed(`${'{"a":'.repeat(DEEP_LEVELS)}1${'}'.repeat(DEEP_LEVELS)}`),
  padded(MAX_BODY_BYTES),
  padded(MAX_BODY_BYTES + 1),
  padded(MAX_GATEWAY_BYTES + 1),
  (json) => Buffer.from(json.replace(/":"/, `":"${'x'.repeat(MAX_BODY_BYTES / 2)}`)),
];

const CONTENT_TYPES: readonly (readonly string[])[] = [
  [],
  [''],
  ['text/plain'],
  ['application/xml'],
  ['application/x-www-form-urlencoded'],
  ['multipart/form-data; boundary=x'],
  ['multipart/form-data'],
  ['application/octet-stream'],
  ['application/json; charset=utf-16'],
  ['application/json; charset=latin1'],
  ['application/json;charset=UTF-8'],
  ['application/json; charset='],
  ['APPLICATION/JSON'],
  ['application/jsonx'],
  ['application/merge-patch+json'],
  ['application/problem+json'],
  ['application/json, text/plain'],
  ['application/json', 'application/json'],
  ['text/plain', 'application/json'],
  ['application/json', 'text/plain'],
  ['json'],
  ['/'],
  ['\xff\xfe'],
  ['application/json; '.padEnd(2_000, 'x')],
];
