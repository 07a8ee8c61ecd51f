import { toContext } from '@tradepost/testing/context';
import { toHttpEvent, toRestEvent } from '@tradepost/testing/http';
import { captureLogs } from '@tradepost/testing/log-lines';
import type { HttpEvent } from './event.ts';
import { claims, fine, gateways, getJar, parseBody, putJar, request, send } from './http.spec-kit.ts';
import { http } from './http.ts';

const logs = captureLogs();
afterEach(() => logs.clear());
afterAll(() => logs.restore());

describe.each(gateways)('a request to %s', (_gateway, toEvent) => {
  it('is parsed by its contract', async () => {
    const { statusCode, json, given } = await send(toEvent, {
      ...request,
      query: { verbose: 'true' },
      body: { label: '  holidays ', coins: [{ value: 5 }] },
      headers: { 'Idempotency-Key': 'key-1', 'If-Match': '"7"' },
    });
    expect(statusCode).toBe(200);
    expect(json).toEqual({ label: 'holidays' });
    expect(given).toMatchObject({
      params: { jarId: 'jar_1' },
      query: { verbose: 'true' },
      body: { label: 'holidays', coins: [{ value: 5 }] },
      idempotencyKey: 'key-1',
      ifMatch: [7],
      correlationId: expect.stringMatching(/^cor_[0-9A-Z]{26}$/),
      caller: { id: 'user-1' },
      headers: { 'idempotency-key': 'key-1' },
    });
  });

  it('may have a base64 body', async () => {
    const { statusCode, given } = await send(toEvent, {
      ...request,
      body: { label: 'café' },
      isBase64Encoded: true,
    });
    expect([statusCode, given?.body]).toEqual([200, { label: 'café' }]);
  });

  it('may have no headers, query or body', async () => {
    const handler = http(getJar, async ({ query, body }) => ({
      body: { label: JSON.stringify([query, body]) },
    }));
    const event = { ...toEvent({ params: { jarId: 'jar_1' }, claims }), headers: null };
    const response = await handler(event as unknown as HttpEvent, toContext());
    expect(parseBody(response.body)).toEqual({ label: '[{},null]' });
  });

  it('may have a media type that ends in +json', async () => {
    const headers = { 'Content-Type': 'application/merge-patch+json; charset=utf-8' };
    const body = JSON.stringify(request.body);
    expect(await send(toEvent, { ...request, headers, body })).toMatchObject({ statusCode: 200 });
  });
});

describe.each(gateways)('a malformed body sent to %s', (_gateway, toEvent) => {
  const json = { 'Content-Type': 'application/json' };

  it.each([
    ['half an object', '{"label":'],
    ['a form', 'label=holidays'],
    ['the key __proto__', '{"__proto__": {"isAdmin": true}}'],
  ])('gets 400 MALFORMED_JSON for %s', async (_what, body) => {
    const response = await send(toEvent, { ...request, headers: json, body });
    expect(response).toMatchObject({ statusCode: 400, json: { code: 'MALFORMED_JSON', status: 400 } });
    expect(response.given).toBeUndefined();
  });

  it.each([
    ['another media type', { 'Content-Type': 'text/plain' }],
    ['no media type', {}],
  ])('gets 415 for %s', async (_what, headers) => {
    const response = await send(toEvent, { ...request, headers, body: '{"label": "holidays"}' });
    expect(response).toMatchObject({ statusCode: 415, json: { code: 'UNSUPPORTED_MEDIA_TYPE' } });
  });

  it.each([false, true])('gets 413 for more than 1 MiB (base64: %s)', async (isBase64Encoded) => {
    const ofSize = (bytes: number) => JSON.stringify({ label: 'x'.repeat(bytes - '{"label":""}'.length) });
    const post = (bytes: number) =>
      send(toEvent, { ...request, headers: json, body: ofSize(bytes), isBase64Encoded });
    expect(await post(1024 * 1024)).toMatchObject({ statusCode: 400, json: { code: 'VALIDATION_FAILED' } });
    expect(await post(1024 * 1024 + 1)).toMatchObject({
      statusCode: 413,
      json: { code: 'PAYLOAD_TOO_LARGE', maxBytes: 1024 * 1024 },
    });
  });
});

