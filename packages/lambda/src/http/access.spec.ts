import type { Access } from '@tradepost/contracts/define-route';
import { toContext } from '@tradepost/testing/context';
import { type HttpRequestInput, toHttpEvent } from '@tradepost/testing/http';
import { captureLogs } from '@tradepost/testing/log-lines';
import { gateways, parseBody, putJar, request } from './http.spec-kit.ts';
import { type HttpRequest, http } from './http.ts';

const logs = captureLogs();
afterEach(() => {
  logs.clear();
  delete process.env['OPEN_ACCESS'];
});
afterAll(() => logs.restore());

const { claims: _claims, ...withoutToken } = request;

/** Sends a request to a route with the given access. Returns the response and the caller that the handler got. */
async function send(
  access: Access,
  input: HttpRequestInput,
  toEvent: (typeof gateways)[number][1] = toHttpEvent,
) {
  const callers: HttpRequest<typeof putJar>['caller'][] = [];
  const handler = http({ ...putJar, access }, async ({ caller }) => {
    callers.push(caller);
    return { body: { label: 'holidays' } };
  });
  const { statusCode, headers = {}, body } = await handler(toEvent(input), toContext());
  return { statusCode, headers, json: parseBody(body), caller: callers[0] };
}

describe.each(gateways)('a route for staff behind %s', (_gateway, toEvent) => {
  it('passes the caller of a token with its scope to the handler', async () => {
    const { statusCode, caller } = await send(putJar.access, request, toEvent);
    expect(statusCode).toBe(200);
    expect([caller?.id, caller?.can('jars:write'), caller?.can('jars')]).toEqual(['user-1', true, false]);
  });

  it('identifies a machine by its client id', async () => {
    const machine = { client_id: 'erp', scope: 'jars:write' };
    expect((await send(putJar.access, { ...request, claims: machine }, toEvent)).caller?.id).toBe('erp');
  });

  it('answers 401 without a token', async () => {
    const { statusCode, headers, json, caller } = await send(putJar.access, withoutToken, toEvent);
    expect([statusCode, headers['WWW-Authenticate'], caller]).toEqual([401, 'Bearer', undefined]);
    expect(json).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
    expect(headers).toMatchObject({
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': 'no-store',
      'Content-Type': 'application/problem+json',
    });
  });

  it.each([
    ['no scope', { sub: 'user-1' }],
    ['another scope', { sub: 'user-1', scope: 'jars:read jars:writer' }],
    ['an empty scope', { sub: 'user-1', scope: '' }],
  ])('answers 403 to a token with %s', async (_what, other) => {
    const { statusCode, headers, json } = await send(putJar.access, { ...request, claims: other }, toEvent);
    expect([statusCode, headers['WWW-Authenticate']]).toEqual([
      403,
      'Bearer error="insufficient_scope", scope="jars:write"',
    ]);
    expect(json).toMatchObject({ code: 'FORBIDDEN', scope: 'jars:write' });
  });

  it.each([
    ['no subject', { scope: 'jars:write' }],
    ['an empty subject', { sub: '', scope: 'jars:write' }],
  ])('answers 401 to a token with %s', async (_what, other: Record<string, string>) => {
    expect((await send(putJar.access, { ...request, claims: other }, toEvent)).statusCode).toBe(401);
  });
});

describe('a handler that rejects with FORBIDDEN', () => {
  it('gives the response a challenge with its scope', async () => {
    const handler = http(putJar, async () => ({ rejection: { code: 'FORBIDDEN', scope: 'jars:price' } }));
    const { statusCode, headers } = await handler(toHttpEvent(request), toContext());
    expect([statusCode, headers?.['WWW-Authenticate']]).toEqual([
      403,
      'Bearer error="insufficient_scope", scope="jars:price"',
    ]);
  });
});

describe('a request without access', () => {
  it.each<[string, HttpRequestInput]>([
    ['an invalid path parameter', { params: { jarId: 'box' } }],
    ['a body that is not JSON', { headers: { 'Content-Type': 'application/json' }, body: '{"label":' }],
    ['a body that is too large', { body: { label: 'x'.repeat(2 * 1024 * 1024) } }],
    ['a body of another type', { headers: { 'Content-Type': 'text/plain' }, body: 'holidays' }],
    ['an invalid Idempotency-Key', { headers: { 'Idempotency-Key': 'two words' } }],
  ])('gets 401 or 403 before its input is read: %s', async (_what, input) => {
    expect((await send(putJar.access, { ...withoutToken, ...input })).statusCode).toBe(401);
    const other = { sub: 'user-1', scope: 'jars:read' };
    expect((await send(putJar.access, { ...request, ...input, claims: other })).statusCode).toBe(403);
  });

  it('is logged with its code', async () => {
    await send(putJar.access, withoutToken);
    expect(logs.lines()).toMatchObject([
      { message: 'request answered', status: 401, code: 'UNAUTHENTICATED', route: 'PUT /v1/jars/{jarId}' },
    ]);
  });
});

describe.each(['public', 'signed'] as const)('a %s route', (kind) => {
  it('accepts a request without a token, whose caller has no scope', async () => {
    const { statusCode, caller } = await send({ kind }, withoutToken);
    expect([statusCode, caller?.id, caller?.can('jars:write')]).toEqual([200, 'anonymous', false]);
  });

  it('identifies the caller of a token', async () => {
    expect((await send({ kind }, request)).caller?.id).toBe('user-1');
  });
});

describe('OPEN_ACCESS', () => {
  it('gives every scope to a caller without a token', async () => {
    process.env['OPEN_ACCESS'] = 'true';
    const { statusCode, caller } = await send(putJar.access, withoutToken);
    expect([statusCode, caller?.id, caller?.can('anything:write')]).toEqual([200, 'anonymous', true]);
  });

  it('does not change the scopes of a token', async () => {
    process.env['OPEN_ACCESS'] = 'true';
    expect((await send(putJar.access, { ...request, claims: { sub: 'user-1' } })).statusCode).toBe(403);
  });

  it.each(['', 'false', '0', 'TRUE', 'yes'])('is off with the value "%s"', async (value) => {
    process.env['OPEN_ACCESS'] = value;
    expect((await send(putJar.access, withoutToken)).statusCode).toBe(401);
  });
});
