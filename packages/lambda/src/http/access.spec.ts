import type { Access } from '@tradepost/contracts/define-route';
import { toContext } from '@tradepost/testing/context';
import { type HttpRequestInput, toHttpEvent } from '@tradepost/testing/http';
import { captureLogs } from '@tradepost/testing/log-lines';
import type { Caller } from './caller.ts';
import {
  CUSTOMER_ISSUER,
  claims,
  gateways,
  parseBody,
  putJar,
  request,
  STAFF_ISSUER,
} from './http.spec-kit.ts';
import { http } from './http.ts';

const logs = captureLogs();
afterEach(() => {
  logs.clear();
});
afterAll(() => logs.restore());

const { claims: _claims, ...withoutToken } = request;
const machine = { ...without('username'), sub: 'erp', client_id: 'erp' };
const customerId = 'cus_0123456789ABCDEFGHJKMNPQRS';
const customer = { ...claims, iss: CUSTOMER_ISSUER, scope: 'tradepost/me', customer_id: customerId };

function without(claim: keyof typeof claims): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => name !== claim));
}

/** Sends a request to a route with the given access. Returns the response and the caller that the handler got. */
async function send(
  access: Access,
  input: HttpRequestInput,
  toEvent: (typeof gateways)[number][1] = toHttpEvent,
) {
  const callers: Caller[] = [];
  const handler = http({ ...putJar, access }, async ({ caller }) => {
    callers.push(caller);
    return { body: { label: 'holidays' } };
  });
  const { statusCode, headers = {}, body } = await handler(toEvent(input), toContext());
  return { statusCode, headers, json: parseBody(body), caller: callers[0] };
}

const withClaims = (of: Readonly<Record<string, string>>) => ({ ...request, claims: of });

describe.each(gateways)('a route for staff behind %s', (_gateway, toEvent) => {
  it('passes the person of a token with its scope to the handler', async () => {
    const { statusCode, caller } = await send(putJar.access, request, toEvent);
    expect(statusCode).toBe(200);
    expect(caller).toMatchObject({
      kind: 'person',
      id: 'user-1',
      issuer: STAFF_ISSUER,
      authenticatedMs: Date.UTC(2026, 0, 1),
    });
    const { can } = caller as Extract<Caller, { kind: 'person' }>;
    expect([can('inventory:write'), can('orders:read')]).toEqual([true, false]);
  });

  it.each([
    ['no reach', machine, 'own'],
    ['the reach all', { ...machine, reach: 'all' }, 'all'],
    ['an unknown reach', { ...machine, reach: 'everything' }, 'own'],
  ])('identifies a machine by its client id, with %s', async (_what, token, reach) => {
    const { caller } = await send(putJar.access, withClaims(token), toEvent);
    expect(caller).toMatchObject({ kind: 'machine', id: 'erp', reach });
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
    ['no scope', without('scope')],
    ['another scope', { ...claims, scope: 'tradepost/inventory:read tradepost/inventory:writer' }],
    ['a scope of another resource server', { ...claims, scope: 'inventory:write other/inventory:write' }],
    ['an empty scope', { ...claims, scope: '' }],
    ['a list of scopes', { ...claims, scope: '[openid tradepost/inventory:write tradepost/orders:read]' }],
    ['scopes with commas', { ...claims, scope: 'openid,tradepost/inventory:write' }],
    ['a scope in capitals', { ...claims, scope: 'TRADEPOST/INVENTORY:WRITE' }],
    ['a scope of all', { ...claims, scope: 'tradepost/* tradepost/ *' }],
    ['the scope in scp', { ...without('scope'), scp: claims.scope }],
  ])('answers 403 to a token with %s', async (_what, other) => {
    const { statusCode, headers, json } = await send(putJar.access, withClaims(other), toEvent);
    expect([statusCode, headers['WWW-Authenticate']]).toEqual([
      403,
      'Bearer error="insufficient_scope", scope="tradepost/inventory:write"',
    ]);
    expect(json).toMatchObject({ code: 'FORBIDDEN', scope: 'inventory:write' });
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['no subject', without('sub')],
    ['an empty subject', { ...claims, sub: '' }],
    ['no issuer', without('iss')],
    ['the issuer of customers', { ...claims, iss: CUSTOMER_ISSUER }],
    ['an issuer that begins like that of staff', { ...claims, iss: `${STAFF_ISSUER}x` }],
    ['the use of an ID token', { ...claims, token_use: 'id' }],
    ['no use', without('token_use')],
    ['its use in a list', { ...claims, token_use: '[access]' }],
    ['an issuer in a list', { ...claims, iss: `[${STAFF_ISSUER}]` }],
    ['an issuer with a slash', { ...claims, iss: `${STAFF_ISSUER}/` }],
    ['the claims of a customer', customer],
  ])('answers 401 to a token with %s', async (_what, other) => {
    expect((await send(putJar.access, withClaims(other), toEvent)).statusCode).toBe(401);
  });
});

describe('a route for people', () => {
  const access: Access = { kind: 'staff', scope: 'inventory:write', machines: false };

  it('answers 403 to a machine with its scope', async () => {
    const { statusCode, json, caller } = await send(access, withClaims(machine));
    expect([statusCode, caller]).toEqual([403, undefined]);
    expect(json).toMatchObject({ code: 'FORBIDDEN', detail: 'machines cannot call this route' });
  });

  it('takes a token without a user name for that of a person if its subject is not its client', async () => {
    const { caller } = await send(access, withClaims(without('username')));
    expect(caller).toMatchObject({ kind: 'person' });
  });
});

