import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkRoutes } from './check-routes.ts';

const SOON = { firstPauseMs: 1 };

let server: Server | undefined;
afterEach(() => server?.close());

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/dev/`;
}

describe('checkRoutes', () => {
  it('accepts answers of public routes, 404 included', async () => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url ?? '');
      response
        .writeHead(request.url === '/dev/v1/products' ? 200 : 404, { 'X-Correlation-Id': 'c' })
        .end('{}');
    });
    expect(await checkRoutes(url, ['/v1/products', '/v1/products/{productId}'], SOON)).toEqual([
      { path: '/v1/products', status: 200, ok: true, detail: 'is answered' },
      { path: '/v1/products/{productId}', status: 404, ok: true, detail: 'is answered' },
    ]);
    expect(asked.toSorted()).toEqual(['/dev/v1/products', '/dev/v1/products/deploy-check']);
  });

  it.each([401, 403])('accepts %d from a route for staff, and not from a public one', async (status) => {
    const url = await serve((_, response) => response.writeHead(status).end());
    expect(await checkRoutes(url, ['/v1/orders', '/v1/products'], SOON)).toEqual([
      { path: '/v1/orders', status, ok: true, detail: 'requires a token' },
      { path: '/v1/products', status, ok: false, detail: 'requires a token, though its contract needs none' },
    ]);
  });

  it('reports a route for staff that answers without a token', async () => {
    const url = await serve((_, response) => response.writeHead(200, { 'X-Correlation-Id': 'c' }).end());
    expect(await checkRoutes(url, ['/v1/orders'], SOON)).toEqual([
      { path: '/v1/orders', status: 200, ok: false, detail: 'is answered without a token' },
    ]);
  });

  it.each([
    [200, true, 'is answered with the token'],
    [403, true, 'accepts the token, which lacks its scope'],
    [401, false, 'does not accept the token'],
    [502, false, 'fails'],
  ])('calls routes for staff again with a token, and judges %d', async (status, ok, detail) => {
    const url = await serve(({ headers }, response) =>
      response
        .writeHead(headers.authorization === 'Bearer t' ? status : 401, { 'X-Correlation-Id': 'c' })
        .end(),
    );
    expect(await checkRoutes(url, ['/v1/orders'], { ...SOON, token: 't' })).toEqual([
      { path: '/v1/orders', status: 401, ok: true, detail: 'requires a token' },
      { path: '/v1/orders', status, ok, detail },
    ]);
  });

  it('repeats the call while a function fails or a route does not exist yet', async () => {
    const answers = [
      () => ({ status: 404, headers: {} }),
      () => ({ status: 500, headers: { 'X-Correlation-Id': 'c' } }),
      () => ({ status: 200, headers: { 'X-Correlation-Id': 'c' } }),
    ];
    const url = await serve((_, response) => {
      const { status = 0, headers } = answers.shift()?.() ?? {};
      response.writeHead(status, headers).end();
    });
    expect(await checkRoutes(url, ['/v1/products'], SOON)).toMatchObject([{ ok: true, status: 200 }]);
    expect(answers).toEqual([]);
  });

  it('reports the last failure', async () => {
    const url = await serve(({ url }, response) =>
      url?.endsWith('/fails')
        ? response.writeHead(502, { 'X-Correlation-Id': 'c' }).end()
        : response.writeHead(404).end(),
    );
    expect(await checkRoutes(url, ['/fails', '/missing'], SOON)).toEqual([
      { path: '/fails', status: 502, ok: false, detail: 'fails' },
      { path: '/missing', status: 404, ok: false, detail: "is not answered by the service's function" },
    ]);
    server?.close();
    server?.closeAllConnections();
    expect(await checkRoutes(url, ['/gone'], SOON)).toMatchObject([
      { ok: false, status: undefined, detail: expect.stringMatching(/ECONNREFUSED/) },
    ]);
  });
});
