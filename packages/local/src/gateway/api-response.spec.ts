import { integrationTimedOut, toApiResponse } from './api-response.ts';

const http = { kind: 'http' } as const;
const rest = { kind: 'rest' } as const;
const toText = (route: typeof http | typeof rest, payload: unknown) => {
  const { body, ...response } = toApiResponse(route, { ok: true, payload });
  return { ...response, body: body.toString() };
};

describe('toApiResponse', () => {
  it('returns status, headers and body', () => {
    const result = {
      statusCode: 201,
      headers: { ETag: '"1"', 'X-Count': 2, 'Content-Type': 'a/b' },
      body: 'é',
    };
    const expected = {
      status: 201,
      headers: Object.entries({ ETag: '"1"', 'X-Count': '2', 'Content-Type': 'a/b' }),
      body: 'é',
    };
    expect(toText(http, result)).toEqual(expected);
    expect(toText(rest, result)).toEqual(expected);
  });

  it('sends cookies of format 2.0 and repeated headers of format 1.0', () => {
    const result = {
      statusCode: '200',
      headers: { a: '1' },
      multiValueHeaders: { a: ['1', '2'] },
      cookies: ['c=1', 'd=2'],
    };
    expect(toText(http, result).headers).toEqual([
      ['a', '1'],
      ['set-cookie', 'c=1'],
      ['set-cookie', 'd=2'],
    ]);
    expect(toText(rest, result).headers).toEqual([
      ['a', '1'],
      ['a', '2'],
    ]);
  });

  it('decodes base64 for an HTTP API only', () => {
    const result = { statusCode: 200, isBase64Encoded: true, body: 'aGk=' };
    expect(toText(http, result)).toMatchObject({ body: 'hi' });
    expect(toText(rest, result)).toMatchObject({ body: 'aGk=' });
  });

  it.each([
    ['an HTTP API', http, 'text/plain;charset=UTF-8'],
    ['a REST API', rest, 'application/json'],
  ])('adds the default content type of %s', (_kind, route, type) => {
    expect(toText(route, { statusCode: 200, body: 'x' }).headers).toEqual([['content-type', type]]);
    expect(toText(route, { statusCode: 204 }).headers).toEqual([]);
  });

  it('drops the length and the headers of the connection', () => {
    const headers = { 'Content-Length': '5', Connection: 'close', a: '1' };
    expect(toText(http, { statusCode: 204, headers }).headers).toEqual([['a', '1']]);
  });

  it.each([
    ['text', 'hello', 'hello'],
    ['an object', { a: 1 }, '{"a":1}'],
    ['null', null, 'null'],
  ])('takes %s without a status code as content of format 2.0', (_what, payload, body) => {
    const headers = [['content-type', 'application/json']];
    expect(toText(http, payload)).toEqual({ status: 200, headers, body });
  });

  it.each([
    ['no status code', {}],
    ['null', null],
    ['a status code that is none', { statusCode: 'ok' }],
    ['a status code out of range', { statusCode: 99 }],
    ['a body that is not text', { statusCode: 200, body: { a: 1 } }],
    ['a header with a line break', { statusCode: 200, headers: { a: 'b\nc' } }],
    ['a malformed header name', { statusCode: 200, headers: { 'a b': 'c' } }],
  ])('answers 502 to %s from the function of a REST API', (_what, payload) => {
    expect(toText(rest, payload)).toMatchObject({ status: 502, body: '{"message":"Internal server error"}' });
  });

  it('answers 500 to a malformed response from the function of an HTTP API', () => {
    expect(toText(http, { statusCode: 0 })).toMatchObject({
      status: 500,
      body: '{"message":"Internal Server Error"}',
    });
  });

  it('hides the error of a function', () => {
    const failed = { ok: false, error: { errorType: 'RangeError', errorMessage: 'a secret' } } as const;
    expect(toApiResponse(http, failed)).toMatchObject({ status: 500 });
    expect(toApiResponse(rest, failed)).toMatchObject({ status: 502 });
    expect(toApiResponse(rest, failed).body.toString()).not.toContain('secret');
  });
});

it.each([
  [http, 503, 'Service Unavailable'],
  [rest, 504, 'Endpoint request timed out'],
])('integrationTimedOut answers for %j', (route, status, message) => {
  const { status: answered, body } = integrationTimedOut(route);
  expect([answered, JSON.parse(body.toString())]).toEqual([status, { message }]);
});