describe('a route that needs a recent sign-in', () => {
  const access: Access = {
    kind: 'staff',
    scope: 'inventory:write',
    machines: true,
    stepUp: { maxAgeSeconds: 300 },
  };
  const signedIn = (secondsAgo: number) => {
    const seconds = Math.floor(Date.now() / 1_000) - secondsAgo;
    return withClaims({ ...claims, auth_time: String(seconds) });
  };

  it('accepts a person who has just signed in, and a machine', async () => {
    expect((await send(access, signedIn(0))).statusCode).toBe(200);
    expect((await send(access, withClaims(machine))).statusCode).toBe(200);
  });

  it.each([
    ['301 seconds ago', signedIn(301)],
    ['at an unknown time', withClaims(without('auth_time'))],
    ['at a time that is no number', withClaims({ ...claims, auth_time: 'now' })],
  ])('answers 401 with a challenge to a person who signed in %s', async (_when, input) => {
    const { statusCode, headers, json } = await send(access, input);
    expect([statusCode, headers['WWW-Authenticate']]).toEqual([
      401,
      'Bearer error="insufficient_user_authentication", max_age="300"',
    ]);
    expect(json).toMatchObject({ code: 'INSUFFICIENT_USER_AUTHENTICATION', maxAgeSeconds: 300 });
  });
});

describe.each(gateways)('a route for customers behind %s', (_gateway, toEvent) => {
  const access: Access = { kind: 'customer' };

  it('passes the customer id of the token to the handler', async () => {
    const { statusCode, caller } = await send(access, withClaims(customer), toEvent);
    expect(statusCode).toBe(200);
    expect(caller).toMatchObject({ kind: 'customer', id: customerId, customerId, issuer: CUSTOMER_ISSUER });
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['the claims of staff', claims],
    ['the issuer of staff', { ...customer, iss: STAFF_ISSUER }],
    ['no customer id', { ...claims, iss: CUSTOMER_ISSUER, scope: 'tradepost/me' }],
    ['a malformed customer id', { ...customer, customer_id: 'cus_1' }],
    ['another scope', { ...customer, scope: 'openid profile' }],
    ['the use of an ID token', { ...customer, token_use: 'id' }],
  ])('answers 401 to a token with %s', async (_what, other) => {
    const { statusCode, caller } = await send(access, withClaims(other), toEvent);
    expect([statusCode, caller]).toEqual([401, undefined]);
  });
});

describe('a route for holders of an order token', () => {
  const access: Access = { kind: 'orderToken' };
  const orderToken = `ot1.k1.${'a'.repeat(43)}`;
  const withHeaders = (headers: Readonly<Record<string, string>>) => ({ ...withoutToken, headers });

  it.each(['X-Order-Token', 'x-order-token'])('passes the token in %s to the handler', async (name) => {
    const { statusCode, caller } = await send(access, withHeaders({ [name]: orderToken }));
    expect([statusCode, caller]).toEqual([200, { kind: 'guest', id: 'guest', orderToken }]);
  });

  it.each([
    ['no token', {}],
    ['an access token', { Authorization: 'Bearer a.b.c' }],
    ['a shortened token', { 'X-Order-Token': orderToken.slice(0, -1) }],
    ['a token of another version', { 'X-Order-Token': orderToken.replace('ot1', 'ot2') }],
    ['two tokens', { 'X-Order-Token': `${orderToken},${orderToken}` }],
  ])('answers 401 to %s', async (_what, headers) => {
    expect((await send(access, withHeaders(headers))).statusCode).toBe(401);
  });
});

describe('a route for holders of a cart token', () => {
  const access: Access = { kind: 'cartToken' };
  const cartToken = `ct1.k1.${'a'.repeat(43)}`;
  const withHeaders = (headers: Readonly<Record<string, string>>) => ({ ...withoutToken, headers });

  it.each(['X-Cart-Token', 'x-cart-token'])('passes the token in %s to the handler', async (name) => {
    const { statusCode, caller } = await send(access, withHeaders({ [name]: cartToken }));
    expect([statusCode, caller]).toEqual([200, { kind: 'guest', id: 'guest', cartToken }]);
  });

  it.each([
    ['no token', {}],
    ['an order token', { 'X-Order-Token': cartToken.replace('ct1', 'ot1') }],
    ['an order token in the place of a cart token', { 'X-Cart-Token': cartToken.replace('ct1', 'ot1') }],
    ['a shortened token', { 'X-Cart-Token': cartToken.slice(0, -1) }],
  ])('answers 401 to %s', async (_what, headers) => {
    expect((await send(access, withHeaders(headers))).statusCode).toBe(401);
  });
});

describe('a handler that rejects with FORBIDDEN', () => {
  it('gives the response a challenge with its scope', async () => {
    const handler = http(putJar, async () => ({ rejection: { code: 'FORBIDDEN', scope: 'orders:price' } }));
    const { statusCode, headers } = await handler(toHttpEvent(request), toContext());
    expect([statusCode, headers?.['WWW-Authenticate']]).toEqual([
      403,
      'Bearer error="insufficient_scope", scope="tradepost/orders:price"',
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
    const other = { ...claims, scope: 'tradepost/inventory:read' };
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
  it.each([
    ['no token', withoutToken],
    ['a token', request],
  ])('has an anonymous caller with %s', async (_what, input) => {
    const { statusCode, caller } = await send({ kind }, input);
    expect([statusCode, caller]).toEqual([200, { kind: 'anonymous', id: 'anonymous' }]);
  });
});
