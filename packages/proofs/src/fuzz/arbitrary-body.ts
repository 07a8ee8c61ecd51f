import { gzipSync } from 'node:zlib';
import type { JsonSchema } from '@tradepost/reference/json-schema';
import fc from 'fast-check';
import { validValueOf } from './generate-value.ts';
import { words } from './hostile.ts';
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

export const NO_BODY: Body = { bytes: undefined, contentTypes: [] };
const JSON_TYPE = ['application/json'];

/** Changes of a JSON body. */
const REWRITINGS: readonly ((json: string) => Buffer)[] = [
  ...[
    '',
    ' ',
    '\0',
    ...words(`null true 0 "text" [] { {}} {"a":1,} {'a':1} {"a":NaN} {"a":1}/*c*/ {a:1}`),
  ].map(fixed),
  ...['{"a":"\n"}', ...words('{"a":"\\ud8"} {"a":01} "\\ud800" - 1e400')].map(fixed),
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
  ...[MAX_BODY_BYTES, MAX_BODY_BYTES + 1, MAX_GATEWAY_BYTES + 1].map(
    (length) => (json: string) => Buffer.from(json.padEnd(length)),
  ),
  (json) => Buffer.from(json.replace(/":"/, `":"${'x'.repeat(MAX_BODY_BYTES / 2)}`)),
];

const CONTENT_TYPES: readonly (readonly string[])[] = [
  [],
  ...['', 'multipart/form-data; boundary=x', 'application/json, text/plain', '\xff\xfe'].map((type) => [
    type,
  ]),
  ...words(`text/plain application/xml application/x-www-form-urlencoded multipart/form-data application/octet-stream
    application/json;charset=UTF-8 APPLICATION/JSON application/jsonx application/merge-patch+json
    application/problem+json json /`).map((type) => [type]),
  ...['utf-16', 'latin1', ''].map((charset) => [`application/json; charset=${charset}`]),
  ['application/json', 'application/json'],
  ['text/plain', 'application/json'],
  ['application/json', 'text/plain'],
  ['application/json; '.padEnd(2_000, 'x')],
];

/** Generates bodies that a schema accepts. */
export function bodyOf(schema: JsonSchema, required: boolean): fc.Arbitrary<Body> {
  const some = validValueOf(schema).map(asJson);
  if (required) return some;
  return fc.oneof({ weight: 4, arbitrary: some }, { weight: 1, arbitrary: fc.constant(NO_BODY) });
}

/** Generates JSON bodies that a schema rejects, or just accepts. */
export function invalidBodyOf(schema: JsonSchema): fc.Arbitrary<Body> {
  return nearMissOf(schema).map(asJson);
}

/** Generates bodies with wrong bytes, or with a wrong Content-Type. */
export function brokenBodyOf(schema: JsonSchema | undefined): fc.Arbitrary<Body> {
  const valid =
    schema === undefined ? fc.constant('{}') : validValueOf(schema).map((each) => JSON.stringify(each));
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

function asJson(value: unknown): Body {
  return { bytes: Buffer.from(JSON.stringify(value)), contentTypes: JSON_TYPE };
}

function fixed(text: string): () => Buffer {
  return () => Buffer.from(text);
}
