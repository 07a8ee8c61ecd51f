import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unwrap } from '@tradepost/client/client';
import { forEach } from '@tradepost/command-line/for-each';
import { poll } from '@tradepost/command-line/poll';
import { fetchLocalToken } from '@tradepost/local/identity/fetch-token';
import { startCloudProcess } from '@tradepost/testing/cloud/cloud-process';
import { findPortPair } from '@tradepost/testing/cloud/port-pair';
import { listProcessTree } from '@tradepost/testing/cloud/process-tree';
import { runTradepost } from '@tradepost/testing/cloud/run-script';
import { type Api, connect } from './api/connect.ts';
import { describeFirstCallsNow } from './start/first-calls.ts';
import { DEVELOPER, tokenRequestOf } from './start/local-users.ts';
import { runOffline } from './start/run-offline.spec-kit.ts';

const OFFLINE_AT_A_TIME = 2;
const runFile = promisify(execFile);

/** Settings of a user's shell that must not affect the local cloud. */
const USER_SETTINGS = {
  AWS_REGION: 'mars',
  AWS_PROFILE: 'nobody',
  AWS_CONFIG_FILE: '/tmp/no-such-file',
  AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
  https_proxy: 'http://127.0.0.1:9',
  NODE_USE_ENV_PROXY: '1',
  TZ: 'Pacific/Auckland',
};

/** Paths of routes that read tables or queues of their service, one for each service. */
const READS = {
  carts: '/v1/carts?status=abandoned',
  catalog: '/v1/products',
  customers: '/v1/customers?email=nobody%40example.com',
  identity: '/v1/access/groups',
  inventory: '/v1/stock?skus=MUG-BLUE',
  operations: '/v1/dead-letters',
  orders: '/v1/orders',
  payments: '/v1/ledger/GBP',
  pricing: '/v1/promotions',
  shipping: '/v1/admin/shipping-methods',
};

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tradepost-start-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it('npm start accepts the printed first order, keeps it over a restart, and leaves no process', async () => {
  const dataDir = join(folder, 'data');
  // Ids that follow from idempotency keys depend on the issuer's address, which has the port.
  const port = await findPortPair();
  const first = await startCloudProcess({ dataDir, port, seed: true, env: USER_SETTINGS });
  const placed = await withApi(first.url, placeFirstOrder);
  expect(placed).toMatchObject({ status: 'confirmed' });
  const shop = await withApi(first.url, describeShop);
  const tree = await listProcessTree(first.pid);
  await first.stop();
  expect(await Promise.all(tree.map(({ pid }) => listProcessTree(pid)))).toEqual(tree.map(() => []));

  const second = await startCloudProcess({ dataDir, port, seed: true });
  try {
    expect(await withApi(second.url, describeShop)).toEqual(shop);
    expect(await withApi(second.url, placeFirstOrder)).toEqual(placed);
    const docs = await fetch(`${second.url}/docs`, { redirect: 'manual' });
    expect([docs.status, docs.headers.get('location')]).toEqual([308, '/docs/']);
    const other = await runTradepost(['start', '--data', dataDir, '--port', '0', '--quiet']).ended;
    expect(other.code).toBe(1);
    expect(other.stderr.trim()).toMatch(
      /^tradepost start: The data in \S+ is in use by another local cloud \(process \d+\): .+$/,
    );
    const taken = await runTradepost([
      'start',
      '--data',
      join(folder, 'other'),
      '--port',
      String(port),
      '--quiet',
    ]).ended;
    expect(taken.code).toBe(1);
    expect(taken.stderr.trim()).toMatch(new RegExp(`^tradepost start: Port ${port} is taken .+$`));

    const seeded = await runTradepost(['seed', '--url', second.url], USER_SETTINGS).ended;
    expect(seeded).toMatchObject({ code: 0, stderr: '' });

    // platform has no route.
    expect(
      readdirSync('services')
        .filter((service) => service !== 'platform')
        .toSorted(),
    ).toEqual(Object.keys(READS));
    const { token } = await fetchLocalToken(second.url, tokenRequestOf(DEVELOPER));
    const headers = { authorization: `Bearer ${token}` };
    // Each service alone, started by `npx serverless offline` in its folder.
    await forEach(Object.entries(READS), OFFLINE_AT_A_TIME, async ([service, path]) => {
      const env = { ...USER_SETTINGS, LOCAL_CLOUD_DATA: dataDir };
      const alone = await runOffline(service, { path, headers }, env);
      const together = await fetch(`${second.url}${path}`, { headers });
      expect({ service, ...alone }).toEqual({ service, status: 200, body: await together.json() });
    });
  } finally {
    await second.stop();
  }
}, 1_200_000);

async function withApi<Result>(url: string, act: (api: Api) => Promise<Result>): Promise<Result> {
  const api = connect({ url });
  return act(api).finally(() => api.close());
}

/** Runs the printed calls in a shell, as they are, and waits until the order is confirmed. */
async function placeFirstOrder(api: Api): Promise<unknown> {
  const printed = await describeFirstCallsNow(api.url);
  const calls = [...printed.matchAll(/^ {2}(curl [\s\S]+?)\n\n/gm)].map(([, call = '']) => call);
  const answers = await Promise.all(
    calls.map(async (call) => JSON.parse((await runFile('sh', ['-c', call])).stdout) as unknown),
  );
  expect(answers).toEqual([
    expect.objectContaining({ id: expect.stringMatching(/^ord_/) }),
    { items: expect.any(Array) },
    { items: expect.any(Array) },
  ]);
  const path = { orderId: (answers[0] as { readonly id: string }).id };
  return poll(
    async () => {
      const order = await unwrap(api.GET('/v1/orders/{orderId}', { params: { path } }));
      return order.status === 'confirmed' ? order : undefined;
    },
    { withinMs: 20_000, firstPauseMs: 50, longestPauseMs: 500 },
  );
}

/** Reads the products and stock that the seed creates. */
async function describeShop(api: Api): Promise<unknown> {
  const products = await unwrap(api.GET('/v1/products', { params: { query: { limit: 100 } } }));
  expect(products.items).toHaveLength(9);
  const skus = products.items.flatMap(({ variants }) => variants.map(({ sku }) => sku)).toSorted();
  const stock = await poll(
    async () => {
      const found = await unwrap(api.GET('/v1/stock', { params: { query: { skus } } }));
      // Inventory gets bundles by events.
      return found.items.some(({ components }) => components !== undefined) ? found : undefined;
    },
    { withinMs: 20_000, firstPauseMs: 50, longestPauseMs: 500 },
  );
  return { products, stock };
}
