import { basename, join } from 'node:path';
import type { ApiUrls } from '@tradepost/cli/api/connect';
import type { TokenSource } from '@tradepost/client/token-source';
import { describeDuration, type Progress } from '@tradepost/command-line/progress';
import { SERVICES_DIR } from '@tradepost/compiled-service/packaging/compile-services';
import { findServices } from '@tradepost/compiled-service/packaging/package-service';
import { createAwsClients } from '@tradepost/deployment/aws/clients';
import { SIMULATED_PAYMENTS } from '@tradepost/deployment/plan/assess-stage';
import { FOUNDATIONS, PLATFORM } from '@tradepost/deployment/services';
import { createShop, type Shop } from '../e2e/shop.ts';
import { findAddresses } from './addresses.ts';
import type { Context } from './context.ts';
import { deployFirst, failAndRepeat, redeploy } from './deploy-steps.ts';
import { createDeployer } from './deployer.ts';
import type { Emulator } from './emulator.ts';
import { takeInventory } from './inventory.ts';
import { changeUnderLoad, removeUnderLoad, sellOne, stockUp } from './load-steps.ts';
import { deployProtection } from './protection.ts';
import { prepareReleases } from './release.ts';
import { requireRetained, retainedBy } from './remove-step.ts';
import { requireAuthorizers } from './require-authorizers.ts';
import { countEvents, requireSameLogs, runDeployed, runLocally } from './run-on-both-clouds.ts';
import { createServerless, EMULATOR } from './serverless.ts';
import { signInStaff } from './sign-in.ts';

export type DeployedUrls = Required<ApiUrls> & {
  /** Endpoint of the AWS APIs. */
  readonly aws: string;
};

export type RehearsalConfig = {
  readonly emulator: Emulator;
  /** For the local cloud's data and the adapted packages. */
  readonly workDir: string;
  readonly progress: Progress;
  /** Prints a result. */
  readonly log: (message: string) => void;
  /** Awaited when everything is deployed, before it is removed. */
  readonly onDeployed?: (urls: DeployedUrls) => Promise<void>;
};

/** A parameter that every function has in its environment. */
const CHANGE = { param: 'logLevel=DEBUG', variable: { name: 'LOG_LEVEL', value: 'DEBUG' } };
/** Both stages retain their data; `prod` also protects its tables and user pools. Orders are paid for by test tokens. */
const TARGETS = {
  staging: { stage: 'staging', params: [SIMULATED_PAYMENTS] },
  changed: { stage: 'staging', params: [SIMULATED_PAYMENTS, CHANGE.param] },
  prod: { stage: 'prod', params: [SIMULATED_PAYMENTS] },
};
/** Services with a table, and with user pools: they are protected from their second deployment on. */
const PROTECTED = ['inventory', 'identity'];
/** Services of the flow of an order, of which orders need every one. */
const CHANGED_UNDER_LOAD = ['orders', 'inventory'];
/** The other services keep a copy of what they need of it. */
const REMOVED_UNDER_LOAD = 'catalog';

/** `packages/local/README.md` has the places in the emulator's source. */
const NOT_SHOWN = `not shown, because the emulator has none of it:
- deployment: computed metrics of alarms, CodeDeploy, quotas, delays until a change is effective, names that stay taken for a minute
- permissions: no role and no policy of a resource refuses a call
- sign-in: the second factor on the login page, passkeys, the managed login with its style and its domains, sign-in by a company's
  identity provider, threat protection, rotation of refresh tokens
- APIs: throttles of the HTTP API, the cache of the REST API
not shown, because the rehearsal does not do it:
- codes and invitations by e-mail, step-up after an old sign-in, API keys and their usage plans, custom domains and client certificates
not shown, because a person deploys it, without the framework:
- .github/edge.yml: CloudFront and its firewall (WAF)
- .github/access-audit.yml: CloudTrail, the bucket of its records, IAM Access Analyzer
packages/local/README.md has the whole list.`;

/**
 * Rehearses deployments in the emulator: see the usage of `pnpm prove rehearse`.
 *
 * @throws Error at the first result that is not as expected
 */
export async function runRehearsal(config: RehearsalConfig): Promise<void> {
  const { emulator, workDir, progress, log } = config;
  const step = createSteps(log);
  const serverless = createServerless(emulator.url);
  const serviceDirs = findServices(SERVICES_DIR).toSorted((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
  const clients = createAwsClients({ ...EMULATOR, endpoint: emulator.url });
  const deployer = createDeployer({ serverless, clients, progress });
  const context: Context = { deployer, clients, emulator, log };
  const shops: Shop[] = [];
  const openShop = (urls: ApiUrls, token: TokenSource): Shop => {
    const shop = createShop({ ...urls, token });
    shops.push(shop);
    return shop;
  };
  try {
    const { staging, changed, prod } = await step('package', () =>
      prepareReleases({ workDir, progress, serviceDirs }, TARGETS),
    );
    const before = await takeInventory(clients, emulator);

    const { urls, shop, ...deployed } = await step('deploy', async () => {
      await deployFirst(context, staging);
      const urls = await findAddresses(context, staging.stage);
      const token = await requireAuthorizers(context, staging.stage, urls);
      const shop = openShop(urls, token);
      const expected = await runLocally(join(workDir, 'local'), progress);
      const scenarios = await runDeployed(shop, expected, progress);
      log(`${expected.size} scenarios: the same ${countEvents(expected)} events as in the local cloud`);
      return { urls, shop, expected, ...scenarios };
    });
    await step('redeploy', async () => {
      await redeploy(context, changed, CHANGE.variable);
      await sellOne(shop, 'REDEPLOYED');
    });
    await step('fail and repeat', async () => {
      const others = [...prod.services.keys()].filter((name) => !FOUNDATIONS.includes(name)).toReversed();
      for (const foundation of FOUNDATIONS) await failAndRepeat(context, prod, [foundation]);
      await failAndRepeat(context, prod, others);
      const token = await signInStaff({ ...context, stage: prod.stage });
      await sellOne(openShop(await findAddresses(context, prod.stage), token), 'REPEATED');
      for (const service of PROTECTED) await deployProtection(context, prod, service);
    });
    await step('change one service under load', async () => {
      await stockUp(shop);
      for (const service of CHANGED_UNDER_LOAD) await changeUnderLoad(context, shop, staging, service);
    });
    await config.onDeployed?.({ ...urls, aws: emulator.url });
    await step('remove', async () => {
      const retained = [...(await retainedBy(context, staging)), ...(await retainedBy(context, prod))];
      await removeUnderLoad(context, shop, staging, REMOVED_UNDER_LOAD);
      requireSameLogs(deployed.expected, await deployed.readAgain());
      const rest = [...staging.services.keys()].filter((name) => name !== REMOVED_UNDER_LOAD);
      await deployer.remove(staging, rest);
      await deployer.remove(prod, [...prod.services.keys()]);
      await requireRetained(context, before, retained);
    });
    log(NOT_SHOWN);
  } finally {
    for (const { api } of shops) await api.close();
    for (const client of Object.values(clients)) client.destroy();
  }
}

/** Runs a step and prints how long it took. */
function createSteps(log: RehearsalConfig['log']) {
  return async <Result>(name: string, run: () => Promise<Result>): Promise<Result> => {
    const startedAtMs = performance.now();
    const result = await run();
    log(`== ${name}: ${describeDuration((performance.now() - startedAtMs) / 1_000)}`);
    return result;
  };
}

function isFirst(serviceDir: string): boolean {
  return basename(serviceDir) === PLATFORM;
}
