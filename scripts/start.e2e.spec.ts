import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiClient, createApiClient } from './api/api-client.ts';
import { poll } from './api/poll.ts';
import { startCloudProcess } from './cloud/cloud-process.ts';
import { listProcessTree } from './cloud/process-tree.ts';
import { runScript } from './cloud/run-script.ts';
import { describeFirstOrder } from './start/first-order.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tradepost-start-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it('starts, takes the first order as it is printed, keeps it over a restart, and leaves no process', async () => {
  const dataDir = join(folder, 'data');
  const first = await startCloudProcess({ dataDir, seed: true });
  const placed = await withApi(first.url, placeFirstOrder);
  expect(placed).toMatchObject({ status: 'confirmed' });
  const shop = await withApi(first.url, describeShop);
  const tree = await listProcessTree(first.pid);
  await first.stop();
  expect(await Promise.all(tree.map(({ pid }) => listProcessTree(pid)))).toEqual(tree.map(() => []));

  const second = await startCloudProcess({ dataDir, seed: true });
  try {
    expect(await withApi(second.url, describeShop)).toEqual(shop);
    expect(await withApi(second.url, placeFirstOrder)).toEqual(placed);
    const other = await runScript('start.ts', ['--data', dataDir, '--port', '0', '--quiet']).ended;
    expect(other.code).toBe(1);
    expect(other.stderr).toMatch(/in use/);
    const port = new URL(second.url).port;
    const taken = await runScript('start.ts', ['--data', join(folder, 'other'), '--port', port, '--quiet'])
      .ended;
    expect(taken.code).toBe(1);
    expect(taken.stderr).toContain(port);
  } finally {
    await second.stop();
  }
}, 300_000);

async function withApi<Result>(url: string, act: (api: ApiClient) => Promise<Result>): Promise<Result> {
  const api = createApiClient({ url });
  return act(api).finally(() => api.close());
}

/** What the printed curl sends. */
async function placeFirstOrder(api: ApiClient): Promise<unknown> {
  const printed = describeFirstOrder(api.url);
  const body = JSON.parse(/-d '([^']+)'/.exec(printed)?.[1] ?? '');
  const idempotencyKey = /Idempotency-Key: ([^']+)'/.exec(printed)?.[1] ?? '';
  const { status, body: order } = await api.call('POST', '/v1/orders', { body, idempotencyKey });
  expect(status).toBe(201);
  const { id } = order as { id: string };
  return poll(
    async () => {
      const reply = await api.call('GET', `/v1/orders/${id}`);
      return (reply.body as { status?: string }).status === 'confirmed' ? reply.body : undefined;
    },
    { withinMs: 20_000, firstPauseMs: 50, longestPauseMs: 500 },
  );
}

/** All that the seed makes. */
async function describeShop(api: ApiClient): Promise<unknown> {
  const products = await api.call('GET', '/v1/products?limit=100');
  const { items } = products.body as { items: { id: string; variants: { sku: string }[] }[] };
  expect(items).toHaveLength(8);
  const skus = items.flatMap(({ variants }) => variants.map(({ sku }) => sku)).toSorted();
  const stock = await api.call('GET', `/v1/stock?skus=${skus.join(',')}`);
  return { products: products.body, stock: stock.body };
}
