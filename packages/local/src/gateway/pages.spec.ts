import type { Route } from '@tradepost/compiled-service/templates/routes';
import { type Gateway, startGateway } from './gateway.ts';
import { NO_APIS } from './no-apis.spec-kit.ts';
import type { Page } from './pages.ts';

const route: Route = {
  service: 'orders',
  logicalId: 'A',
  kind: 'http',
  apiId: 'open',
  method: 'GET',
  path: '/v1/orders',
  functionName: 'list',
};

describe('a gateway with pages', () => {
  let made = 0;
  let isBroken = true;
  const pages: readonly Page[] = [
    {
      path: '/about',
      contentType: 'text/html; charset=utf-8',
      body: () => {
        made += 1;
        return '<h1>Mugs – and plates</h1>';
      },
    },
    { path: '/', contentType: 'application/json', body: () => '{"home":true}' },
    { path: '/', contentType: 'text/html', body: () => '<p>home</p>' },
    { path: '/logo', contentType: 'image/png', body: async () => Buffer.from([1, 2, 3]) },
    { path: '/v1/orders', contentType: 'text/plain', body: () => 'not the orders' },
    {
      path: '/late',
      contentType: 'text/plain',
      body: () => {
        if (isBroken) throw new Error('not yet');
        return 'at last';
      },
    },
  ];
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({
      port: 0,
      stage: { accountId: '000000000000', stage: 'dev' },
      health: () => ({}),
      pages,
    });
    gateway.open(
      { ...NO_APIS, routes: [route] },
      { invoke: async () => ({ ok: true, payload: 'the orders' }) },
    );
  });
  afterAll(() => gateway.stop());
  const get = (path: string, init?: RequestInit) => fetch(`${gateway.url}${path}`, init);

  it('creates a page once, at the first request for it', async () => {
    expect(made).toBe(0);
    for (const path of ['/about', '/about?dark', '/about/']) {
      const response = await get(path);
      expect([response.status, response.headers.get('content-type')]).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
      expect(await response.text()).toBe('<h1>Mugs – and plates</h1>');
    }
    expect(made).toBe(1);
  });

  it('serves bytes unchanged', async () => {
    expect([...new Uint8Array(await (await get('/logo')).arrayBuffer())]).toEqual([1, 2, 3]);
  });

  it.each([
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html', '<p>home</p>'],
    ['application/json', 'application/json', '{"home":true}'],
    ['*/*', 'application/json', '{"home":true}'],
    ['image/png', 'application/json', '{"home":true}'],
  ])('selects the page of a path by Accept: %s', async (accept, contentType, body) => {
    const response = await get('/', { headers: { accept } });
    expect([response.headers.get('content-type'), response.headers.get('vary')]).toEqual([
      contentType,
      'accept',
    ]);
    expect(await response.text()).toBe(body);
  });

  it('answers HEAD without a body, and 405 to methods other than GET and HEAD', async () => {
    const head = await get('/about', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '28', '']);
    const post = await get('/about', { method: 'POST' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await get('/about/more')).status).toBe(404);
  });

  it('gives a route precedence over a page', async () => {
    const response = await get('/v1/orders');
    expect([response.status, await response.text()]).toEqual([200, 'the orders']);
  });

  it('retries a page that could not be created', async () => {
    const failed = await get('/late');
    expect([failed.status, await failed.text()]).toEqual([502, expect.stringContaining('not yet')]);
    isBroken = false;
    expect(await (await get('/late')).text()).toBe('at last');
  });
});
