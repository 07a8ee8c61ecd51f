import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { toStage } from '@tradepost/command-line/to-stage';
import { reachLoopbackDirectly } from '@tradepost/compiled-service/local-environment';
import { packageService } from '@tradepost/compiled-service/packaging/package-service';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { type AwsClients, createAwsClients } from './aws/clients.ts';
import { deploymentRegion } from './aws/region.ts';
import { identify, readSubscriptions } from './check-account/alarm-topic.ts';
import { ask } from './check-account/ask.ts';
import { assessSubscriptions } from './check-account/assess-notifications.ts';
import { assessFact, describeFindings, type Finding } from './check-account/finding.ts';
import { PERMISSIONS } from './check-account/permissions.ts';
import { checkResources } from './deploy-check/check-resources.ts';
import { checkRoutes } from './deploy-check/check-routes.ts';
import { findUrl } from './deploy-check/deployed-stack.ts';
import { readPaths } from './deploy-check/read-paths.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const CACHE_DIR = join(ROOT, 'node_modules', '.cache', 'packaged-services');
const USAGE = `Checks a deployed service, which it finds with the credentials of the environment:
  - every resource of its template exists; alarms, log groups and roles are looked up, not only their stack
  - the stage's alarms have a subscriber; if not, it prints a warning
  - every GET route answers a call without a token: public routes with a result, all others by requiring one

  pnpm deploy:check SERVICE --stage NAME

  --url URL   check the routes below this URL only, without AWS: http://127.0.0.1:4000 for npm start

Exit code: 0 if everything is right, 1 if something is not, 2 for a wrong command line or if the check is impossible.`;

type DeployCheckOptions = {
  readonly service: string;
  readonly stage: string;
  readonly url: string | undefined;
};

function parseDeployCheckOptions(args: readonly string[]): DeployCheckOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { stage: { type: 'string' }, url: { type: 'string' } },
  });
  const [service, ...more] = positionals;
  if (service === undefined || more.length > 0) throw new Error('SERVICE must be the name of one service');
  if (values.stage === undefined) throw new Error('--stage is missing');
  return { service, stage: toStage(values.stage), url: values.url };
}

/** Prints the URL in the first line of the output, which the pipeline reads. */
async function deployCheck({ service, stage, url: givenUrl }: DeployCheckOptions): Promise<number> {
  const packaged = await packageService(join(ROOT, 'services', service), { stage, cacheDir: CACHE_DIR });
  reachLoopbackDirectly();
  const url = givenUrl ?? (await findUrl(service, stage));
  console.log(url);
  // The local cloud needs no token.
  const isOpen = ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(url).hostname);
  const checked = await checkRoutes(url, readPaths(packaged.state.service.functions), { isOpen });
  for (const { path, status, ok, detail } of checked)
    console.log(`${ok ? 'ok  ' : 'FAIL'} GET ${path} ${detail}${status === undefined ? '' : ` (${status})`}`);
  const routesAnswer = checked.every(({ ok }) => ok);
  if (givenUrl !== undefined) return routesAnswer ? 0 : 1;
  const clients = createAwsClients({ region: deploymentRegion() });
  const resourcesExist = await checkStack(packaged, stage, clients);
  for (const line of describeFindings(await checkSubscriptions(stage, clients))) console.log(line);
  return routesAnswer && resourcesExist ? 0 : 1;
}

async function checkStack(
  { name, template }: PackagedService,
  stage: string,
  clients: AwsClients,
): Promise<boolean> {
  const stack = { name: `tradepost-${stage}-${name}`, resources: template.Resources };
  const { expected, missing, unchecked } = await checkResources([stack], clients);
  for (const { logicalId, type, detail } of missing) console.log(`FAIL ${logicalId} (${type}) ${detail}`);
  for (const { type, reason } of unchecked) console.log(`?    ${type} could not be looked up: ${reason}`);
  console.log(
    `${missing.length === 0 ? 'ok  ' : 'FAIL'} ${expected - missing.length} of ${expected} resources exist`,
  );
  return missing.length === 0;
}

/** Warns if the stage's alarms have no subscriber. That is the default, and does not fail the check. */
async function checkSubscriptions(stage: string, clients: AwsClients): Promise<readonly Finding[]> {
  const subscriptions = await ask(PERMISSIONS.subscriptions, async () => {
    const { alarmTopicArn } = await identify(clients, stage, deploymentRegion());
    return { alarmTopicArn, found: await readSubscriptions(clients, alarmTopicArn) };
  });
  return assessFact("the alarm topic's subscriptions", subscriptions, ({ alarmTopicArn, found = [] }) =>
    assessSubscriptions(found, alarmTopicArn),
  );
}

process.exitCode = await runCommandLine({
  name: 'deploy:check',
  usage: USAGE,
  parse: parseDeployCheckOptions,
  run: deployCheck,
  failureCode: 2,
});
