import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentProgress } from '@tradepost/command-line/progress';
import { type PlaceOrderBody, placeOrderBody } from '@tradepost/contracts/orders/given-order';
import { parseOnly } from '@tradepost/testing/parse-only';
import { importOrders } from '../import-orders.ts';
import { describeReport } from './describe-report.ts';
import { type FakeShop, openFakeShop, refuse } from './fake-shop.spec-kit.ts';
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

describe('runImport', () => {
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

  it('sends requests that match the contract', async () => {
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
    // The report recognises earlier orders by the API's clock, which has a resolution of one second.
    shop.nowMs = () => Date.now() + 1_100;
    const report = await importFile();
    expect(report).toMatchObject({ reconciled: true, products: { created: 0, known: 2 } });
    expect(report?.orders).toMatchObject({ placed: 3, alreadyThere: 3 });
    expect(shop.orders.size).toBe(3);
    expect(Object.fromEntries(shop.stock)).toEqual({ A1: 13, B2: 5 });
  });

  it('does not call the API in a dry run', async () => {
    expect(await importFile({ args: ['--dry-run'] })).toBeUndefined();
    expect(shop.requests).toEqual([]);
  });
});

describe('runImport, of the export of a German ERP system', () => {
  const GERMAN = [
    'Belegnr.;Artikelnr.;Bezeichnung;Menge;Datum;Einzelpreis;Kundennr.;Land',
    '4711;TASSE-1;Tasse;2;24.11.2026;1.234,50 €;K-1;Germany',
    '4711;TASSE-2;Täßchen;1.000;03.04.2026;0,75;K-1;Germany',
  ].join('\r\n');

  it('reconciles the orders, and prints how the file was read', async () => {
    const report = await importFile({ content: Buffer.from(`\ufeff${GERMAN}`, 'utf16le') });
    expect(report).toMatchObject({
      reconciled: true,
      currency: 'EUR',
      money: { fileMinor: '321900', apiMinor: '321900' },
    });
    expect([...shop.orders.values()]).toMatchObject([
      { reference: '4711', currency: 'EUR', note: 'Invoiced 2026-11-24', total: { amountMinor: 321_900 } },
    ]);
    expect(report && describeReport(report)).toMatch(
      /^File {7}utf-16le, separated by semicolons, decimal comma, dates DD\/MM\/YYYY, prices in EUR\nColumns {4}InvoiceNo = "Belegnr.", /,
    );
  });
});

describe('runImport, of lines that cannot be placed', () => {
  it('is not reconciled if they have money in them, and reports record, field, rule and money', async () => {
    const lines = [
      '1006,A1,TEA,48,2010-12-01 11:00:00,0.0625,,EIRE',
      '1007,A1,TEA,2000000,2010-12-01 11:00:00,1.00,,EIRE',
      '1008,,TEA,1,2010-12-01 11:00:00,5.00,,EIRE',
    ];
    const report = await importFile({ content: [FILE, ...lines].join('\n') });
    expect(report).toMatchObject({
      reconciled: false,
      finished: true,
      orders: { byStatus: { confirmed: 3 } },
      money: { fileMinor: '4560', apiMinor: '4560', differenceMinor: '0', unplacedAmount: '2000008.0000' },
      unplacedLines: [
        { line: 10, reason: 'PRICE_TOO_FINE', field: 'UnitPrice', value: '0.0625', amount: '3.0000' },
        { line: 11, reason: 'QUANTITY_TOO_LARGE', field: 'Quantity', value: '2000000', amount: '2000000.00' },
        { line: 12, reason: 'NO_STOCK_CODE', field: 'StockCode', value: '', amount: '5.00' },
      ],
    });
    const text = report === undefined ? '' : describeReport(report);
    expect(text).toContain(
      '  - line 10 (order 1006): UnitPrice "0.0625": a price with more decimals than the currency has: it cannot be charged. Not placed: 3.00 GBP',
    );
    expect(text).toMatch(
      /\nNOT RECONCILED: 3 lines with 2,000,008.00 GBP cannot be placed; see the problems above\.$/,
    );
    expect(text).not.toMatch(/^RECONCILED/m);
  });

  it('is reconciled if they have no money in them', async () => {
    const report = await importFile({ content: `${FILE}\n1006,,TEA,1,2010-12-01 11:00:00,0.00,,EIRE` });
    expect(report).toMatchObject({ reconciled: true, skippedByReason: { NO_STOCK_CODE: 1 } });
  });

  it('prints the money that rules leave out, and is not reconciled if --may-skip does not have the rule', async () => {
    const report = await importFile();
    expect(report).toMatchObject({
      reconciled: true,
      skippedAmountByReason: { CANCELLATION: '-2.55', NOT_GOODS: '18.00', FREE_WITHOUT_TITLE: '0.0' },
      money: { skippedAmount: '15.45', unplacedAmount: '0' },
    });
    const text = report === undefined ? '' : describeReport(report);
    expect(text).toMatch(/1 {2}NOT_GOODS, 18\.00 GBP: not goods: .*: POST$/m);
    expect(text).toMatch(/2 lines with 15\.45 GBP skipped: in no order$/m);
    expect(text).toMatch(/^RECONCILED EXCEPT 2 lines left out by rule, with 15\.45 GBP: /m);
    const strict = await importFile({ args: ['--may-skip', 'CANCELLATION'] });
    expect(strict).toMatchObject({
      reconciled: false,
      unplacedLines: [{ stockCode: 'POST', amount: '18.00' }],
    });
  });
});

