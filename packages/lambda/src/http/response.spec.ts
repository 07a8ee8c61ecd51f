import type { RejectionsOf, RouteContract } from '@tradepost/contracts/define-route';
import { toContext } from '@tradepost/testing/context';
import { toHttpEvent } from '@tradepost/testing/http';
import { captureLogs } from '@tradepost/testing/log-lines';
import { claims, gateways, getJar, putJar, request, send } from './http.spec-kit.ts';
import { http } from './http.ts';

const logs = captureLogs();
afterEach(() => logs.clear());
afterAll(() => logs.restore());

describe.each(gateways)('a response behind %s', (_gateway, toEvent) => {
  it.each([
    ['a success', 200, { ...request }],
    ['a problem', 400, { ...request, body: {} }],
  ])('has CORS and security headers: %s', async (_what, status, input) => {
    const { statusCode, headers } = await send(toEvent, input);
    expect(statusCode).toBe(status);
    expect(headers).toMatchObject({
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'ETag, Location, X-Correlation-Id, Retry-After, WWW-Authenticate',
      'X-Content-Type-Options': 'nosniff',
      'Strict-Transport-Security': expect.stringContaining('max-age='),
      'Cache-Control': 'no-store',
    });
  });

  it('has the media type of JSON for a success, and of problem details for a problem', async () => {
    expect((await send(toEvent, request)).headers).toMatchObject({ 'Content-Type': 'application/json' });
    expect((await send(toEvent, { ...request, body: {} })).headers).toMatchObject({
      'Content-Type': 'application/problem+json',
    });
  });
});

describe.each(gateways)('the correlation id of a request to %s', (_gateway, toEvent) => {
  const NEW_ID = /^cor_[0-9A-HJKMNP-TV-Z]{26}$/;

  it.each([
    ['none', undefined],
    ['an id of its own', 'correlation-1'],
    ['one letter', 'e'],
    ['the id of another request', 'cor_01JD3XK8WQ4N6T2B9V5M7R0C1E'],
  ])('is a new one if the caller sends %s', async (_what, sent) => {
    const headers = sent === undefined ? {} : { 'x-CORRELATION-id': sent };
    const ids = [];
    for (const input of [request, { ...request, body: {} }]) {
      const { headers: answer, given, json } = await send(toEvent, { ...input, headers });
      const id = String(answer?.['X-Correlation-Id']);
      expect(id).toMatch(NEW_ID);
      expect(id).not.toBe(sent);
      if (given === undefined) expect(json).toMatchObject({ correlationId: id });
      else expect(given.correlationId).toBe(id);
      ids.push(id);
    }
    expect(logs.lines()).toMatchObject([
      { message: 'request answered', status: 200, correlationId: ids[0] },
      { message: 'request answered', status: 400, correlationId: ids[1], code: 'VALIDATION_FAILED' },
    ]);
    expect(new Set(ids).size).toBe(2);
  });

  it('is logged with the id that the caller sent, in the last line of the request only', async () => {
    const headers = { 'X-Correlation-Id': 'checkout-7/retry' };
    await send(toEvent, { ...request, headers }, async () => Promise.reject(new Error('out of order')));
    expect(logs.lines().map((line) => [line['message'], line['clientCorrelationId']])).toEqual([
      ['INTERNAL_ERROR', undefined],
      ['request answered', 'checkout-7/retry'],
    ]);
  });

  it.each([
    ['spaces', 'a b'],
    ['257 characters', 'x'.repeat(257)],
    ['quotes', '","orderId":"ord_1'],
    ['a line break', 'a\nb'],
    ['an e-mail address', 'ada@example.com'],
    ['a card number', '4242424242424242'],
  ])('is logged with "(withheld)" if the caller sent %s', async (_what, sent) => {
    await send(toEvent, { ...request, headers: { 'X-Correlation-Id': sent } });
    expect(logs.lines()).toMatchObject([{ clientCorrelationId: '(withheld)' }]);
    expect(logs.text()).not.toContain(JSON.stringify(sent).slice(1, -1));
  });
});

