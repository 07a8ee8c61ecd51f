import { resolve } from 'node:path';
import { forgetUserSettings } from '@tradepost/compiled-service/local-environment';
import { findServices } from '@tradepost/compiled-service/packaging/package-service';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { type CloudDescription, readTemplates } from '@tradepost/compiled-service/templates/read-templates';
import { createCloudCore } from './cloud-core.ts';
import { startEngines } from './cloud-engines.ts';
import { writeCloudFile } from './cloud-file.ts';
import { openDataFolder } from './data-folder.ts';
import { startAwsEndpoint } from './gateway/aws-endpoint.ts';
import { startGateway } from './gateway/gateway.ts';
import { startIdentity } from './identity/start-identity.ts';
import { type LocalCloud, type LocalCloudOptions, progressOf } from './local-cloud-options.ts';
import { startCloudGuard } from './permissions/cloud-guard.ts';
import { checkSupport } from './templates/check-support.ts';
import { describeProtections } from './templates/protections.ts';

/** The only account that fauxqs supports. */
const ACCOUNT_ID = '000000000000';
const DEFAULT_STAGE = 'dev';
const DEFAULT_PORT = 4000;
const DEFAULT_DATA_DIR = '.local-cloud';

export type { LocalCloud, LocalCloudOptions, Progress } from './local-cloud-options.ts';

/**
 * Starts the resources that the services' compiled templates declare, in this process. Removes the user's AWS and proxy
 * settings from the process (`forgetUserSettings`) and sets its time zone to UTC. Rejects, with nothing left running, if a
 * service cannot be packaged or started, a template declares something unsupported, a port is taken, or the data is in use.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  forgetUserSettings();
  // Functions share the time zone of the process; Lambda's is UTC.
  process.env['TZ'] = 'UTC';
  const cleanUps = new AsyncDisposableStack();
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= cleanUps.disposeAsync();
    return stopping;
  };
  try {
    return { ...(await start(options, cleanUps)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: LocalCloudOptions,
  cleanUps: AsyncDisposableStack,
): Promise<Omit<LocalCloud, 'stop'>> {
  const { stage = DEFAULT_STAGE, users = [], open = {}, log = () => undefined } = options;
  const dirs = serviceDirs(options);
  const data = openDataFolder(resolve(options.dataDir ?? DEFAULT_DATA_DIR));
  cleanUps.defer(data.release);
  if (options.fresh === true) data.clear();
  const { gateway, aws, health } = await startServers(options, stage, cleanUps);
  const { services, region, ...engines } = await startEngines(
    options,
    { dirs, stage, dataDir: data.path },
    cleanUps,
  );

  const { dynamodb, messaging } = engines;
  const endpoints = { aws: aws.url, dynamodb: dynamodb.endpoint, sqs: messaging.endpoint };
  const account = { accountId: ACCOUNT_ID, region };
  const addresses = { ...account, sqsEndpoint: endpoints.sqs, gatewayUrl: gateway.url };
  const guard = await startGuard(options, { services, where: addresses, endpoints }, cleanUps);
  // The SDK sends requests to the host of the queue URL, whatever its endpoint.
  const sqsEndpoint = guard?.endpoints.sqs ?? endpoints.sqs;
  const description = describeServices(services, { ...addresses, sqsEndpoint }, options);

  const core = await createCloudCore({
    ...engines,
    ...account,
    services,
    description,
    endpoints,
    guard,
    cleanUps,
    cacheDir: options.cacheDir,
    watch: options.watch ?? true,
    log: (line) => log('cloud', line),
    logService: options.quiet === true ? () => undefined : log,
    onServiceReady: progressOf(options, 'ready', services.length),
  });
  const identity = await startIdentity({
    users,
    open,
    signInPages: options.signInPages ?? [],
    description,
    dataDir: data.path,
    region,
    invoke: core.functions.invoke,
    log: (line) => log('cloud', line),
    cleanUps,
  });
  const { cognito } = identity ?? {};
  aws.open({
    ...core.apis,
    json: {
      ...core.apis.json,
      ...(cognito === undefined ? {} : { AWSCognitoIdentityProviderService: cognito }),
    },
  });
  const throttles = options.throttleStages === false ? [] : description.throttles;
  gateway.open(
    { ...description, throttles },
    { invoke: core.functions.invoke, checkApiKey: core.checkApiKey, identity },
  );
  core.begin();

  const names = services.map(({ name }) => name);
  const { environment } = core;
  const { url } = gateway;
  Object.assign(health, {
    status: 'ready',
    services: names,
    dynamodb: dynamodb.name,
    url,
    endpoints,
  });
  const userPools = identity?.userPools ?? [];
  const file = { url, endpoints, environment, services, description, userPools, open };
  cleanUps.defer(writeCloudFile(data.path, file));
  const failed = dynamodb.ended.then((output) => `DynamoDB (${dynamodb.name}) has ended: ${output}`);
  return {
    url,
    awsEndpoint: aws.url,
    endpoints,
    environment,
    services: names,
    description,
    open,
    failed,
  };
}

/** Starts what checks the roles of functions and workflows; undefined if they are not enforced. */
async function startGuard(
  { enforcePermissions, recordCalls }: LocalCloudOptions,
  cloud: Omit<Parameters<typeof startCloudGuard>[0], 'recordCalls'>,
  cleanUps: AsyncDisposableStack,
) {
  if (enforcePermissions !== true) return undefined;
  const guard = await startCloudGuard({ ...cloud, recordCalls });
  cleanUps.defer(() => guard.stop());
  return guard;
}

/** Starts both ports first, so that a port in use is reported at once. Until they are opened, they answer 503. */
async function startServers(
  { port = DEFAULT_PORT, pages = [], sites = [], log = () => undefined }: LocalCloudOptions,
  stage: string,
  cleanUps: AsyncDisposableStack,
) {
  const health: Record<string, unknown> = { status: 'starting', stage };
  const api = { accountId: ACCOUNT_ID, stage };
  const gateway = await startGateway({ port, stage: api, health: () => health, pages, sites });
  cleanUps.defer(gateway.stop);
  const aws = await startAwsEndpoint(port === 0 ? 0 : port + 1, (line) => log('cloud', line));
  cleanUps.defer(aws.stop);
  return { gateway, aws, health };
}

function serviceDirs({ services, servicesDir }: LocalCloudOptions): string[] {
  if (services !== undefined) return services.map((dir) => resolve(dir));
  if (servicesDir === undefined) throw new Error('Either servicesDir or services is required');
  return findServices(servicesDir);
}

/** Reads the templates. Throws for everything that is not supported; protections that are not enforced are logged. */
function describeServices(
  services: readonly PackagedService[],
  where: Parameters<typeof readTemplates>[1],
  { allowUnsupported = false, quiet = false, log = () => undefined }: LocalCloudOptions,
): CloudDescription {
  const description = readTemplates(services, where);
  const support = checkSupport(services, where);
  const problems = [...support.problems, ...description.problems];
  if (problems.length > 0 && !allowUnsupported)
    throw new Error(`${problems.join('\n')}\nStart with --allow-unsupported to run everything else`);
  for (const problem of problems) log('cloud', problem);
  const unprotected = describeProtections(support.missingProtections);
  if (unprotected !== undefined && !quiet) log('cloud', unprotected);
  return description;
}
