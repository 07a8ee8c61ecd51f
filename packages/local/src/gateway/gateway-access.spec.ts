import { connect } from 'node:net';
import type { Route } from '@tradepost/compiled-service/templates/routes';
import type { Rejection } from '../access/rejections.ts';
import { createSpecPool, type SpecPool, toPools } from '../access/tokens.spec-kit.ts';
import type { KeyedRequest } from '../api-keys/check-api-key.ts';
import type { InvokeFunction } from '../invocation.ts';
import { type Gateway, type GatewayApis, startGateway } from './gateway.ts';
import { NO_APIS } from './no-apis.spec-kit.ts';

const toRoute = (kind: Route['kind'], method: string, path: string, more: Partial<Route> = {}): Route => ({
  ...{ service: 'jars', logicalId: path, kind, apiId: kind, method, path, functionName: path },
  ...more,
});
const needing = (authorizerId: string, ...scopes: string[]) => ({ authorization: { authorizerId, scopes } });
const routes = [
  toRoute('http', 'GET', '/open'),
  toRoute('http', 'GET', '/jars', needing('http-staff', 'jars/read', 'jars/admin')),
  toRoute('http', 'POST', '/jars', needing('http-staff', 'jars/write')),
  toRoute('http', 'GET', '/admin', needing('http-staff', 'jars/admin')),
  toRoute('http', 'GET', '/any-scope', needing('http-staff')),
  toRoute('http', 'GET', '/slow'),
  toRoute('rest', 'GET', '/v1/jars', needing('rest-pools', 'jars/read')),
  toRoute('rest', 'GET', '/v1/admin', needing('rest-pools', 'jars/admin')),
  toRoute('rest', 'GET', '/v1/id', needing('rest-pools')),
  toRoute('rest', 'GET', '/v1/slow'),
  toRoute('rest', 'GET', '/v1/feed', { apiKeyRequired: true }),
  toRoute('rest', 'GET', '/v2/jars', { ...needing('rest-pools', 'jars/read'), apiId: 'custom' }),
];
const cors = {
  ...{ allowOrigins: ['*'], allowMethods: ['GET'], allowHeaders: [], exposeHeaders: [] },
  allowCredentials: false,
};
const declared = { service: 'jars', logicalId: 'X' };

/** Answers with the result of the authorizer and the body. */
const invoke: InvokeFunction = async (_functionName, event) => {
  const { requestContext, body } = event as {
    readonly requestContext: { readonly authorizer?: object };
    readonly body?: string;
  };
  const content = JSON.stringify({ authorizer: requestContext.authorizer ?? null, body });
  return { ok: true, payload: { statusCode: 200, body: content } };
};