describe('a rejection', () => {
  it('gives a problem with the status of its code and its facts, and logs no error', async () => {
    const { statusCode, headers, json } = await send(toHttpEvent, request, async () => ({
      rejection: { code: 'STOCK_NOT_FOUND', sku: 'MUG-1' },
    }));
    expect([statusCode, headers?.['Content-Type']]).toEqual([404, 'application/problem+json']);
    expect(json).toEqual({
      type: 'urn:tradepost:problem:STOCK_NOT_FOUND',
      title: 'No stock is kept under this SKU',
      status: 404,
      code: 'STOCK_NOT_FOUND',
      correlationId: headers?.['X-Correlation-Id'],
      sku: 'MUG-1',
    });
    expect(logs.lines().filter(({ level }) => level === 'ERROR')).toEqual([]);
  });

  it.each<[RejectionsOf<typeof putJar>, number]>([
    ['FORBIDDEN', 403],
    ['SKU_TAKEN', 409],
    ['PRECONDITION_FAILED', 412],
    ['IDEMPOTENCY_KEY_REUSED', 422],
  ])('with %s gives %d', async (code, status) => {
    expect(await send(toHttpEvent, request, async () => ({ rejection: { code } }))).toMatchObject({
      statusCode: status,
      json: { code, status },
    });
  });

  it('cannot override a member of the problem by a fact', async () => {
    const rejection = { code: 'SKU_TAKEN' as const, status: 200, title: 'all is well', correlationId: 'x' };
    const { json } = await send(toHttpEvent, request, async () => ({ rejection }));
    expect(json).toMatchObject({ status: 409, title: 'Another product has this SKU' });
    expect(json).not.toMatchObject({ correlationId: 'x' });
  });
});

describe('an exception of the handler', () => {
  it('gives 500 without the cause, and logs the cause', async () => {
    const { statusCode, headers, json, body } = await send(toHttpEvent, request, () =>
      Promise.reject(new Error('table tradepost-dev-jars is gone')),
    );
    expect(statusCode).toBe(500);
    expect(json).toEqual({
      type: 'urn:tradepost:problem:INTERNAL_ERROR',
      title: 'Something went wrong on our side',
      status: 500,
      code: 'INTERNAL_ERROR',
      correlationId: headers?.['X-Correlation-Id'],
    });
    expect(body).not.toContain('tradepost-dev-jars');
    expect(logs.lines()).toMatchObject([
      {
        level: 'ERROR',
        message: 'INTERNAL_ERROR',
        correlationId: headers?.['X-Correlation-Id'],
        requestId: 'request-1',
        route: 'PUT /v1/jars/{jarId}',
        subject: 'jar_1',
        error: { message: 'table tradepost-dev-jars is gone' },
      },
      { level: 'INFO', message: 'request answered', status: 500, code: 'INTERNAL_ERROR', subject: 'jar_1' },
    ]);
  });

  it.each([
    [
      'an error that carries an HTTP status',
      Object.assign(new Error('teapot'), { statusCode: 418, expose: true }),
    ],
    ['a value that is not an Error', 'a text'],
  ])('gives 500 for %s', async (_what, thrown) => {
    expect(await send(toHttpEvent, request, () => Promise.reject(thrown))).toMatchObject({ statusCode: 500 });
  });

  it('gives 503 with Retry-After for TOO_MUCH_CONTENTION', async () => {
    const contention = Object.assign(new Error('gave up'), { code: 'TOO_MUCH_CONTENTION' });
    const { statusCode, headers, json } = await send(toHttpEvent, request, () => Promise.reject(contention));
    expect([statusCode, headers?.['Retry-After']]).toEqual([503, '1']);
    expect(json).toMatchObject({ code: 'TOO_MUCH_CONTENTION' });
  });
});

describe('a handler', () => {
  it('keeps the state of concurrent requests separate', async () => {
    const handler = http(putJar, async ({ correlationId }) => ({ body: { label: correlationId } }));
    const answers = await Promise.all(
      ['one', 'two', 'three'].map(() => handler(toHttpEvent(request), toContext())),
    );
    const ids = answers.map(({ headers }) => headers?.['X-Correlation-Id']);
    expect(answers.map(({ body }) => body)).toEqual(ids.map((label) => JSON.stringify({ label })));
    expect(new Set(ids).size).toBe(3);
  });
});

describe('If-Match', () => {
  const change = (ifMatch: RouteContract['ifMatch'], tag?: string) =>
    http({ ...putJar, ifMatch }, async (each) => ({ body: { label: String(each.ifMatch) } }))(
      toHttpEvent({ ...request, headers: tag === undefined ? {} : { 'If-Match': tag } }),
      toContext(),
    );

  it.each([
    ['required', '"12"', 200, '"label":"12"'],
    ['required', ' "12" ', 200, '"label":"12"'],
    ['required', '"0", "1"', 200, '"label":"0,1"'],
    ['required', 'W/"0", "1", "a,b"', 200, '"label":"1"'],
    ['required', '*', 200, '"label":"*"'],
    ['required', undefined, 428, '"code":"PRECONDITION_REQUIRED"'],
    ['required', 'W/"12"', 412, 'a weak tag (W/\\"0\\") never matches'],
    ['required', '12', 400, '"pointer":"#/headers/If-Match","code":"INVALID_FORMAT"'],
    ['required', '', 400, '"pointer":"#/headers/If-Match","code":"INVALID_FORMAT"'],
    ['required', '"0" "1"', 400, '"pointer":"#/headers/If-Match","code":"INVALID_FORMAT"'],
    ['required', '"abc"', 412, '"code":"PRECONDITION_FAILED"'],
    ['optional', undefined, 200, '"label":"undefined"'],
    ['optional', '"0"', 200, '"label":"0"'],
    ['optional', '"-1"', 412, '"code":"PRECONDITION_FAILED"'],
  ] as const)('that is %s, sent as %s, gives %d', async (rule, tag, status, body) => {
    const response = await change(rule, tag);
    expect(response).toMatchObject({ statusCode: status, body: expect.stringContaining(body) });
  });
});

