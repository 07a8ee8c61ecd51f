import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@tradepost/cli/api/connect';
import { poll } from '@tradepost/cli/api/poll';
import { runImport } from '@tradepost/cli/import-orders/run-import';
import type { ImportReport } from '@tradepost/cli/import-orders/tally';
import { unwrap } from '@tradepost/client/client';
import { silentProgress } from '@tradepost/command-line/progress';
import { type CloudProcess, startCloudProcess } from '@tradepost/testing/cloud/cloud-process';
import { runTradepost } from '@tradepost/testing/cloud/run-script';
import { auditShop } from '../audit/audit-shop.ts';
import { compareStock } from '../audit/compare-stock.ts';
import { compareOrders } from './compare-orders.ts';

export type CrashImportConfig = {
  readonly file: string;
  /** Number of times that everything is killed. */
  readonly kills: number;
  readonly say: (what: string) => void;
};

export type CrashImportResult = {
  /** Orders that had been placed before the last, undisturbed run. */
  readonly placedBefore: number;
  readonly report: ImportReport;
  readonly problems: readonly string[];
};

/** The first kill is while products and stock are created; the others are between these times after a new order. */
const FIRST_KILL_AFTER_MS = 1_500;
const SHORTEST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_500;
const FIRST_ORDER = { withinMs: 60_000, firstPauseMs: 25, longestPauseMs: 100 };

/**
 * Imports a file into a local cloud, and repeatedly kills the import and all processes of the cloud. Then lets an import
 * complete, and audits the shop.
 */
export async function runCrashImport({ file, kills, say }: CrashImportConfig): Promise<CrashImportResult> {
  const workDir = await mkdtemp(join(tmpdir(), 'tradepost-crash-'));
  const dataDir = join(workDir, 'data');
  let cloud: CloudProcess | undefined;
  try {
    cloud = await startCloudProcess({ dataDir });
    for (let round = 1; round <= kills; round += 1) {
      const killedAfterMs = await importUntilKilled(cloud, file, round);
      say(
        `Killed everything (${round} of ${kills}), ${killedAfterMs} ms after the import began; starting again`,
      );
      cloud = await startCloudProcess({ dataDir });
    }
    say('Importing without a kill');
    const { code, stdout, report } = await importToTheEnd(cloud.url, file, workDir);
    say('Auditing orders, ledger, stock and events');
    const problems = await audit(cloud.url, file, dataDir);
    if (code !== 0) problems.unshift(`the import ended with exit code ${code}:\n${stdout}`);
    return { placedBefore: report.orders.alreadyThere, report, problems };
  } finally {
    await cloud?.stop();
    await rm(workDir, { recursive: true, force: true });
  }
}

/** Returns the time until the kill, in milliseconds. */
async function importUntilKilled(cloud: CloudProcess, file: string, round: number): Promise<number> {
  const startedAtMs = performance.now();
  const run = runTradepost(['import', file, '--url', cloud.url]);
  if (round === 1) await sleep(FIRST_KILL_AFTER_MS);
  else await waitForNewOrder(cloud.url);
  await Promise.all([cloud.kill(), Promise.resolve(run.signal('SIGKILL'))]);
  await run.ended;
  return Math.round(performance.now() - startedAtMs);
}

/** Waits until the newest order changes: an order of an earlier round does not count. */
async function waitForNewOrder(url: string): Promise<void> {
  const api = connect({ url });
  const newest = async () => {
    const { items } = await unwrap(api.GET('/v1/orders', { params: { query: { limit: 1 } } }));
    return items[0]?.id;
  };
  try {
    const before = await newest();
    await poll(async () => {
      const now = await newest();
      return now === before ? undefined : now;
    }, FIRST_ORDER);
    await sleep(SHORTEST_WAIT_MS + Math.random() * (LONGEST_WAIT_MS - SHORTEST_WAIT_MS));
  } finally {
    await api.close();
  }
}

async function importToTheEnd(url: string, file: string, workDir: string) {
  const reportFile = join(workDir, 'report.json');
  const { code, stdout, stderr } = await runTradepost(['import', file, '--url', url, '--report', reportFile])
    .ended;
  const written = await readFile(reportFile, 'utf8').catch(() => {
    throw new Error(`the import ended with exit code ${code} and no report:\n${stderr}`);
  });
  return { code, stdout, report: JSON.parse(written) as ImportReport };
}

async function audit(url: string, file: string, dataDir: string): Promise<string[]> {
  const { survey } = await runImport(
    file,
    { dryRun: true },
    {
      progress: silentProgress,
      signal: new AbortController().signal,
    },
  );
  const api = connect({ url });
  try {
    const { problems, books } = await auditShop(api, dataDir);
    const received = new Map(survey.products.map(({ sku, units }) => [sku, units]));
    return [...problems, ...compareOrders(books, survey.counts.orders), ...compareStock(books, received)];
  } finally {
    await api.close();
  }
}