describe('a gateway with authorizers', () => {
  let [staff, customers, other] = [{} as SpecPool, {} as SpecPool, {} as SpecPool];
  let gateway: Gateway;
  let rejectionOfKey: Rejection | undefined;
  const keyed: KeyedRequest[] = [];
  const stage = { accountId: '000000000000', stage: 'dev' };
  const start = () => startGateway({ port: 0, stage, health: () => ({}) });
  const toApis = (): GatewayApis => ({
    ...NO_APIS,
    routes,
    httpApis: [{ apiId: 'http', cors }],
    authorizers: [
      {
        ...{ ...declared, kind: 'http', id: 'http-staff', apiId: 'http', issuer: staff.issuer },
        audience: ['client-1'],
      },
      {
        ...{ ...declared, kind: 'rest', id: 'rest-pools', apiId: 'rest' },
        poolArns: [customers.poolArn, staff.poolArn],
      },
    ],
    throttles: [
      {
        ...{
          ...declared,
          apiId: 'http',
          stage: '$default',
          otherwise: { ratePerSecond: 1_000, burst: 1_000 },
        },
        routes: new Map([['GET /slow', { ratePerSecond: 0, burst: 1 }]]),
      },
      {
        ...{ ...declared, apiId: 'rest', stage: 'dev', otherwise: undefined },
        routes: new Map([['GET /v1/slow', { ratePerSecond: 0, burst: 1 }]]),
      },
    ],
    gatewayResponses: [
      {
        ...{ ...declared, apiId: 'custom', type: 'DEFAULT_4XX', status: 418 },
        headers: { 'access-control-allow-origin': '*' },
        template: '{"m":$context.error.messageString,"t":"$context.error.responseType"}',
      },
    ],
  });

  beforeAll(async () => {
    [staff, customers, other] = (await Promise.all(['staff', 'customers', 'other'].map(createSpecPool))) as [
      SpecPool,
      SpecPool,
      SpecPool,
    ];
    gateway = await start();
    gateway.open(toApis(), {
      invoke,
      identity: { pools: toPools([staff, customers]), serve: async () => false },
      checkApiKey: (request) => {
        keyed.push(request);
        return rejectionOfKey;
      },
    });
  });
  afterAll(() => gateway.stop());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}${path}`, { headers });
  const read = async (path: string, headers: Record<string, string> = {}) => {
    const response = await get(path, headers);
    return [response.status, await response.json()] as unknown[];
  };
  const bearer = async (input?: Parameters<SpecPool['sign']>[0], pool = staff) => ({
    authorization: `Bearer ${await pool.sign(input)}`,
  });

  describe('of an HTTP API', () => {
    it('passes the claims of a valid token to the function', async () => {
      expect(await read('/jars', await bearer())).toEqual([
        200,
        {
          authorizer: {
            jwt: {
              claims: expect.objectContaining({ sub: 'user-1', scope: 'jars/read jars/write' }),
              scopes: ['jars/read', 'jars/write'],
            },
          },
        },
      ]);
      expect(await read('/any-scope', await bearer({ claims: { scope: undefined } }))).toMatchObject([
        200,
        { authorizer: { jwt: { scopes: null } } },
      ]);
    });

    it('passes no claims on a route without an authorizer, whatever the token', async () => {
      expect(await read('/open', { authorization: 'Bearer x' })).toEqual([200, { authorizer: null }]);
    });

    it('answers 401 without a token', async () => {
      const response = await get('/jars');
      expect([response.status, await response.text()]).toEqual([401, '{"message":"Unauthorized"}']);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        ...{ 'www-authenticate': 'Bearer', 'content-type': 'application/json' },
        'apigw-requestid': expect.any(String),
      });
    });

    it('answers 401 with the reason for an invalid token, and the CORS headers of the API', async () => {
      const headers = { ...(await bearer({ claims: { client_id: 'x' } })), origin: 'https://shop.example' };
      const response = await get('/jars', headers);
      expect([response.status, await response.text()]).toEqual([401, '{"message":"Unauthorized"}']);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'www-authenticate':
          'Bearer scope="jars/read jars/admin" error="invalid_token" error_description="the token does not have a valid audience"',
        'access-control-allow-origin': '*',
      });
    });

    it.each([
      ['of another pool', () => customers],
      ['of a pool that no template declares', () => other],
    ])('answers 401 to a token %s', async (_what, pool) => {
      expect((await get('/jars', await bearer({}, pool()))).status).toBe(401);
    });

    it('answers 403 to a token without a scope of the route', async () => {
      const response = await get('/admin', await bearer());
      expect([response.status, await response.text()]).toEqual([403, '{"message":"Forbidden"}']);
      expect(response.headers.get('www-authenticate')).toContain(
        'scope="jars/admin" error="insufficient_scope"',
      );
    });

    it('answers 401 to two headers with tokens', async () => {
      const { authorization } = await bearer();
      const lines = `Authorization: ${authorization}\r\nAuthorization: ${authorization}\r\nConnection: close\r\n`;
      expect(await raw(`GET /jars HTTP/1.1\r\nHost: 127.0.0.1\r\n${lines}\r\n`)).toMatch(/^HTTP\/1.1 401 /);
    });

    it('answers 429 to more requests than the rate of the route', async () => {
      expect((await get('/slow')).status).toBe(200);
      expect(await read('/slow')).toEqual([429, { message: 'Too Many Requests' }]);
      expect((await get('/open')).status).toBe(200);
    });
  });

  describe('asked for access with content', () => {
    const head = (more: string) =>
      `POST /jars HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n${more}\r\n`;

    it('answers 401 before any content has been sent', async () => {
      expect(await raw(head(''), 'leave open')).toMatch(/^HTTP\/1.1 401 /);
    });

    it('asks for the content of an allowed request only', async () => {
      const expecting = 'Expect: 100-continue\r\n';
      expect(await raw(head(expecting), 'leave open')).toMatch(/^HTTP\/1.1 401 /);
      const { authorization } = await bearer();
      const allowed = `${expecting}Authorization: ${authorization}\r\n`;
      expect(await raw(head(allowed), 'leave open')).toMatch(/^HTTP\/1.1 100 /);
    });

    it('lets the client send the content and use the connection again', async () => {
      const body = 'x'.repeat(2_000_000);
      for (let turn = 0; turn < 3; turn += 1) {
        const refused = await fetch(`${gateway.url}/jars`, { method: 'POST', body });
        expect([refused.status, await refused.text()]).toEqual([401, '{"message":"Unauthorized"}']);
        const init = {
          method: 'POST',
          body: 'jam',
          headers: { ...(await bearer()), 'content-type': 'text/plain' },
        };
        expect(await (await fetch(`${gateway.url}/jars`, init)).json()).toMatchObject({ body: 'jam' });
      }
    });

    it('closes the connection of content without an end', async () => {
      const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      socket.on('error', () => undefined).resume();
      socket.write('POST /jars HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n');
      const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
      const send = (): void => {
        if (!socket.destroyed) socket.write(chunk, () => setImmediate(send));
      };
      send();
      await closed;
    });
  });

  describe('of a REST API', () => {
    it('passes the claims of a valid token of any of its pools', async () => {
      for (const pool of [staff, customers]) {
        expect(await read('/v1/jars', await bearer({}, pool))).toMatchObject([
          200,
          { authorizer: { claims: { iss: pool.issuer, scope: 'jars/read jars/write' } } },
        ]);
      }
    });

    it.each([
      ['without a token', async () => ({}), 401, 'Unauthorized', 'UnauthorizedException'],
      ['of another issuer', () => bearer({}, other), 401, 'Unauthorized', 'UnauthorizedException'],
      [
        ...(['expired', () => bearer({ claims: { exp: 1 } })] as const),
        ...([401, 'The incoming token has expired', 'UnauthorizedException'] as const),
      ],
      [
        ...(['that is an ID token', () => bearer({ claims: { token_use: 'id' } })] as const),
        ...([401, 'Unauthorized', 'UnauthorizedException'] as const),
      ],
    ])('answers a request %s', async (_what, toHeaders, status, message, type) => {
      const response = await get('/v1/jars', await toHeaders());
      expect([response.status, await response.json()]).toEqual([status, { message }]);
      expect(response.headers.get('x-amzn-errortype')).toBe(type);
      expect(response.headers.get('www-authenticate')).toBeNull();
    });

    it('answers 403 to a token without a scope of the method', async () => {
      expect(await read('/v1/admin', await bearer())).toEqual([403, { message: 'Forbidden' }]);
    });

    it('takes an ID token, and no access token, for a method without scopes', async () => {
      const id = await bearer({ claims: { token_use: 'id', aud: 'client-1', client_id: undefined } });
      expect((await get('/v1/id', id)).status).toBe(200);
      expect((await get('/v1/id', await bearer())).status).toBe(401);
    });

    it('answers 429 to more requests than the rate of the method', async () => {
      expect((await get('/v1/slow')).status).toBe(200);
      expect(await read('/v1/slow')).toEqual([429, { message: 'Too Many Requests' }]);
    });

    it('asks for the API key of a method that requires one', async () => {
      rejectionOfKey = undefined;
      expect((await get('/v1/feed', { 'x-api-key': 'k' })).status).toBe(200);
      expect(keyed.at(-1)).toEqual({ apiId: 'rest', stage: 'dev', route: 'GET /v1/feed', value: 'k' });
    });

    it.each([
      ['INVALID_API_KEY', 403, 'Forbidden', 'ForbiddenException'],
      ['THROTTLED', 429, 'Too Many Requests', 'TooManyRequestsException'],
      ['QUOTA_EXCEEDED', 429, 'Limit Exceeded', 'LimitExceededException'],
    ] as const)('answers a key with %s', async (type, status, message, errorType) => {
      rejectionOfKey = { type };
      const response = await get('/v1/feed', { 'x-api-key': 'k' });
      expect([response.status, await response.json()]).toEqual([status, { message }]);
      expect(response.headers.get('x-amzn-errortype')).toBe(errorType);
    });

    it('answers with the gateway responses of the template', async () => {
      const response = await get('/v2/jars');
      expect([response.status, await response.json()]).toEqual([
        418,
        { m: 'Unauthorized', t: 'UNAUTHORIZED' },
      ]);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
    });
  });

  describe('that is open', () => {
    it('gives requests without a token the claims of the named user, and still checks tokens and scopes', async () => {
      const opened = await start();
      const claims = { sub: 'dev', scope: 'jars/read', token_use: 'access' };
      opened.open(toApis(), {
        invoke,
        identity: {
          pools: toPools([staff, customers], { [staff.issuer]: claims }),
          serve: async () => false,
        },
      });
      const statusOf = async (path: string, headers = {}) =>
        (await fetch(`${opened.url}${path}`, { headers })).status;
      expect(await (await fetch(`${opened.url}/jars`)).json()).toMatchObject({
        authorizer: { jwt: { claims: { sub: 'dev' } } },
      });
      expect(await statusOf('/v1/jars')).toBe(200);
      expect(await statusOf('/admin')).toBe(403);
      expect(await statusOf('/jars', { authorization: 'Bearer x' })).toBe(401);
      await opened.stop();
    });
  });

  it('does not open with an authorizer of an unknown pool', async () => {
    const unopened = await start();
    const identity = { pools: toPools([customers]), serve: async () => false };
    expect(() => unopened.open(toApis(), { invoke, identity })).toThrow(
      `jars: X accepts tokens of ${staff.issuer}, which is a user pool of no template`,
    );
    await unopened.stop();
  });

  /** Sends text over a connection, and returns the first part of the response. */
  function raw(text: string, then: 'end' | 'leave open' = 'end'): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1', () => {
        if (then === 'end') socket.end(text);
        else socket.write(text);
      });
      socket.once('error', reject);
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
    });
  }
});