describe('Idempotency-Key', () => {
  it.each([
    ['is a UUID', '8e03978e-40d5-43e8-bc93-6894a57f9324', 200],
    ['has 255 characters', 'k'.repeat(255), 200],
    ['has 256 characters', 'k'.repeat(256), 400],
    ['is empty', '', 400],
    ['has a space', 'two words', 400],
    ['has letters outside ASCII', 'clé', 400],
  ])('is checked if it %s', async (_what, key, status) => {
    const response = await send(toHttpEvent, { ...request, headers: { 'Idempotency-Key': key } });
    expect(response.statusCode).toBe(status);
    if (status === 400) {
      expect(response.json).toMatchObject({ errors: [{ pointer: '#/headers/Idempotency-Key' }] });
    } else expect(response.given?.idempotencyKey).toBe(key);
  });
});

describe('a GET', () => {
  const read = (headers: Record<string, string> = {}, cacheControl?: string, version?: number) =>
    http(cacheControl === undefined ? getJar : { ...getJar, cacheControl }, async () => ({
      body: { label: 'holidays' },
      ...(version === undefined ? {} : { version }),
    }))(toHttpEvent({ params: { jarId: 'jar_1' }, headers, claims }), toContext());

  it('returns the version as ETag, and Cache-Control of the route', async () => {
    expect((await read({}, 'public, max-age=60', 3)).headers).toMatchObject({
      ETag: '"3"',
      'Cache-Control': 'public, max-age=60',
    });
  });

  it('returns no ETag without a version or cacheControl', async () => {
    expect((await read()).headers).not.toHaveProperty('ETag');
  });

  it('returns a digest as weak ETag of a list that may be cached', async () => {
    const { headers } = await read({}, 'public');
    expect(headers?.['ETag']).toMatch(/^W\/"[\w-]{22}"$/);
    expect((await read({ 'If-None-Match': String(headers?.['ETag']) }, 'public')).statusCode).toBe(304);
  });

  it('returns the same ETag for every order of fields', async () => {
    const inOrder = (...names: string[]) => ({ label: names.map((name) => ({ [name]: { [name]: 1 } })) });
    const tagOf = async (body: object) => {
      const handler = http({ ...getJar, cacheControl: 'public' }, async () => ({
        body: body as { label: string },
      }));
      return (await handler(toHttpEvent({ params: { jarId: 'jar_1' }, claims }), toContext())).headers?.[
        'ETag'
      ];
    };
    const tag = await tagOf({ label: 'holidays', prices: { GBP: 1, EUR: 2 } });
    expect(await tagOf({ prices: { EUR: 2, GBP: 1 }, label: 'holidays' })).toBe(tag);
    expect(await tagOf({ prices: { EUR: 1, GBP: 2 }, label: 'holidays' })).not.toBe(tag);
    expect(await tagOf(inOrder('a', 'b'))).not.toBe(await tagOf(inOrder('b', 'a')));
  });

  it.each([
    ['"3"', 304],
    ['W/"3"', 304],
    ['"1", "3"', 304],
    ['"a,b" , W/"3"', 304],
    ['"1,"3"', 200],
    ['"1,3"', 200],
    ['*', 304],
    ['"2"', 200],
    ['3', 200],
  ])('answers If-None-Match %s with %d', async (tag, status) => {
    const response = await read({ 'If-None-Match': tag }, 'public, max-age=60', 3);
    expect(response.statusCode).toBe(status);
    if (status === 304) {
      expect(response.body).toBe('');
      expect(response.headers).toMatchObject({
        ETag: '"3"',
        'Cache-Control': 'public, max-age=60',
        'Access-Control-Allow-Origin': '*',
      });
      expect(response.headers).not.toHaveProperty('Content-Type');
    }
  });

  it('is the only method that gets 304', async () => {
    const response = await send(toHttpEvent, { ...request, headers: { 'If-None-Match': '*' } }, async () => ({
      body: { label: 'holidays' },
      version: 3,
      location: '/v1/jars/jar_1',
    }));
    expect(response).toMatchObject({ statusCode: 200, headers: { ETag: '"3"', Location: '/v1/jars/jar_1' } });
  });
});
