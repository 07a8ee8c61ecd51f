import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlaceOrderBody } from '@tradepost/contracts/http/orders';
import { placeOrderBody } from '@tradepost/contracts/http/orders';
import { silentProgress } from '../terminal/progress.ts';
import { type FakeShop, openFakeShop, refuse } from './fake-shop.spec-kit.ts';
import { parseOptions } from './options.ts';
import { runImport } from './run-import.ts';
import type { ImportReport } from './tally.ts';

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const FILE = [
  HEADER,
  '1001,A1,TEA,2,2010-12-01 08:26:00,2.55,17850.0,United Kingdom',
  '1001,A1,TEA,1,2010-12-01 08:26:00,2.55,17850.0,United Kingdom',
  '1001,B2,MUG,1,2010-12-01 08:26:00,3.39,17850.0,United Kingdom',
  'C1002,A1,TEA,-1,2010-12-01 09:00:00,2.55,17850.0,United Kingdom',
  '1003,POST,POSTAGE,1,2010-12-01 10:00:00,18.00,12583.0,France',
  '1003,A1,TEA,10,2010-12-01 10:00:00,2.10,12583.0,France',
  '1004,B2,,4,2010-12-01 11:00:00,0.0,,EIRE',
  '1005,B2,MUG,4,2010-12-01 11:00:00,3.39,,EIRE',
].join('\n');

let shop: FakeShop;
let folder: string;

beforeEach(async () => {
  shop = await openFakeShop();
  folder = await mkdtemp(join(tmpdir(), 'import-orders-'));
});

afterEach(async () => {
  await shop.close();
  await rm(folder, { recursive: true });
});

describe('When all goes well', () => {
  it('places every order once, with its prices, and accounts for every line and penny', async () => {
    const report = await importFile();
    expect(report).toMatchObject({
      reconciled: true,
      finished: true,
      lines: { inFile: 8, placed: 4, merged: 1, skipped: 3, refused: 0, notReached: 0 },
      skippedByReason: { CANCELLATION: 1, NOT_GOODS: 1, FREE_WITHOUT_TITLE: 1 },
      orders: { planned: 3, placed: 3, alreadyThere: 0, byStatus: { confirmed: 3 }, refused: 0 },
      money: { fileMinor: '4560', apiMinor: '4560', differenceMinor: '0' },
      products: { created: 2, known: 0 },
      problems: [],
    });
    expect(
      [...shop.orders.values()].map(({ reference, total }) => [reference, total.amountMinor]).toSorted(),
    ).toEqual([
      ['1001', 1104],
      ['1003', 2100],
      ['1005', 1356],
    ]);
    expect(Object.fromEntries(shop.stock)).toEqual({ A1: 13, B2: 5 });
    expect(shop.products.get('A1')?.prices).toEqual({ GBP: 255 });
  });

  it('sends requests that keep to the contract', async () => {
    await importFile();
    const bodies = sent('POST /v1/orders').map(({ body }) => body as PlaceOrderBody);
    for (const body of bodies) expect(placeOrderBody.safeParse(body)).toMatchObject({ success: true });
    expect(bodies.find(({ reference }) => reference === '1003')).toMatchObject({
      customerId: '12583',
      email: 'customer-12583@example.com',
      shippingAddress: { country: 'FR' },
      expectedTotal: { amountMinor: 2100, currency: 'GBP' },
      note: 'Invoiced 2010-12-01, 10:00:00',
    });
    expect(bodies.find(({ reference }) => reference === '1005')).not.toHaveProperty('customerId');
  });

  it('places nothing and receives nothing twice when it is started again', async () => {
    await importFile();
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const report = await importFile();
    expect(report).toMatchObject({ reconciled: true, products: { created: 0, known: 2 } });
    expect(report?.orders).toMatchObject({ placed: 3, alreadyThere: 3 });
    expect(shop.orders.size).toBe(3);
    expect(Object.fromEntries(shop.stock)).toEqual({ A1: 13, B2: 5 });
  });

  it('asks nothing of the API in a dry run', async () => {
    expect(await importFile({ args: ['--dry-run'] })).toBeUndefined();
    expect(shop.requests).toEqual([]);
  });
});

describe('When the shop is slow or fails for a moment', () => {
  it('waits until the orders know a new product', async () => {
    let refusals = 3;
    shop.misbehave = ({ method, path }) => {
      refusals -= method === 'POST' && path === '/v1/orders' ? 1 : 0;
      return method === 'POST' && path === '/v1/orders' && refusals >= 0 ? refuse('UNKNOWN_SKU') : undefined;
    };
    expect(await importFile()).toMatchObject({ reconciled: true });
    expect(sent('POST /v1/orders')).toHaveLength(6);
  });

  it('asks again with the same key', async () => {
    const failed = new Set<string>();
    shop.misbehave = ({ method, path, key }) => {
      if (method !== 'POST' || failed.has(key)) return undefined;
      failed.add(key);
      return path === '/v1/orders' ? 'drop' : refuse('TOO_MUCH_CONTENTION');
    };
    expect(await importFile()).toMatchObject({ reconciled: true });
    expect(shop.orders.size).toBe(3);
    const keys = sent('POST /v1/orders').map(({ key }) => key);
    expect(keys).toHaveLength(6);
    expect(new Set(keys).size).toBe(3);
  });
});