describe('the response to an invalid request', () => {
  const errorsOf = async (input: object) => {
    const { statusCode, json } = await send(toHttpEvent, { ...request, ...input });
    expect([statusCode, (json as { code: string }).code]).toEqual([400, 'VALIDATION_FAILED']);
    return (json as { errors: { pointer: string; code: string; detail: string }[] }).errors;
  };

  it('names every violated rule with a pointer to the value', async () => {
    const errors = await errorsOf({ body: { label: '', coins: [{ value: 1 }, { value: 'two' }] } });
    expect(errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['#/label', 'TOO_SMALL'],
      ['#/coins/1/value', 'INVALID_TYPE'],
    ]);
  });

  it('escapes pointers by RFC 6901', async () => {
    const errors = await errorsOf({ body: { label: 'holidays', extras: { 'a/b~c': 'x' } } });
    expect(errors.map(({ pointer }) => pointer)).toEqual(['#/extras/a~1b~0c']);
  });

  it('names the rule that the key of a record violates', async () => {
    expect(await errorsOf({ body: { label: 'holidays', prices: { ABC: 1 } } })).toEqual([
      {
        pointer: '#/prices/ABC',
        code: 'CUSTOM',
        detail: 'must be a current ISO 4217 code of a currency with a minor unit',
      },
    ]);
    expect(await errorsOf({ body: { label: 'holidays', prices: { pound: 1 } } })).toEqual([
      { pointer: '#/prices/pound', code: 'INVALID_FORMAT', detail: 'must be an ISO 4217 code in capitals' },
    ]);
  });

  it('names each unknown field', async () => {
    const errors = await errorsOf({ body: { label: 'holidays', colour: 'red', 'a/b': 1 } });
    expect(errors).toEqual([
      { pointer: '#/colour', code: 'UNKNOWN_FIELD', detail: 'is not a field of this object' },
      { pointer: '#/a~1b', code: 'UNKNOWN_FIELD', detail: 'is not a field of this object' },
    ]);
  });

  it('distinguishes path, query and body in pointers', async () => {
    expect(await errorsOf({ params: { jarId: 'box' } })).toEqual([
      { pointer: '#/path/jarId', code: 'INVALID_FORMAT', detail: 'must be jar_ and digits' },
    ]);
    expect((await errorsOf({ query: { verbose: 'maybe' } })).map(({ pointer }) => pointer)).toEqual([
      '#/query/verbose',
    ]);
    expect((await errorsOf({ query: { color: 'red' } })).map(({ pointer }) => pointer)).toEqual([
      '#/query/color',
    ]);
  });

  it.each([
    ['no body', undefined],
    ['null', 'null'],
    ['an empty string', '""'],
    ['zero', '0'],
    ['an array', '[]'],
  ])('names the body if the request has %s', async (_what, body) => {
    const { body: _body, ...bodiless } = request;
    const headers = { 'Content-Type': 'application/json' };
    const { json } = await send(toHttpEvent, {
      ...bodiless,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    expect(json).toMatchObject({ status: 400, errors: [{ pointer: '#', code: 'INVALID_TYPE' }] });
  });

  it.each([
    ['an object', '{}', 'application/json'],
    ['null', 'null', 'application/json'],
    ['zero', '0', 'application/json'],
    ['malformed JSON', '{"label":', 'application/json'],
    ['a text', 'holidays', 'text/plain'],
    ['more than 1 MiB', 'x'.repeat(1024 * 1024 + 1), 'application/json'],
  ])('names the body if the route has none and the request has one: %s', async (_what, body, type) => {
    const event = toRestEvent({
      params: { jarId: 'jar_1' },
      headers: { 'Content-Type': type },
      body,
      claims,
    });
    const response = await http(getJar, fine)(event, toContext());
    expect(response.statusCode).toBe(400);
    expect(parseBody(response.body)).toMatchObject({
      code: 'VALIDATION_FAILED',
      errors: [{ pointer: '#', code: 'INVALID_TYPE' }],
    });
  });

  it('never contains a value of the request', async () => {
    const response = await send(toHttpEvent, {
      ...request,
      body: { label: 'hunter2'.repeat(9), coins: 'hunter2' },
    });
    expect(response.statusCode).toBe(400);
    expect(response.body).not.toContain('hunter2');
    expect(logs.text()).not.toContain('hunter2');
  });
});

describe('a request with a card number', () => {
  const card = '4242 4242 4242 4242';

  it.each([
    ['in a text', { body: { label: card } }],
    ['in a text, after other violated rules', { body: { label: '', note: `my card is ${card}` } }],
  ])('gets 422 CARD_NUMBER_NOT_ACCEPTED for one %s', async (_where, input) => {
    const response = await send(toHttpEvent, { ...request, ...input });
    expect(response).toMatchObject({ statusCode: 422, json: { code: 'CARD_NUMBER_NOT_ACCEPTED' } });
  });

  it.each<[string, object]>([
    ['a text', { body: { label: card } }],
    ['a number', { body: { label: 'holidays', coins: 4_242_424_242_424_242 } }],
    ['the name of a field', { body: { label: 'holidays', [card]: 1 } }],
    ['malformed JSON', { headers: { 'Content-Type': 'application/json' }, body: `{"label": "${card}"` }],
    ['a body of another type', { headers: { 'Content-Type': 'text/plain' }, body: card }],
    ['the path', { params: { jarId: card } }],
    ['the query', { query: { verbose: card, [card]: 'true' } }],
  ])('has it neither in the response nor in the log: %s', async (_where, input) => {
    const response = await send(toHttpEvent, { ...request, ...input });
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify([response.headers, response.body])).not.toMatch(/4242/);
    expect(logs.lines()).not.toEqual([]);
    expect(logs.text()).not.toMatch(/4242/);
  });
});

describe('a route without idempotencyKey and ifMatch', () => {
  it('ignores Idempotency-Key and If-Match', async () => {
    const handler = http({ ...putJar, idempotencyKey: false, ifMatch: 'none' }, async (each) => ({
      body: { label: JSON.stringify([each.idempotencyKey, each.ifMatch]) },
    }));
    const headers = { 'Idempotency-Key': 'no spaces allowed', 'If-Match': '"7"' };
    const response = await handler(toHttpEvent({ ...request, headers }), toContext());
    expect(parseBody(response.body)).toEqual({ label: '[null,null]' });
  });
});
