import { basename } from 'node:path';
import { findServices } from '@tradepost/compiled-service/packaging/package-service';
import { DOCS_PATH, provideDocsSite } from '@tradepost/docs/provide-site';
import { createConsoleReport } from '@tradepost/local/console-report';
import { type LocalCloud, startLocalCloud } from '@tradepost/local/local-cloud';
import { runUntilStopped } from '@tradepost/local/run-until-stopped';
import { createReferencePages, REFERENCE_PATH } from '@tradepost/reference/page/reference-pages';
import { createShopPages, SHOP_PATH } from '@tradepost/shop/shop-pages';
import { connect } from '../api/connect.ts';
import { seedCatalogue, seedCategories } from '../seed/seed-catalogue.ts';
import { seedPricing } from '../seed/seed-pricing.ts';
import { seedShipping } from '../seed/seed-shipping.ts';
import { describeFirstCallsNow } from './first-calls.ts';
import { createHomePages } from './home-page.ts';
import { CUSTOMERS, LOCAL_USERS, OPEN_USERS, STAFF } from './local-users.ts';

export type StartOptions = {
  readonly port: number;
  readonly dataDir: string;
  readonly quiet: boolean;
  readonly fresh: boolean;
  readonly watch: boolean;
  readonly seed: boolean;
  /** Applies the throttling of the stage. */
  readonly throttle: boolean;
  readonly enforcePermissions: boolean;
  /** Accepts requests without a token. */
  readonly open: boolean;
};

const SERVICES_DIR = 'services';
/**
 * Runs every service on this machine as it is deployed, creates the demo catalogue, and prints how to place a first order.
 *
 * @returns the exit code, when it was stopped or failed
 */
export async function runStart(options: StartOptions): Promise<number> {
  const parentPid = Number(process.env['TRADEPOST_PARENT_PID']);
  const report = createConsoleReport(options.quiet);
  return runUntilStopped(() => start(options, report), {
    ...(options.quiet ? {} : { onStopping: report.stopping }),
    ...(process.ppid === parentPid ? { parentPid } : {}),
  });
}

async function start(
  options: StartOptions,
  report: ReturnType<typeof createConsoleReport>,
): Promise<LocalCloud> {
  const { seed, open, throttle, ...cloudOptions } = options;
  const { quiet } = cloudOptions;
  const recordCalls = process.env['RECORD_CALLS'];
  const running = Promise.withResolvers<LocalCloud>();
  const cloud = await startLocalCloud({
    ...cloudOptions,
    servicesDir: SERVICES_DIR,
    throttleStages: throttle,
    users: LOCAL_USERS,
    open: open ? OPEN_USERS : {},
    signInPages: [REFERENCE_PATH],
    ...(recordCalls === undefined ? {} : { recordCalls }),
    pages: [
      ...createHomePages({ reference: REFERENCE_PATH, docs: DOCS_PATH }, () => running.promise),
      ...createShopPages(),
      ...createReferencePages(
        findServices(SERVICES_DIR).map((dir) => basename(dir)),
        async () => {
          const cloud = await running.promise;
          return { ...cloud, signIn: signInOf(cloud.description) };
        },
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
      ['Shop', `${cloud.url}${SHOP_PATH}`],
      ['Docs', `${cloud.url}${DOCS_PATH}`],
    ]);
    if (seed) console.log(`${await describeFirstCallsNow(cloud.url)}\n`);
  }
  return cloud;
}

/** Returns the issuers of both pools, and the clients with which the reference signs people in. */
function signInOf({ userPools, userPoolClients }: LocalCloud['description']) {
  const issuerOf = (pool: string) => {
    const issuer = userPools.find(({ name }) => name === pool)?.issuer ?? '';
    return { authorizationUrl: `${issuer}/oauth2/authorize`, tokenUrl: `${issuer}/oauth2/token` };
  };
  const clientIdOf = (name: string) => userPoolClients.find((client) => client.name === name)?.id ?? '';
  return {
    issuers: { staff: issuerOf(STAFF), customer: issuerOf(CUSTOMERS) },
    clientIds: { staff: clientIdOf('backoffice'), customer: clientIdOf('storefront') },
  };
}

/** Creates the demo catalogue, example taxes and shipping methods. A failure is only printed, since the cloud is usable without it. */
async function seedShop(url: string): Promise<void> {
  const api = connect({ url });
  try {
    await seedCategories(api);
    await seedCatalogue(api);
    await seedPricing(api);
    await seedShipping(api);
  } catch (error) {
    console.error(`The demo data could not be created: ${(error as Error).message}`);
  } finally {
    await api.close();
  }
}
