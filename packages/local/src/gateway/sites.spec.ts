import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Gateway, startGateway } from './gateway.ts';
import { NO_APIS } from './no-apis.spec-kit.ts';

describe('a gateway with a site', () => {
  let folder: string;
  let built = 0;
  let isBroken = true;
  let gateway: Gateway;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tradepost-site-'));
    await mkdir(join(folder, 'site', 'how-to'), { recursive: true });
    const files = {
      'index.html': 'home',
      'glossary.html': 'words',
      'how-to/index.html': 'guides',
      'app.js': 'code',
      '404.html': 'nothing here',
      '../secret.html': 'secret',
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'site', name), text);
    const site = async () => {
      if (isBroken) throw new Error('not built');
      built += 1;
      return join(folder, 'site');
    };
    gateway = await startGateway({
      port: 0,
      stage: { accountId: '000000000000', stage: 'dev' },
      health: () => ({}),
      sites: [{ path: '/docs', folder: site }],
    });
    gateway.open(NO_APIS, { invoke: async () => ({ ok: true, payload: 'the orders' }) });
  });
  afterAll(async () => {
    await gateway.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const get = (path: string, init?: RequestInit) => fetch(`${gateway.url}${path}`, init);
  const read = async (path: string) => {
    const response = await get(path);
    return [response.status, response.headers.get('content-type'), await response.text()];
  };

  it('provides the folder at the first request, and tries again after a failure', async () => {
    expect((await get('/docs/')).status).toBe(502);
    isBroken = false;
    expect(await read('/docs/')).toEqual([200, 'text/html; charset=utf-8', 'home']);
    expect((await get('/docs/glossary')).status).toBe(200);
    expect(built).toBe(1);
  });

  it.each([
    ['/docs/glossary?dark', 'text/html; charset=utf-8', 'words'],
    ['/docs/glossary.html', 'text/html; charset=utf-8', 'words'],
    ['/docs/how-to/', 'text/html; charset=utf-8', 'guides'],
    ['/docs/how-to', 'text/html; charset=utf-8', 'guides'],
    ['/docs/app.js', 'text/javascript; charset=utf-8', 'code'],
  ])('serves %s', async (path, type, text) => {
    expect(await read(path)).toEqual([200, type, text]);
  });

  it('redirects its path to the folder, so that relative links work', async () => {
    const response = await get('/docs', { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([308, '/docs/']);
  });

  it.each(['/docs/nothing', '/docs/..%2fsecret', '/docs/%2e%2e%2fsecret.html', '/docs/a%00b'])(
    'answers 404 to %s',
    async (path) => {
      expect(await read(path)).toEqual([404, 'text/html; charset=utf-8', 'nothing here']);
    },
  );

  it('answers HEAD without a body, and 405 to other methods', async () => {
    const head = await get('/docs/', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '4', '']);
    expect((await get('/docs/', { method: 'POST' })).status).toBe(405);
  });

  it('leaves other paths alone', async () => {
    expect((await get('/docsearch')).status).toBe(404);
    expect((await get('/')).headers.get('content-type')).toContain('problem+json');
  });
});
