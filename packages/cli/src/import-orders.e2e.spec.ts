import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unwrap } from '@tradepost/client/client';
import { messyHistory } from '@tradepost/testing/cloud/messy-history';
import { runTradepost } from '@tradepost/testing/cloud/run-script';
import { startTestCloud, type TestCloud } from '@tradepost/testing/cloud/with-cloud';
import { connect } from './api/connect.ts';
import type { ImportReport } from './import-orders/tally.ts';

const REAL_DATA = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'online-retail');
/** Real days, if they are beside the repository: the shortest one, or with REAL_DAYS=all every one. */
const realDays = findRealDays().slice(0, process.env['REAL_DAYS'] === 'all' ? undefined : 1);

let folder: string;
let cloud: TestCloud;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tradepost-import-'));
  cloud = await startTestCloud({ enforcePermissions: true });
});

afterAll(async () => {
  await cloud?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('pnpm tradepost import, for a messy history', () => {
  it('reconciles it, also after an interruption, and places nothing twice', async () => {
    const file = join(folder, 'messy.csv');
    await writeFile(file, messyHistory({ invoices: 80, skus: 30 }));

    const interrupted = importFile(file, '--concurrency', '2');
    await untilOrdersAre(5);
    interrupted.signal('SIGINT');
    const partial = await interrupted.ended;
    expect(partial.stdout).toMatch(/not reached\n(.*\n)*NOT FINISHED/);
    expect(partial.code).toBe(130);

    const first = await importToTheEnd(file);
    expect(first).toMatchObject({ code: 0, report: { reconciled: true, problems: [] } });
    expect(first.report.orders.alreadyThere).toBeGreaterThanOrEqual(5);
    // The report recognises earlier orders by the API's clock, which has a resolution of one second.
    await untilTheNextSecond();
    const again = await importToTheEnd(file);
    expect(again).toMatchObject({ code: 0, report: { reconciled: true } });
    expect(again.report.orders.alreadyThere).toBe(again.report.orders.planned);
    expect(again.report.money).toEqual(first.report.money);
  }, 120_000);

  it('places nothing of a file that is malformed at its end', async () => {
    const file = join(folder, 'malformed.csv');
    await writeFile(file, `${messyHistory({ invoices: 5, skus: 3 })}9,S1,TEA,1,,"2.5"5,,\r\n`);
    const { code, stderr } = await importFile(file).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/line \d+, column UnitPrice: bad quoting/);
  }, 30_000);
});

describe('pnpm tradepost import, for an invoice with more lines than an order can have', () => {
  it('places two orders, and both are confirmed', async () => {
    const file = join(folder, 'long.csv');
    // Lines of one SKU at two prices are not merged, and half as many products have to be added first.
    const lines = Array.from(
      { length: 1_100 },
      (_, index) => `900001,L${index % 550},TITLE,2,,${index < 550 ? '1.05' : '1.06'},,France`,
    );
    const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
    await writeFile(file, [header, ...lines].join('\n'));
    const { code, report } = await importToTheEnd(file);
    expect(report).toMatchObject({ reconciled: true, orders: { byStatus: { confirmed: 2 } } });
    expect(report.money.apiMinor).toBe(String(550 * 210 + 550 * 212));
    expect(code).toBe(0);
  }, 120_000);
});

(realDays.length > 0 ? describe : describe.skip)('import-orders, for a real day', () => {
  it.each(realDays)(
    'reconciles %s to the penny',
    async (day) => {
      const { code, report } = await importToTheEnd(join(REAL_DATA, day));
      expect(report).toMatchObject({ reconciled: true, problems: [] });
      expect(report.orders.byStatus).toEqual({ confirmed: report.orders.planned });
      expect(code).toBe(0);
    },
    300_000,
  );
});

/** Returns the names of files, the shortest first. */
function findRealDays(): readonly string[] {
  if (!existsSync(REAL_DATA)) return [];
  const sizeOf = (name: string) => statSync(join(REAL_DATA, name)).size;
  const names = readdirSync(REAL_DATA).filter((name) => name.endsWith('.csv'));
  return names.toSorted((one, other) => sizeOf(one) - sizeOf(other));
}

function importFile(file: string, ...args: string[]) {
  return runTradepost(['import', file, '--url', cloud.url, ...args]);
}

async function importToTheEnd(file: string): Promise<{ code: number | null; report: ImportReport }> {
  const reportFile = join(folder, 'report.json');
  const { code, stderr } = await importFile(file, '--report', reportFile).ended;
  const written = await readFile(reportFile, 'utf8').catch(() => {
    throw new Error(`no report, and exit code ${code}:\n${stderr}`);
  });
  return { code, report: JSON.parse(written) };
}

async function untilTheNextSecond(): Promise<void> {
  const second = () => Math.floor(Date.now() / 1_000);
  for (const before = second(); second() === before; ) await sleep(20);
}

async function untilOrdersAre(count: number): Promise<void> {
  const api = connect({ url: cloud.url });
  try {
    for (let placed = 0; placed < count; await sleep(20)) {
      const query = { limit: count };
      placed = (await unwrap(api.GET('/v1/orders', { params: { query } }))).items.length;
    }
  } finally {
    await api.close();
  }
}
