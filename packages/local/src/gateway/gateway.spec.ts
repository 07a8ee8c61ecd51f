import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Route } from '@tradepost/compiled-service/templates/routes';
import type { InvokeFunction } from '../invocation.ts';
import { type Gateway, startGateway } from './gateway.ts';
import { NO_APIS } from './no-apis.spec-kit.ts';

/** Skipped if the machine has no IPv6. */
const onIpv6 = Object.values(networkInterfaces()).some((each) =>
  each?.some(({ address }) => address === '::1'),
)
  ? it
  : it.skip;

const toRoute = (kind: Route['kind'], method: string, path: string): Route => ({
  service: 'orders',
  logicalId: path,
  kind,
  apiId: kind,
  method,
  path,
  functionName: path,
});
const routes = [
  toRoute('http', 'POST', '/v1/orders'),
  toRoute('http', 'GET', '/v1/notes/{id}'),
  toRoute('http', 'GET', '/broken'),
  toRoute('rest', 'GET', '/v1/products'),
  toRoute('rest', 'POST', '/v1/products'),
  toRoute('rest', 'GET', '/v1/jars/{id}'),
];
const cors = {
  allowOrigins: ['*'],
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['content-type'],
  exposeHeaders: ['etag'],
  allowCredentials: false,
  maxAgeSeconds: 600,
};

/** Answers with the event. */
const invoke: InvokeFunction = async (functionName, event) => {
  if (functionName === '/broken')
    return { ok: false, error: { errorType: 'RangeError', errorMessage: 'a secret' } };
  const headers = { 'content-type': 'application/json', 'access-control-allow-origin': 'https://its.own' };
  return { ok: true, payload: { statusCode: 201, headers, body: JSON.stringify(event) } };
};
const start = (port = 0): Promise<Gateway> =>
  startGateway({
    port,
    stage: { accountId: '000000000000', stage: 'dev' },
    health: () => ({ services: ['orders'] }),
  });

