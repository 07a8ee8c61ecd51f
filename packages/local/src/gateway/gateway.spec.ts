import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import type { Route } from '../templates/routes.ts';
import { type Gateway, startGateway } from './gateway.ts';

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
];
const cors = {
  allowOrigins: ['*'],
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['content-type'],
  exposeHeaders: ['etag'],
  allowCredentials: false,
  maxAgeSeconds: 600,
};

describe('When the gateway gets a request', () => {
  let service: Server;
  let pool: Pool;
  let gateway: Gateway;

  beforeAll(async () => {
    service = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const seen = { url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() };
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

  it('says that it is starting, until it is open', async () => {
    const response = await fetch(`${gateway.url}/v1/orders`);
    expect(response.status).toBe(503);
    expect((await fetch(`${gateway.url}/_local/health`)).status).toBe(503);
    gateway.open(routes, [{ apiId: 'open', cors }]);
    expect(await (await fetch(`${gateway.url}/_local/health`)).json()).toEqual({ services: ['orders'] });
  });

  it('passes it on as it is, and the answer back', async () => {
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

  it('takes the stage in front of a REST path, and only there', async () => {
    expect(((await (await fetch(`${gateway.url}/dev/v1/products?a=b`)).json()) as { url: string }).url).toBe(
      '/v1/products?a=b',
    );
    expect((await fetch(`${gateway.url}/dev/v1/orders`, { method: 'POST' })).status).toBe(404);
  });

  it('answers problems where there is no route, or no function behind it', async () => {
    const unknown = await fetch(`${gateway.url}/v1/nothing`);
    expect(unknown.status).toBe(404);
    expect(unknown.headers.get('content-type')).toBe('application/problem+json');
    expect((await fetch(`${gateway.url}/down`)).status).toBe(503);
  });

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

  it("puts the API's CORS headers in place of the function's", async () => {
    const response = await fetch(`${gateway.url}/v1/orders`, {
      method: 'POST',
      headers: { origin: 'https://shop.example' },
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-expose-headers')).toBe('etag');
  });
});

describe('When the port is taken', () => {
  it('says so', async () => {
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
});
