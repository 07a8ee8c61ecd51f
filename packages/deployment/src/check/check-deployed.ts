import { join } from 'node:path';
import { reachLoopbackDirectly } from '@tradepost/compiled-service/local-environment';
import { packageService } from '@tradepost/compiled-service/packaging/package-service';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { type AwsClients, createAwsClients } from '../aws/clients.ts';
import { deploymentRegion } from '../aws/region.ts';
import { identify, readSubscriptions } from '../check-account/alarm-topic.ts';
import { ask } from '../check-account/ask.ts';
import { assessSubscriptions } from '../check-account/assess-notifications.ts';
import { assessFact, describeFindings, type Finding } from '../check-account/finding.ts';
import { PERMISSIONS } from '../check-account/permissions.ts';
import { SERVICES_DIR } from '../services.ts';
import { checkResources } from './check-resources.ts';
import { checkRoutes } from './check-routes.ts';
import { findUrl } from './deployed-stack.ts';
import { readPaths } from './read-paths.ts';

/**
 * Checks a deployed service, or the routes below a URL; returns the exit code. Prints the URL in the first line of the
 * output, which the pipeline reads.
 */
export async function checkDeployed(
  service: string,
  stage: string,
  givenUrl: string | undefined,
): Promise<number> {
  const packaged = await packageService(join(SERVICES_DIR, service), { stage });
  reachLoopbackDirectly();
  const url = givenUrl ?? (await findUrl(service, stage));
  console.log(url);
  const token = process.env['TRADEPOST_TOKEN'] || undefined;
  const checked = await checkRoutes(url, readPaths(packaged.state.service.functions), { token });
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