describe('the gateway', () => {
  let gateway: Gateway;

  beforeAll(async () => {
    gateway = await start();
  });
  afterAll(() => gateway.stop());

  it('answers 503 until it is open', async () => {
    const response = await fetch(`${gateway.url}/v1/orders`);
    expect(response.status).toBe(503);
    expect((await fetch(`${gateway.url}/_local/health`)).status).toBe(503);
    gateway.open(
      {
        ...NO_APIS,
        routes,
        httpApis: [{ apiId: 'http', cors }],
        preflights: [
          {
            service: 'orders',
            logicalId: 'O',
            apiId: 'rest',
            path: '/v1/products',
            headers: { 'access-control-allow-origin': '*' },
          },
        ],
      },
      { invoke },
    );
    expect(await (await fetch(`${gateway.url}/_local/health`)).json()).toEqual({ services: ['orders'] });
  });

  it('passes a request to its function and returns the response', async () => {
    const response = await fetch(`${gateway.url}/v1/orders?dry=1`, {
      method: 'POST',
      body: 'the body',
      headers: { 'x-correlation-id': 'c1', 'x-forwarded-for': '10.0.0.1' },
    });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      rawPath: '/v1/orders',
      rawQueryString: 'dry=1',
      body: 'the body',
      headers: {
        host: gateway.url.slice('http://'.length),
        'x-correlation-id': 'c1',
        'x-forwarded-for': '10.0.0.1, 127.0.0.1',
        'x-forwarded-proto': 'http',
      },
    });
  });

  it.each(['/v1/orders', '/v1/products'])('passes bodies and responses of %s on unchanged', async (path) => {
    const headers = {
      ...{ 'content-type': 'application/json', 'content-encoding': 'gzip', 'accept-encoding': 'gzip' },
      ...{
        cookie: 'a={"b":1}; =; c',
        range: 'bytes=0-1',
        'if-modified-since': 'Thu, 01 Jan 2099 00:00:00 GMT',
      },
    };
    for (const body of ['null', '0', '-0', 'false', '""', '1e400', '{"a":1}', '{"a":', 'x'.repeat(5_000)]) {
      const response = await fetch(`${gateway.url}${path}`, { method: 'POST', headers, body });
      expect([response.status, response.headers.get('content-encoding')]).toEqual([201, null]);
      expect(await response.json()).toMatchObject({ body, isBase64Encoded: false });
    }
  });

  it('hides the error of a function', async () => {
    const response = await fetch(`${gateway.url}/broken`);
    expect([response.status, await response.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
  });

  it('accepts the stage as a prefix of REST paths only', async () => {
    expect(await (await fetch(`${gateway.url}/dev/v1/products?a=b`)).json()).toMatchObject({
      path: '/v1/products',
      queryStringParameters: { a: 'b' },
      requestContext: { path: '/dev/v1/products' },
    });
    expect((await fetch(`${gateway.url}/dev/v1/orders`, { method: 'POST' })).status).toBe(404);
  });

  it('answers a problem for an unknown route', async () => {
    const unknown = await fetch(`${gateway.url}/v1/nothing`);
    expect(unknown.status).toBe(404);
    expect(unknown.headers.get('content-type')).toBe('application/problem+json');
  });

  it.each(['evil.example', 'evil.example:4000'])(
    'answers 421 to the host %s, whose name may resolve to this machine',
    async (host) => {
      expect(await raw('GET /v1/notes/1', '', { host })).toMatchObject({
        status: 421,
        body: { detail: `Host must be localhost, 127.0.0.1 or [::1], with or without a port, not "${host}"` },
      });
    },
  );

  it('accepts requests from web pages of any origin, which are subject to CORS', async () => {
    const headers = { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' };
    expect((await raw('GET /v1/notes/1', '', headers)).status).toBe(201);
  });

  onIpv6('also answers on ::1, to which localhost may resolve', async () => {
    const response = await fetch(`${gateway.url.replace('127.0.0.1', '[::1]')}/v1/notes/1`);
    expect(response.status).toBe(201);
  });

  it('accepts path variables of any length, but no empty ones', async () => {
    const long = 'x'.repeat(3_000);
    expect((await fetch(`${gateway.url}/v1/notes/${long}`)).status).toBe(201);
    expect((await raw('GET /v1/notes/')).status).toBe(404);
    expect((await raw('GET /v1/notes//')).status).toBe(404);
  });

  it.each([
    ['a slash to a REST API', '/v1/jars/MUSIC%2FCD?a=b%2Fc', 'MUSIC%2FCD'],
    ['a slash to a REST API under its stage', '/dev/v1/jars/MUSIC%2FCD', 'MUSIC%2FCD'],
    ['a percent sign to a REST API', '/v1/jars/50%25', '50%25'],
    ['a space to an HTTP API', '/v1/notes/a%20b?a=b%20c', 'a b'],
    ['a slash that is encoded twice to an HTTP API', '/v1/notes/a%252Fb', 'a/b'],
  ])('passes on %s as AWS does', async (_what, sent, id) => {
    expect((await raw(`GET ${sent}`)).body).toMatchObject({ pathParameters: { id } });
  });

  it('answers 404 or 400 if the path of an HTTP API cannot contain the parameter', async () => {
    expect((await raw('GET /v1/notes/a%2Fb')).status).toBe(404);
    expect((await raw('GET /v1/notes/50%25')).status).toBe(400);
  });

  it.each([
    ['not percent-encoding', 'GET /v1/notes/%zz', 400],
    ['not UTF-8', 'GET /v1/notes/%C0%AF', 400],
    ['a parent folder', 'GET /v1/notes/..', 400],
    ['an encoded parent folder', 'GET /v1/notes/%2e%2E', 400],
    ['a raw byte', 'GET /v1/notes/\xff', 400],
    ['a fragment', 'GET /v1/notes/x#y', 400],
    ['too long', `GET /v1/notes/${'x'.repeat(10_300)}`, 431],
    ['much too long', `GET /v1/notes/${'x'.repeat(20_000)}`, 431],
  ])('answers a problem if the path is %s', async (_what, line, status) => {
    expect(await raw(line)).toMatchObject({
      ...{ status, type: 'application/problem+json' },
      body: { type: 'about:blank', status, detail: expect.any(String) },
    });
  });

  it.each([
    ['with its length', (body: Uint8Array<ArrayBuffer>) => body],
    ['in chunks', (body: Uint8Array<ArrayBuffer>) => new Blob([body]).stream()],
  ])('answers 413 to a body that is too large for a Lambda event, sent %s', async (_how, toBody) => {
    const body = toBody(new Uint8Array(6 * 1024 * 1024 + 1));
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
    const response = await fetch(`${gateway.url}/v1/orders`, init);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      413,
      'application/problem+json',
    ]);
  });

  it('drops the body of a GET', async () => {
    const { status, body } = await raw('GET /v1/notes/1', 'x'.repeat(200_000));
    expect(status).toBe(201);
    expect(body).not.toHaveProperty('body');
    expect((body as { headers: object }).headers).not.toHaveProperty('content-length');
  });

  /** Sends a request line unchanged, which fetch would normalise. */
  async function raw(line: string, body = '', more: Record<string, string> = {}) {
    const [method, path = ''] = line.split(' ');
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const { port } = new URL(gateway.url);
      const headers = { 'content-length': String(body.length), ...more };
      request({ host: '127.0.0.1', port, method, path, headers }, resolve).on('error', reject).end(body);
    });
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    return {
      status: response.statusCode,
      type: response.headers['content-type'],
      body: JSON.parse(text) as unknown,
    };
  }

  it("answers a preflight with the API's own CORS configuration", async () => {
    const response = await fetch(`${gateway.url}/v1/orders`, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    });
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': '600',
    });
  });

  it('answers a preflight as a REST API declares it', async () => {
    const init = { method: 'OPTIONS', headers: { origin: 'https://shop.example' } };
    const response = await fetch(`${gateway.url}/v1/products`, init);
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    expect((await fetch(`${gateway.url}/v1/jars/1`, init)).status).toBe(404);
  });

  it("replaces the function's CORS headers with the API's", async () => {
    const response = await fetch(`${gateway.url}/v1/orders`, {
      method: 'POST',
      headers: { origin: 'https://shop.example' },
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-expose-headers')).toBe('etag');
  });
});

describe('startGateway on a port in use', () => {
  it('rejects, naming the port', async () => {
    const first = await start();
    await expect(start(first.port)).rejects.toThrow(`Port ${first.port} is taken by another program`);
    await first.stop();
  });

  onIpv6('names ::1 if the port is taken only there, and leaves nothing open on 127.0.0.1', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '::1', resolve));
    const { port } = other.address() as AddressInfo;

    await expect(start(port)).rejects.toThrow(`Port ${port} is taken by another program on ::1`);

    await new Promise((resolve) => other.close(resolve));
    const gateway = await start(port);
    expect(gateway.port).toBe(port);
    await gateway.stop();
  });
});
