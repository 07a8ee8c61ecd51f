import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkRoutes } from './check-routes.ts';

let server: Server | undefined;
afterEach(() => server?.close());

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/dev/`;
}

describe('When routes are checked', () => {
  it('takes what our functions answer, even that nothing is found', async () => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(request.url === '/dev/v1/orders' ? 200 : 404, { 'X-Correlation-Id': 'c' }).end('{}');
    });
    expect(await checkRoutes(url, ['/v1/orders', '/v1/orders/{orderId}'], 1)).toEqual([
      { path: '/v1/orders', status: 200, ok: true, detail: 'is answered' },
      { path: '/v1/orders/{orderId}', status: 404, ok: true, detail: 'is answered' },
    ]);
    expect(asked.toSorted()).toEqual(['/dev/v1/orders', '/dev/v1/orders/deploy-check']);
  });

  it('takes that a token is asked for', async () => {
    const url = await serve((_, response) => response.writeHead(401).end());
    expect(await checkRoutes(url, ['/v1/orders'], 1)).toMatchObject([{ ok: true }]);
  });

  it('asks again while a function fails or a route is not there yet', async () => {
    const answers = [
      () => ({ status: 404, headers: {} }),
      () => ({ status: 500, headers: { 'X-Correlation-Id': 'c' } }),
      () => ({ status: 200, headers: { 'X-Correlation-Id': 'c' } }),
    ];
    const url = await serve((_, response) => {
      const { status = 0, headers } = answers.shift()?.() ?? {};
      response.writeHead(status, headers).end();
    });
    expect(await checkRoutes(url, ['/v1/orders'], 1)).toMatchObject([{ ok: true, status: 200 }]);
    expect(answers).toEqual([]);
  });

  it('says what is wrong in the end', async () => {
    const url = await serve(({ url }, response) =>
      url?.endsWith('/fails')
        ? response.writeHead(502, { 'X-Correlation-Id': 'c' }).end()
        : response.writeHead(404).end(),
    );
    expect(await checkRoutes(url, ['/fails', '/missing'], 1)).toEqual([
      { path: '/fails', status: 502, ok: false, detail: 'fails' },
      { path: '/missing', status: 404, ok: false, detail: 'is not answered by our function' },
    ]);
    server?.close();
    server?.closeAllConnections();
    expect(await checkRoutes(url, ['/gone'], 1)).toMatchObject([
      { ok: false, status: undefined, detail: expect.stringMatching(/ECONNREFUSED/) },
    ]);
  });
});