describe('When an order goes wrong', () => {
  it('is not reconciled where the API has another price for a line', async () => {
    shop.tamper = (order) => {
      const [first, ...rest] = order.lines;
      if (first === undefined || order.reference !== '1003') return order;
      return { ...order, lines: [{ ...first, unitPrice: { amountMinor: 211, currency: 'GBP' } }, ...rest] };
    };
    const report = await importFile();
    expect(report).toMatchObject({
      reconciled: false,
      finished: true,
      money: { fileMinor: '4560', apiMinor: '4570', differenceMinor: '10' },
    });
    expect(report?.problems.join('\n')).toMatch(/1003 .*line 1 is 10 × A1 at 2.11 GBP.* 10 × A1 at 2.10 GBP/);
  });

  it('is not reconciled where a line is lost and another wins as much', async () => {
    shop.tamper = (order) =>
      order.reference === '1001'
        ? {
            ...order,
            lines: [{ ...order.lines[0], quantity: 1, sku: 'A1', title: 'A1', unitPrice: order.total }],
          }
        : order;
    const report = await importFile();
    expect(report).toMatchObject({ reconciled: false, money: { differenceMinor: '0' } });
    expect(report?.problems.join('\n')).toMatch(/number of lines is 1, and the file has 2/);
  });

  it('is not reconciled where one is rejected, and says why', async () => {
    shop.tamper = (order) =>
      order.reference === '1005'
        ? { ...order, status: 'rejected', rejection: { code: 'OUT_OF_STOCK' } }
        : order;
    const report = await importFile();
    expect(report).toMatchObject({ reconciled: false, orders: { byStatus: { confirmed: 2, rejected: 1 } } });
    expect(report?.problems).toEqual([expect.stringMatching(/1005 .* rejected: .*OUT_OF_STOCK/)]);
  });

  it('goes on with the others where one is refused, and counts its lines', async () => {
    shop.misbehave = ({ path, body }) =>
      path === '/v1/orders' && (body as PlaceOrderBody).reference === '1001'
        ? refuse('ORDER_TOO_LARGE')
        : undefined;
    const report = await importFile();
    expect(report).toMatchObject({
      reconciled: false,
      lines: { inFile: 8, placed: 2, merged: 0, skipped: 3, refused: 3, notReached: 0 },
      orders: { placed: 2, refused: 1 },
    });
    expect(report?.problems).toEqual([expect.stringMatching(/1001: POST \/v1\/orders: 422 ORDER_TOO_LARGE/)]);
  });

  it('says so where one does not end', async () => {
    shop.tamper = (order) => (order.reference === '1003' ? { ...order, status: 'placed' } : order);
    const report = await importFile({ args: ['--end-within', '1'] });
    expect(report).toMatchObject({ reconciled: false, orders: { byStatus: { confirmed: 2, placed: 1 } } });
  }, 20_000);
});

describe('When it cannot be finished', () => {
  it('reports what was done where the API goes away', async () => {
    shop.misbehave = ({ method, path }) =>
      shop.orders.size > 0 && method === 'POST' && path === '/v1/orders' ? 'drop' : undefined;
    const report = await importFile({ args: ['--concurrency', '1'] });
    expect(report).toMatchObject({ finished: false, reconciled: false, orders: { placed: 1 } });
    expect(report?.lines).toMatchObject({ inFile: 8, placed: 2, merged: 1, skipped: 3, notReached: 2 });
    expect(report?.problems.join()).toMatch(/no answer from http/);
  });

  it('reports what was done where it is interrupted', async () => {
    const controller = new AbortController();
    shop.misbehave = ({ method, path }) => {
      if (method === 'GET' && path.startsWith('/v1/orders/')) controller.abort();
      return undefined;
    };
    const report = await importFile({ args: ['--concurrency', '1'], signal: controller.signal });
    expect(report).toMatchObject({ finished: false, reconciled: false, problems: ['interrupted'] });
    expect(await importFile()).toMatchObject({ reconciled: true, finished: true });
    expect(shop.orders.size).toBe(3);
  });

  it('places nothing where the catalogue has a product that cannot be sold', async () => {
    shop.products.set('A1', { status: 'archived', prices: { GBP: 255 } });
    const report = await importFile();
    expect(report).toMatchObject({ finished: false, orders: { placed: 0 }, lines: { notReached: 5 } });
    expect(report?.problems.join()).toMatch(/A1 is archived/);
    expect(sent('POST /v1/orders')).toEqual([]);
  });

  it('places nothing where the last line of the file is malformed', async () => {
    await expect(importFile({ content: `${FILE}\n1006,A1,TEA,two,,2.55,,` })).rejects.toThrow(
      'line 10, column Quantity: "two" is not a whole number',
    );
    expect(shop.requests).toEqual([]);
  });
});

async function importFile({
  content = FILE,
  args = [],
  signal = new AbortController().signal,
}: {
  readonly content?: string;
  readonly args?: readonly string[];
  readonly signal?: AbortSignal;
} = {}): Promise<ImportReport | undefined> {
  const file = join(folder, 'orders.csv');
  await writeFile(file, content);
  const options = parseOptions([file, '--url', shop.url, ...args]);
  if (options === 'help') throw new Error('unreachable');
  return (await runImport(options, { progress: silentProgress, signal, patienceMs: 500 })).report;
}

function sent(route: string) {
  return shop.requests.filter(({ method, path }) => `${method} ${path}` === route);
}
