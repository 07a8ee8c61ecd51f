import fc from 'fast-check';
import { type Body, bodyOf, brokenBodyOf, invalidBodyOf, NO_BODY } from './arbitrary-body.ts';
import { brokenPathOf, brokenQueryOf, pathOf, queryOf } from './arbitrary-target.ts';
import { validValueOf } from './generate-value.ts';
import { HOSTILE_TEXTS, words } from './hostile.ts';
import type { Operation } from './operations.ts';
import { type FuzzCaller, type FuzzRequest, LIMITED_CALLERS } from './request.ts';

type Headers = FuzzRequest['headers'];

type Parts = {
  readonly path: fc.Arbitrary<string>;
  readonly query: fc.Arbitrary<readonly string[]>;
  readonly headers: fc.Arbitrary<Headers>;
  readonly body: fc.Arbitrary<Body>;
  readonly caller: fc.Arbitrary<FuzzCaller | undefined>;
};

const OTHER_CALLERS = [undefined, 'staff', 'customer', ...LIMITED_CALLERS] as const;

/** Weights of the parts that are broken. */
const WEIGHTS = {
  nothing: 5,
  path: 2,
  query: 2,
  headers: 2,
  caller: 2,
  invalidBody: 6,
  brokenBody: 4,
  all: 1,
};

/**
 * Generates requests to one operation: valid ones, ones with one invalid part, and some with all parts invalid.
 */
export function requestOf(operation: Operation): fc.Arbitrary<FuzzRequest> {
  const { body, path, parameters, caller } = operation;
  const valid: Parts = {
    path: pathOf(operation),
    query: queryOf(operation),
    headers: headersOf(operation),
    body: body === undefined ? fc.constant(NO_BODY) : bodyOf(body.schema, body.required),
    caller: fc.constant(caller),
  };
  const broken: Parts = {
    path: brokenPathOf(operation),
    query: brokenQueryOf(operation),
    headers: brokenHeadersOf(operation),
    body: brokenBodyOf(body?.schema),
    // None, the caller of another pool, or one with fewer scopes.
    caller: fc.constantFrom(...OTHER_CALLERS.filter((each) => each !== caller)),
  };
  const hasParameters = path.includes('{');
  const takesQuery = parameters.some((each) => each.in === 'query');
  const kind = (weight: number, changes: Partial<Parts>) => ({
    weight,
    arbitrary: assemble(operation, { ...valid, ...changes }),
  });
  return fc.oneof(
    kind(WEIGHTS.nothing, {}),
    kind(hasParameters ? WEIGHTS.path : 0, { path: broken.path }),
    kind(takesQuery ? WEIGHTS.query * 2 : 1, { query: broken.query }),
    kind(WEIGHTS.headers, { headers: broken.headers }),
    kind(caller === undefined ? 0 : WEIGHTS.caller, { caller: broken.caller }),
    kind(body === undefined ? 0 : WEIGHTS.invalidBody, body ? { body: invalidBodyOf(body.schema) } : {}),
    kind(body === undefined ? 1 : WEIGHTS.brokenBody, { body: broken.body }),
    kind(WEIGHTS.all, { ...broken, caller: valid.caller }),
  );
}

function assemble({ method }: Operation, parts: Parts): fc.Arbitrary<FuzzRequest> {
  return fc.record(parts).map(({ path, query, headers, body, caller }) => ({
    method,
    target: query.length === 0 ? path : `${path}?${query.join('&')}`,
    headers: [...body.contentTypes.map((type) => ['Content-Type', type] as const), ...headers],
    ...(body.bytes === undefined ? {} : { body: body.bytes }),
    ...(caller === undefined ? {} : { caller }),
  }));
}

function headersOf({ parameters }: Operation): fc.Arbitrary<Headers> {
  const taken = parameters
    .filter((each) => each.in === 'header')
    .map(({ name, schema, required }) => {
      const examples = VALID_HEADERS[name];
      const value = examples === undefined ? validValueOf(schema) : fc.constantFrom(...examples);
      const header = value.map((each) => [[name, String(each)] as const]);
      return required ? header : fc.option(header, { nil: [] });
    });
  return fc.tuple(...taken).map((headers) => headers.flat());
}

/** Generates one wrong header together with valid ones. */
function brokenHeadersOf(operation: Operation): fc.Arbitrary<Headers> {
  const names = operation.parameters.filter((each) => each.in === 'header').map(({ name }) => name);
  const ofItsOwn = fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...HOSTILE_HEADER_VALUES))
    .map(([name, value]) => [[name, value] as const]);
  const twice = fc.constantFrom(...names).map((name) => [[name, '"1"'] as const, [name, '"2"'] as const]);
  const further = fc.constantFrom(...FURTHER_HEADERS).map((header) => [header]);
  const wrong = fc.oneof(
    { weight: 4, arbitrary: ofItsOwn },
    { weight: 1, arbitrary: twice },
    { weight: 3, arbitrary: further },
  );
  return fc.tuple(headersOf(operation), wrong).map(([headers, each]) => {
    const replaced = new Set(each.map(([name]) => name));
    return [...headers.filter(([name]) => !replaced.has(name)), ...each];
  });
}

/** Values of headers whose schemas do not describe their syntax. */
const VALID_HEADERS: Readonly<Record<string, readonly string[]>> = {
  'If-Match': ['*', '"0"', '"1"', '"2"'],
  'If-None-Match': ['*', '"0"', 'W/"0"', '"1", "2"'],
  'X-Correlation-Id': ['fuzz-1', 'a'.repeat(128), 'A.b:c_d-1'],
};

const HOSTILE_HEADER_VALUES: readonly string[] = [
  ...[
    '',
    ' ',
    'a b',
    '*, *',
    '\t',
    ...words(`" "" W/"1" "-1" "1e3" , \xe9\xff cl\xe9 4242424242424242 __proto__ {"a":1} %00`),
  ],
  ...[15, 16].map((digits) => `"${'9'.repeat(digits)}"`),
  ...[255, 256, 4_000, 12_000].map((length) => 'k'.repeat(length)),
  ...HOSTILE_TEXTS.filter((text) => /^[\x20-\x7e]{1,40}$/.test(text)),
];

/** Headers with a meaning to servers, caches and serverless-offline, but not to the operations. */
const FURTHER_HEADERS: Headers = [
  ['Content-Encoding', 'gzip'],
  ['Content-Encoding', 'br'],
  ['Range', 'bytes=0-5'],
  ['Range', 'bytes=999999-'],
  ['If-Modified-Since', 'Thu, 01 Jan 2099 00:00:00 GMT'],
  ['If-Unmodified-Since', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['If-Range', '"0"'],
  ['Accept', 'text/html;q=0'],
  ['Accept-Encoding', 'gzip;q=x'],
  ['Cookie', 'a=b; ="; \xff'],
  ['Cookie', 'session={"a":1}'],
  ['Authorization', 'Bearer'],
  ['Authorization', 'Bearer a.b.c'],
  ['Authorization', 'Basic \xff'],
  ['Origin', 'https://shop.example'],
  ['Host', 'evil.example'],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['X-Forwarded-For', '1.2.3.4, \xff'],
  ['Forwarded', 'for="_"'],
  ['Expect', '100-continue'],
  ['Transfer-Encoding', 'chunked'],
  ['__proto__', 'x'],
  ['constructor', 'x'],
  ['sls-offline-authorizer-override', '{'],
  ['User-Agent', 'x'.repeat(6_000)],
];
