import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@tradepost/cli/api/connect';
import type { Progress } from '@tradepost/command-line/progress';
import { createDraw, type Draw } from '@tradepost/simulation/random';
import { type CloudProcess, startCloudProcess } from '@tradepost/testing/cloud/cloud-process';
import { findPortPair } from '@tradepost/testing/cloud/port-pair';
import { auditShop } from '../audit/audit-shop.ts';
import { rebuildViews } from '../audit/rebuild-views.ts';
import { startCustomers } from './customers.ts';
import { startImport } from './import.ts';
import { KILLS, type Kill, killAndStart } from './kill.ts';
import type { Load } from './load.ts';
import { type CrashTestReport, toReport } from './to-report.ts';

export type CrashTestConfig = {
  readonly kills: number;
  /** No further kill begins later than this, in milliseconds from the start. */
  readonly withinMs?: number | undefined;
  /** Seed of the times and kinds of kills, and of the customers' plans. */
  readonly seed: number;
  readonly clients: number;
  /** CSV file that is imported in place of customers. */
  readonly importFile?: string | undefined;
  readonly progress: Progress;
  readonly log: (message: string) => void;
};

const SHORTEST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 5_000;
const LONGEST_START_MS = 4_000;
/** Twice as long as the cloud needs to recover from any kill. */
const PATIENCE_MS = 120_000;
/** A client may have an order, its copies and their follow-up requests open at once. */
const CONNECTIONS_PER_CLIENT = 4;

/**
 * Kills a local cloud repeatedly while customers order or orders are imported, then waits until all work has finished, and
 * compares the tables with the answers that the clients received and with each other. Uses a new folder, which is kept if
 * there are problems.
 */
export async function runCrashTest(config: CrashTestConfig): Promise<CrashTestReport> {
  const startedAtMs = performance.now();
  const workDir = await mkdtemp(join(tmpdir(), 'tradepost-crash-'));
  const dataDir = join(workDir, 'data');
  const port = await findPortPair();
  const start = (signal?: AbortSignal) =>
    startCloudProcess({ dataDir, port, logFile: join(workDir, 'cloud.log'), ...(signal ? { signal } : {}) });
  const draw = createDraw(config.seed);
  const run: Run = { cloud: await start(), config, dataDir, start, draw: draw.under('kills') };
  const api = connect({
    url: run.cloud.url,
    connections: config.clients * CONNECTIONS_PER_CLIENT,
    patienceMs: PATIENCE_MS,
  });
  try {
    const { importFile: file, clients } = config;
    const load =
      file === undefined
        ? await startCustomers({ api, draw, dataDir, clients })
        : startImport({ url: run.cloud.url, file, workDir });
    const kills = await killAgainAndAgain(run, load);
    config.log('Letting the clients finish');
    await load.finish();
    config.log('Waiting until all work has finished, and auditing the shop');
    const { problems, books, redriven } = await auditShop(api, dataDir);
    const contradicted = await load.compare({ api, books, progress: config.progress });
    config.log('Rebuilding the projections from the streams');
    const rebuilt = await rebuildViews({ dataDir, whileStopped: (change) => whileStopped(run, change) });
    const report = toReport({
      ...{ seed: config.seed, kills, counts: load.counts(), books, redriven },
      problems: [...problems, ...contradicted, ...rebuilt],
      seconds: (performance.now() - startedAtMs) / 1_000,
    });
    if (report.problems.length === 0) await run.cloud.stop().then(() => rm(workDir, { recursive: true }));
    else config.log(`${workDir} is kept: data, and the cloud's output in cloud.log`);
    return report;
  } finally {
    await run.cloud.stop();
    await api.close();
  }
}

type Run = {
  cloud: CloudProcess;
  readonly config: CrashTestConfig;
  readonly dataDir: string;
  readonly start: (signal?: AbortSignal) => Promise<CloudProcess>;
  readonly draw: Draw;
};

async function killAgainAndAgain(run: Run, load: Load): Promise<ReadonlyMap<Kill, number>> {
  const { config, dataDir, start, draw } = run;
  const { kills, withinMs = Number.POSITIVE_INFINITY, progress } = config;
  const until = performance.now() + withinMs;
  const kinds = (Object.keys(KILLS) as Kill[]).flatMap((kill) => Array<Kill>(KILLS[kill]).fill(kill));
  const counts = new Map<Kill, number>();
  progress.begin('Killing', kills, 'kills');
  for (let time = 0; time < kills && performance.now() < until; time += 1) {
    const own = draw.under(`kill ${time}`);
    await sleep(own.int('wait', SHORTEST_WAIT_MS, LONGEST_WAIT_MS));
    await mustRun(run.cloud, load);
    const kill = own.pick('kind', kinds);
    const againAfterMs = own.int('again', SHORTEST_WAIT_MS, LONGEST_START_MS);
    const ended = load.kill();
    run.cloud = await killAndStart(kill, { cloud: run.cloud, dataDir, start, againAfterMs });
    await ended;
    load.restart();
    counts.set(kill, (counts.get(kill) ?? 0) + 1);
    progress.advance();
  }
  progress.end();
  await mustRun(run.cloud, load);
  return counts;
}

/** Reports a problem if the cloud ended by itself: it must survive the loss of its DynamoDB engine. */
async function mustRun({ ended }: CloudProcess, { problems }: Load): Promise<void> {
  if (await Promise.race([ended.then(() => true), sleep(0, false)]))
    problems.push('the cloud ended by itself');
}

async function whileStopped(run: Run, change: () => void): Promise<CloudProcess> {
  await run.cloud.stop();
  change();
  run.cloud = await run.start();
  return run.cloud;
}
