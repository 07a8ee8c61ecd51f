import { resolve } from 'node:path';
import { type CloudCore, createCloudCore } from './cloud-core.ts';
import { writeCloudFile } from './cloud-file.ts';
import { openDataFolder } from './data-folder.ts';
import { startDynamodbEngine } from './engines/dynamodb-engine.ts';
import { startMessagingEngine } from './engines/messaging-engine.ts';
import { trimDynoxideStreams } from './event-sources/dynoxide-streams.ts';
import { createStreamCheckpoints } from './event-sources/stream-checkpoints.ts';
import type { AwsEndpoints } from './functions/function-environment.ts';
import { startAwsEndpoint } from './gateway/aws-endpoint.ts';
import { startGateway } from './gateway/gateway.ts';
import { findServices, packageServices } from './packaging/package-service.ts';
import type { PackagedService } from './packaging/service-state.ts';
import { openStore } from './store.ts';
import { type CloudDescription, readTemplates } from './templates/read-templates.ts';

/** The only account that fauxqs knows. */
const ACCOUNT_ID = '000000000000';
const DEFAULT_REGION = 'us-east-1';
const DEFAULT_STAGE = 'dev';
const DEFAULT_PORT = 4000;
const DEFAULT_DATA_DIR = '.local-cloud';

export type LocalCloudOptions = {
  /** The folder of the services: each of its folders with a `serverless.yml` is one. */
  readonly servicesDir?: string;
  /** Or the folders of the services themselves. */
  readonly services?: readonly string[];
  readonly stage?: string;
  /** Where data, templates and bundles are kept. */
  readonly dataDir?: string;
  /** Of the gateway; the AWS APIs get the next one. 0 takes any two that are free. */
  readonly port?: number;
  /** Drops all data before it starts. */
  readonly fresh?: boolean;
  /** Takes changed sources over while it runs. */
  readonly watch?: boolean;
  /** Keeps the lines that functions print to itself. */
  readonly quiet?: boolean;
  /** Starts even if the templates declare what is not supported. */
  readonly allowUnsupported?: boolean;
  /** Gets each line, with the service that it is from or about; `cloud` for the local cloud's own. */
  readonly log?: (source: string, line: string) => void;
  readonly onProgress?: (progress: Progress) => void;
};

export type Progress = {
  readonly step: 'packaged' | 'engine' | 'ready';
  readonly name: string;
  readonly durationMs: number;
  /** How many of `total` have come this far. */
  readonly done: number;
  readonly total: number;
  /** A package that did not have to be made. */
  readonly cached?: boolean;
};

export type LocalCloud = {
  /** Of the gateway: all HTTP APIs. */
  readonly url: string;
  /** Of all AWS APIs: `aws --endpoint-url …`. */
  readonly awsEndpoint: string;
  readonly endpoints: AwsEndpoints;
  /** What an AWS SDK or CLI needs in its environment to use this cloud. */
  readonly environment: Readonly<Record<string, string>>;
  readonly services: readonly string[];
  readonly description: CloudDescription;
  /** Settles, with the reason, if the cloud can no longer work. */
  readonly failed: Promise<string>;
  /** Stops everything; what was accepted is kept, and goes on at the next start. */
  readonly stop: () => Promise<void>;
};

/**
 * Brings up what the services' compiled templates declare, in this process. Rejects, with nothing left running, where a
 * service cannot be packaged or started, a template declares what is not supported, a port is taken, or the data are in use.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const cleanUps: (() => unknown)[] = [];
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
  cleanUps: (() => unknown)[],
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
  });
  cleanUps.push(gateway.stop);
  const aws = await startAwsEndpoint(port === 0 ? 0 : port + 1);
  cleanUps.push(aws.stop);

  const events = openStore(`${data.path}/events.db`);
  const workflows = openStore(`${data.path}/workflows.db`);
  cleanUps.push(
    () => events.close(),
    () => workflows.close(),
  );
  const checkpoints = createStreamCheckpoints(events);

  const [services, dynamodb, messaging] = await settleAll([
    packageAll(dirs, stage, data.path, options),
    startEngine(options, 'DynamoDB', cleanUps, () =>
      startDynamodbEngine({
        dataDir: data.path,
        beforeStart: (file) => trimDynoxideStreams(file, checkpoints, Date.now()),
      }),
    ),
    startEngine(options, 'SQS, SNS and S3', cleanUps, () =>
      startMessagingEngine({ dataDir: data.path, region: DEFAULT_REGION }),
    ),
  ]);
  const region = regionOf(services);
  const where = { accountId: ACCOUNT_ID, region, sqsEndpoint: messaging.endpoint, gatewayUrl: gateway.url };
  const description = readTemplates(services, where);
  report(description.problems, options.allowUnsupported === true, log);

  const endpoints = { aws: aws.url, dynamodb: dynamodb.endpoint, sqs: messaging.endpoint };
  core = await createCloudCore({
    ...{ services, description, endpoints, dynamodb, messaging, events, workflows, checkpoints, region },
    ...{ accountId: ACCOUNT_ID, dataDir: data.path, watch: options.watch ?? true, cleanUps },
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
  if (servicesDir === undefined) throw new Error('Either servicesDir or services has to be given');
  return findServices(servicesDir);
}

function packageAll(dirs: readonly string[], stage: string, dataDir: string, options: LocalCloudOptions) {
  const tell = progressOf(options, 'packaged', dirs.length);
  return packageServices(dirs, {
    stage,
    cacheDir: `${dataDir}/packages`,
    onPackaged: ({ name, durationMs, cached }) => tell(name, durationMs, cached),
  });
}

async function startEngine<Engine extends { stop: () => Promise<void> }>(
  options: LocalCloudOptions,
  name: string,
  cleanUps: (() => unknown)[],
  startIt: () => Promise<Engine>,
): Promise<Engine> {
  const started = performance.now();
  const engine = await startIt();
  cleanUps.push(engine.stop);
  options.onProgress?.({ step: 'engine', name, durationMs: performance.now() - started, done: 1, total: 1 });
  return engine;
}

function progressOf({ onProgress }: LocalCloudOptions, step: Progress['step'], total: number) {
  let done = 0;
  return (name: string, durationMs: number, cached?: boolean): void => {
    done += 1;
    onProgress?.({ step, name, durationMs, done, total, ...(cached === undefined ? {} : { cached }) });
  };
}

/** All start in one region, as one account's resources see each other. */
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
    throw new Error(`${problems.join('\n')}\nStart with --allow-unsupported to run the rest all the same`);
  for (const problem of problems) log('cloud', problem);
}

/** Like `Promise.all`, but waits for all of them, so that what has started by then can be stopped. */
async function settleAll<A, B, C>(promises: [Promise<A>, Promise<B>, Promise<C>]): Promise<[A, B, C]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

/** One that fails does not keep the others from their turn. */
async function runInReverse(cleanUps: (() => unknown)[]): Promise<void> {
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