describe('runImport, if the shop is slow or fails for a moment', () => {
  it('waits until the catalogue answers', async () => {
    let refusals = 3;
    shop.misbehave = ({ method, path }) => {
      refusals -= method === 'POST' && path === '/v1/orders' ? 1 : 0;
      return method === 'POST' && path === '/v1/orders' && refusals >= 0
        ? refuse('CATALOG_UNAVAILABLE')
        : undefined;
    };
    expect(await importFile()).toMatchObject({ reconciled: true });
    expect(sent('POST /v1/orders')).toHaveLength(6);
  });

  it('retries with the same key', async () => {
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

describe('runImport, if an order goes wrong', () => {
  it('is not reconciled if the API has another price for a line', async () => {
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

  it('is not reconciled if its quote has a tax on top', async () => {
    shop.tamper = (order) =>
      order.reference === '1003'
        ? { ...order, totals: { ...order.totals, taxMinor: 420, dueMinor: order.totals.dueMinor + 420 } }
        : order;
    const report = await importFile();
    expect(report).toMatchObject({ reconciled: false, money: { differenceMinor: '0' } });
    expect(report?.problems.join('\n')).toMatch(/1003 .*taxMinor of the quote is 420, and the file has 0/);
  });

  it('is not reconciled if a line is lost and another has its money', async () => {
    shop.tamper = (order) =>
      order.reference === '1001'
        ? {
            ...order,
            lines: order.lines
              .slice(0, 1)
              .map((line) => ({ ...line, quantity: 1, sku: 'A1', title: 'A1', unitPrice: order.total })),
          }
        : order;
    const report = await importFile();
    expect(report).toMatchObject({ reconciled: false, money: { differenceMinor: '0' } });
    expect(report?.problems.join('\n')).toMatch(/number of lines is 1, and the file has 2/);
  });

  it('is not reconciled if one is rejected, and reports the reason', async () => {
    shop.tamper = (order) =>
      order.reference === '1005'
        ? { ...order, status: 'rejected', rejection: { code: 'OUT_OF_STOCK' } }
        : order;
    const report = await importFile();
    expect(report).toMatchObject({ reconciled: false, orders: { byStatus: { confirmed: 2, rejected: 1 } } });
    expect(report?.problems).toEqual([expect.stringMatching(/1005 .* rejected: .*OUT_OF_STOCK/)]);
  });

  it('continues with the others if one is refused, and counts its lines', async () => {
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

  it('is not reconciled if one does not end', async () => {
    shop.tamper = (order) => (order.reference === '1003' ? { ...order, status: 'placed' } : order);
    const report = await importFile({ endWithin: 0.3 });
    expect(report).toMatchObject({ reconciled: false, orders: { byStatus: { confirmed: 2, placed: 1 } } });
  });
});

describe('runImport, if it cannot be finished', () => {
  it('reports what was done before the API failed', async () => {
    shop.misbehave = ({ method, path }) =>
      shop.orders.size > 0 && method === 'POST' && path === '/v1/orders' ? 'drop' : undefined;
    const report = await importFile({ args: ['--concurrency', '1'] });
    expect(report).toMatchObject({ finished: false, reconciled: false, orders: { placed: 1 } });
    expect(report?.lines).toMatchObject({ inFile: 8, placed: 2, merged: 1, skipped: 3, notReached: 2 });
    expect(report?.problems.join()).toMatch(/no response from http/);
  });

  it('reports what was done before it was interrupted', async () => {
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

  it('places nothing if the catalogue has a product that cannot be sold', async () => {
    shop.products.set('A1', { status: 'archived', prices: { GBP: 255 } });
    const report = await importFile();
    expect(report).toMatchObject({ finished: false, orders: { placed: 0 }, lines: { notReached: 5 } });
    expect(report?.problems.join()).toMatch(/A1 is archived/);
    expect(sent('POST /v1/orders')).toEqual([]);
  });

  it('places nothing if the last line of the file is malformed', async () => {
    await expect(importFile({ content: `${FILE}\n1006,A1,TEA,two,,2.55,,` })).rejects.toThrow(
      'line 10, column Quantity: "two" is not a whole number',
    );
    expect(shop.requests).toEqual([]);
  });
});

async function importFile({
  content = FILE,
  args = [],
  endWithin,
  signal = new AbortController().signal,
}: {
  readonly content?: string | Buffer;
  readonly args?: readonly string[];
  /** In seconds. */
  readonly endWithin?: number;
  readonly signal?: AbortSignal;
} = {}): Promise<ImportReport | undefined> {
  const file = join(folder, 'orders.csv');
  await writeFile(file, content);
  const { options } = await parseOnly(importOrders, [file, '--url', shop.url, ...args]);
  const given = endWithin === undefined ? options : { ...options, endWithin };
  return (await runImport(file, given, { progress: silentProgress, signal, patienceMs: 500 })).report;
}

function sent(route: string) {
  return shop.requests.filter(({ method, path }) => `${method} ${path}` === route);
}
