import { resolve } from 'node:path';
import { forgetUserSettings } from '@tradepost/compiled-service/local-environment';
import { findServices, packageServices } from '@tradepost/compiled-service/packaging/package-service';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { readTemplates } from '@tradepost/compiled-service/templates/read-templates';
import { type CloudCore, createCloudCore } from './cloud-core.ts';
import { writeCloudFile } from './cloud-file.ts';
import { openDataFolder } from './data-folder.ts';
import { type DynamodbEngine, startDynamodbEngine } from './engines/dynamodb-engine.ts';
import { type MessagingEngine, startMessagingEngine } from './engines/messaging-engine.ts';
import { createStreamCheckpoints } from './event-sources/stream-checkpoints.ts';
import { startAwsEndpoint } from './gateway/aws-endpoint.ts';
import { startGateway } from './gateway/gateway.ts';
import type { LocalCloud, LocalCloudOptions, Progress } from './local-cloud-options.ts';
import { startCloudGuard } from './permissions/cloud-guard.ts';
import { openStore } from './store.ts';
import { checkSupport } from './templates/check-support.ts';
import { describeProtections } from './templates/protections.ts';

type CleanUp = () => unknown;

/** The only account that fauxqs supports. */
const ACCOUNT_ID = '000000000000';
const DEFAULT_REGION = 'us-east-1';
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
  const cleanUps: CleanUp[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= runInReverse(cleanUps);
    return stopping;
  };
  try {
    return await start(options, cleanUps, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: LocalCloudOptions,
  cleanUps: CleanUp[],
  stop: () => Promise<void>,
): Promise<LocalCloud> {
  const { stage = DEFAULT_STAGE, port = DEFAULT_PORT, log = () => undefined } = options;
  const dirs = serviceDirs(options);
  const data = openDataFolder(resolve(options.dataDir ?? DEFAULT_DATA_DIR));
  cleanUps.push(data.release);
  if (options.fresh === true) data.clear();

  const status = { ready: false, health: {} as object };
  let core: CloudCore | undefined;
  const gateway = await startGateway({
    port,
    stage,
    httpOf: (functionName) => core?.functions.httpOf(functionName),
    health: () => ({ status: status.ready ? 'ready' : 'starting', stage, ...status.health }),
    ...(options.pages === undefined ? {} : { pages: options.pages }),
    ...(options.sites === undefined ? {} : { sites: options.sites }),
  });
  cleanUps.push(gateway.stop);
  const aws = await startAwsEndpoint(port === 0 ? 0 : port + 1);
  cleanUps.push(aws.stop);

  const events = openStore(`${data.path}/events.db`);
  const workflows = openStore(`${data.path}/workflows.db`);
  const secrets = openStore(`${data.path}/secrets.db`);
  cleanUps.push(
    () => events.close(),
    () => workflows.close(),
    () => secrets.close(),
  );
  const checkpoints = createStreamCheckpoints(events);

  const [services, dynamodb, messaging] = await settleAll([
    packageAll(dirs, stage, options),
    startDynamodb(options, data.path, cleanUps),
    startMessaging(options, data.path, cleanUps),
  ]);
  const region = regionOf(services);
  const endpoints = { aws: aws.url, dynamodb: dynamodb.endpoint, sqs: messaging.endpoint };
  const direct = { accountId: ACCOUNT_ID, region, sqsEndpoint: endpoints.sqs, gatewayUrl: gateway.url };
  const { enforcePermissions = false, recordCalls } = options;
  const guard = enforcePermissions
    ? await startCloudGuard({ services, where: direct, endpoints, recordCalls })
    : undefined;
  if (guard !== undefined) cleanUps.push(guard.stop);
  // The SDK sends requests to the host of the queue URL, whatever its endpoint.
  const where = { ...direct, sqsEndpoint: guard?.endpoints.sqs ?? endpoints.sqs };
  const description = readTemplates(services, where);
  const support = checkSupport(services, where);
  report([...support.problems, ...description.problems], options.allowUnsupported === true, log);
  const unprotected = describeProtections(support.missingProtections);
  if (unprotected !== undefined && options.quiet !== true) log('cloud', unprotected);

  core = await createCloudCore({
    ...{
      services,
      description,
      endpoints,
      guard,
      dynamodb,
      messaging,
      events,
      workflows,
      secrets,
      checkpoints,
      region,
    },
    ...{ accountId: ACCOUNT_ID, cacheDir: options.cacheDir, watch: options.watch ?? true, cleanUps },
    log: (line) => log('cloud', line),
    logService: (service, line) => {
      if (options.quiet !== true) log(service, line);
    },
    onServiceReady: progressOf(options, 'ready', services.length),
    openAws: aws.open,
  });
  gateway.open(description.routes, description.httpApis);
  core.begin();

  const names = services.map(({ name }) => name);
  const { environment } = core;
  status.health = { services: names, dynamodb: dynamodb.name, url: gateway.url, endpoints };
  status.ready = true;
  cleanUps.push(
    writeCloudFile(data.path, { url: gateway.url, endpoints, environment, services, description }),
  );
  const failed = dynamodb.ended.then((output) => `DynamoDB (${dynamodb.name}) has ended: ${output}`);
  return {
    url: gateway.url,
    awsEndpoint: aws.url,
    endpoints,
    environment,
    services: names,
    description,
    failed,
    stop,
  };
}

function serviceDirs({ services, servicesDir }: LocalCloudOptions): string[] {
  if (services !== undefined) return services.map((dir) => resolve(dir));
  if (servicesDir === undefined) throw new Error('Either servicesDir or services is required');
  return findServices(servicesDir);
}

function packageAll(dirs: readonly string[], stage: string, options: LocalCloudOptions) {
  const tell = progressOf(options, 'packaged', dirs.length);
  return packageServices(dirs, {
    stage,
    ...(options.cacheDir === undefined ? {} : { cacheDir: options.cacheDir }),
    onPackaged: ({ name, durationMs, cached }) => tell(name, durationMs, cached),
  });
}

async function startDynamodb(
  { onProgress, log }: LocalCloudOptions,
  dataDir: string,
  cleanUps: CleanUp[],
): Promise<DynamodbEngine> {
  const started = performance.now();
  const engine = await startDynamodbEngine({ dataDir, log: (line) => log?.('cloud', line) });
  cleanUps.push(engine.stop);
  tellOfEngine(onProgress, `DynamoDB (${engine.name})`, started);
  return engine;
}

async function startMessaging(
  { onProgress }: LocalCloudOptions,
  dataDir: string,
  cleanUps: CleanUp[],
): Promise<MessagingEngine> {
  const started = performance.now();
  const engine = await startMessagingEngine({ dataDir, region: DEFAULT_REGION });
  cleanUps.push(engine.stop);
  tellOfEngine(onProgress, 'SQS, SNS, S3 (fauxqs)', started);
  return engine;
}

function tellOfEngine(onProgress: LocalCloudOptions['onProgress'], name: string, started: number): void {
  onProgress?.({ step: 'engine', name, durationMs: performance.now() - started, done: 1, total: 1 });
}

function progressOf({ onProgress }: LocalCloudOptions, step: Progress['step'], total: number) {
  let done = 0;
  return (name: string, durationMs: number, cached?: boolean): void => {
    done += 1;
    onProgress?.({ step, name, durationMs, done, total, ...(cached === undefined ? {} : { cached }) });
  };
}

/** Returns the region of all services. They must have the same one, because they use each other's resources. */
function regionOf(services: readonly PackagedService[]): string {
  const regions = new Set(services.map(({ state }) => state.service.provider.region));
  if (regions.size > 1) throw new Error(`The services are for different regions: ${[...regions].join(', ')}`);
  return [...regions][0] ?? DEFAULT_REGION;
}

function report(
  problems: readonly string[],
  allowed: boolean,
  log: (source: string, line: string) => void,
): void {
  if (problems.length === 0) return;
  if (!allowed)
    throw new Error(`${problems.join('\n')}\nStart with --allow-unsupported to run everything else`);
  for (const problem of problems) log('cloud', problem);
}

/** Like `Promise.all`, but waits until all are settled, so that everything that has started can be stopped. */
async function settleAll<A, B, C>(promises: [Promise<A>, Promise<B>, Promise<C>]): Promise<[A, B, C]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

/** Runs all clean-ups, last one first, even if some of them fail. */
async function runInReverse(cleanUps: CleanUp[]): Promise<void> {
  const failures: unknown[] = [];
  for (let cleanUp = cleanUps.pop(); cleanUp !== undefined; cleanUp = cleanUps.pop()) {
    try {
      await cleanUp();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `Stopping failed: ${failures.map(String).join('; ')}`);
}
