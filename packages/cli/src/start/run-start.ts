import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findServices } from '@tradepost/compiled-service/packaging/package-service';
import { DOCS_PATH, provideDocsSite } from '@tradepost/docs/provide-site';
import { createConsoleReport } from '@tradepost/local/console-report';
import { type LocalCloud, startLocalCloud } from '@tradepost/local/local-cloud';
import { createReferencePages, REFERENCE_PATH } from '@tradepost/reference/page/reference-pages';
import { connect } from '../api/connect.ts';
import { seedCatalogue } from '../seed/seed-catalogue.ts';
import { describeFirstOrder } from './first-order.ts';
import { createHomePages } from './home-page.ts';
import { stopSignal } from './stop-signal.ts';

export type StartOptions = {
  readonly port: number;
  readonly dataDir: string;
  readonly quiet: boolean;
  readonly fresh: boolean;
  readonly watch: boolean;
  readonly seed: boolean;
  readonly enforcePermissions: boolean;
};

const SERVICES_DIR = 'services';
/** How long a start may still take after a signal. */
const STARTING_GRACE_MS = 2_000;
/** How long a stop may take before the process exits anyway. */
const STOP_WITHIN_MS = 10_000;

/**
 * Runs every service on this machine as it is deployed, creates the demo catalogue, and prints how to place a first order.
 *
 * @returns the exit code, when it was stopped or failed
 */
export async function runStart(options: StartOptions): Promise<number> {
  const parentPid = Number(process.env['TRADEPOST_PARENT_PID']);
  const stopped = stopSignal(process.ppid === parentPid ? parentPid : undefined);
  const report = createConsoleReport(options.quiet);
  const starting = start(options, report);
  const cloud = await Promise.race([starting, stopped.then(() => sleep(STARTING_GRACE_MS, undefined))]);
  // Stopped during the start: the engines and other child processes end with this process.
  if (cloud === undefined) return 0;
  const failure = await Promise.race([stopped, cloud.failed]);
  if (failure !== undefined) console.error(failure);
  else if (!options.quiet) report.stopping();
  const late = sleep(STOP_WITHIN_MS, 'late', { ref: false });
  if ((await Promise.race([cloud.stop(), late])) === 'late') console.error('Not everything stopped in time');
  return failure === undefined ? 0 : 1;
}

async function start(
  options: StartOptions,
  report: ReturnType<typeof createConsoleReport>,
): Promise<LocalCloud> {
  const { port, dataDir, quiet, fresh, watch, seed, enforcePermissions } = options;
  const recordCalls = process.env['RECORD_CALLS'];
  const running = Promise.withResolvers<LocalCloud>();
  const cloud = await startLocalCloud({
    ...{ servicesDir: SERVICES_DIR, port, dataDir, quiet, fresh, watch, enforcePermissions },
    ...(recordCalls === undefined ? {} : { recordCalls }),
    pages: [
      ...createHomePages({ reference: REFERENCE_PATH, docs: DOCS_PATH }, () => running.promise),
      ...createReferencePages(
        findServices(SERVICES_DIR).map((dir) => basename(dir)),
        () => running.promise,
      ),
    ],
    sites: [{ path: DOCS_PATH, folder: provideDocsSite }],
    log: (source, line) => {
      if (quiet) process.stderr.write(`${source} │ ${line}\n`);
      else report.line(source, line);
    },
    onProgress: report.progress,
  });
  running.resolve(cloud);
  if (seed) await seedShop(cloud.url);
  if (quiet) {
    console.log(`ready ${cloud.url}`);
  } else {
    report.ready(cloud, [
      ['Reference', `${cloud.url}${REFERENCE_PATH}`],
      ['Docs', `${cloud.url}${DOCS_PATH}`],
    ]);
    if (seed) console.log(`${describeFirstOrder(cloud.url)}\n`);
  }
  return cloud;
}

/** Creates the demo catalogue. A failure is only printed, since the cloud is usable without it. */
async function seedShop(url: string): Promise<void> {
  const api = connect({ url });
  try {
    await seedCatalogue(api);
  } catch (error) {
    console.error(`The demo catalogue could not be created: ${(error as Error).message}`);
  } finally {
    await api.close();
  }
}
