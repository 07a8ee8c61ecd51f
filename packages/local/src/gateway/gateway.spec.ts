import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Route } from '@tradepost/compiled-service/templates/routes';
import { Pool } from 'undici';
import { type Gateway, startGateway } from './gateway.ts';

/** Skipped if the machine has no IPv6. */
const onIpv6 = Object.values(networkInterfaces()).some((each) =>
  each?.some(({ address }) => address === '::1'),
)
  ? it
  : it.skip;

const routes: Route[] = [
  {
    service: 'orders',
    logicalId: 'A',
    kind: 'http',
    apiId: 'open',
    method: 'POST',
    path: '/v1/orders',
    functionName: 'place',
  },
  {
    service: 'catalog',
    logicalId: 'B',
    kind: 'rest',
    apiId: 'rest',
    method: 'GET',
    path: '/v1/products',
    functionName: 'list',
  },
  {
    service: 'orders',
    logicalId: 'C',
    kind: 'http',
    apiId: 'open',
    method: 'GET',
    path: '/down',
    functionName: 'down',
  },
  {
    service: 'orders',
    logicalId: 'D',
    kind: 'http',
    apiId: 'open',
    method: 'GET',
    path: '/v1/notes/{id}',
    functionName: 'note',
  },
  {
    service: 'catalog',
    logicalId: 'E',
    kind: 'rest',
    apiId: 'rest',
    method: 'GET',
    path: '/v1/jars/{id}',
    functionName: 'jar',
  },
];
const cors = {
  allowOrigins: ['*'],
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['content-type'],
  exposeHeaders: ['etag'],
  allowCredentials: false,
  maxAgeSeconds: 600,
};

describe('the gateway', () => {
  let service: Server;
  let pool: Pool;
  let gateway: Gateway;

  beforeAll(async () => {
    service = createServer((asked, response) => {
      const chunks: Buffer[] = [];
      asked.on('data', (chunk: Buffer) => chunks.push(chunk));
      asked.on('end', () => {
        const seen = { url: asked.url, headers: asked.headers, body: Buffer.concat(chunks).toString() };
        response.writeHead(201, {
          'content-type': 'application/json',
          'access-control-allow-origin': 'https://its.own',
        });
        response.end(JSON.stringify(seen));
      });
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    pool = new Pool(`http://127.0.0.1:${(service.address() as AddressInfo).port}`);
    gateway = await startGateway({
      port: 0,
      stage: 'dev',
      httpOf: (functionName) => (functionName === 'down' ? undefined : pool),
      health: () => ({ services: ['orders'] }),
    });
  });
  afterAll(async () => {
    await gateway.stop();
    await pool.destroy();
    service.close();
  });

  it('answers 503 until it is open', async () => {
    const response = await fetch(`${gateway.url}/v1/orders`);
    expect(response.status).toBe(503);
    expect((await fetch(`${gateway.url}/_local/health`)).status).toBe(503);
    gateway.open(routes, [{ apiId: 'open', cors }]);
    expect(await (await fetch(`${gateway.url}/_local/health`)).json()).toEqual({ services: ['orders'] });
  });

  it('forwards a request unchanged and returns the response', async () => {
    const response = await fetch(`${gateway.url}/v1/orders?dry=1`, {
      method: 'POST',
      body: 'the body',
      headers: { 'x-correlation-id': 'c1', 'x-forwarded-for': '10.0.0.1' },
    });
    expect(response.status).toBe(201);
    const { url, headers, body } = (await response.json()) as {
      url: string;
      headers: Record<string, string>;
      body: string;
    };
    expect({ url, body }).toEqual({ url: '/v1/orders?dry=1', body: 'the body' });
    expect(headers).toMatchObject({
      host: gateway.url.slice('http://'.length),
      'x-correlation-id': 'c1',
      'x-forwarded-for': '10.0.0.1, 127.0.0.1',
      'x-forwarded-proto': 'http',
    });
  });

  it('accepts the stage as a prefix of REST paths only', async () => {
    expect(((await (await fetch(`${gateway.url}/dev/v1/products?a=b`)).json()) as { url: string }).url).toBe(
      '/v1/products?a=b',
    );
    expect((await fetch(`${gateway.url}/dev/v1/orders`, { method: 'POST' })).status).toBe(404);
  });

  it('answers a problem for an unknown route or a function that is not running', async () => {
    const unknown = await fetch(`${gateway.url}/v1/nothing`);
    expect(unknown.status).toBe(404);
    expect(unknown.headers.get('content-type')).toBe('application/problem+json');
    expect((await fetch(`${gateway.url}/down`)).status).toBe(503);
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
    ['a slash to a REST API', '/v1/jars/MUSIC%2FCD?a=b%2Fc', '/v1/jars/MUSIC%252FCD?a=b%2Fc'],
    ['a slash to a REST API under its stage', '/dev/v1/jars/MUSIC%2FCD', '/v1/jars/MUSIC%252FCD'],
    ['a percent sign to a REST API', '/v1/jars/50%25', '/v1/jars/50%2525'],
    ['a space to an HTTP API', '/v1/notes/a%20b?a=b%20c', '/v1/notes/a%20b?a=b%20c'],
    ['a slash that is encoded twice to an HTTP API', '/v1/notes/a%252Fb', '/v1/notes/a%2Fb'],
  ])('forwards %s so that its function receives the same value as on AWS', async (_what, sent, forwarded) => {
    expect((await raw(`GET ${sent}`)).body).toMatchObject({ url: forwarded });
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
    expect(body).toMatchObject({ url: '/v1/notes/1', body: '' });
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
    const first = await startGateway({ port: 0, stage: 'dev', httpOf: () => undefined, health: () => ({}) });
    const second = startGateway({
      port: first.port,
      stage: 'dev',
      httpOf: () => undefined,
      health: () => ({}),
    });
    await expect(second).rejects.toThrow(`Port ${first.port} is taken by another program`);
    await first.stop();
  });

  onIpv6('names ::1 if the port is taken only there, and leaves nothing open on 127.0.0.1', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '::1', resolve));
    const { port } = other.address() as AddressInfo;
    const options = { port, stage: 'dev', httpOf: () => undefined, health: () => ({}) };

    await expect(startGateway(options)).rejects.toThrow(`Port ${port} is taken by another program on ::1`);

    await new Promise((resolve) => other.close(resolve));
    const gateway = await startGateway(options);
    expect(gateway.port).toBe(port);
    await gateway.stop();
  });
});
