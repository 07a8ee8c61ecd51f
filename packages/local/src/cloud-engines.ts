import type { DatabaseSync } from 'node:sqlite';
import { packageServices } from '@tradepost/compiled-service/packaging/package-service';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { type DynamodbEngine, startDynamodbEngine } from './engines/dynamodb-engine.ts';
import { type MessagingEngine, startMessagingEngine } from './engines/messaging-engine.ts';
import { createStreamCheckpoints, type StreamCheckpoints } from './event-sources/stream-checkpoints.ts';
import { type LocalCloudOptions, progressOf } from './local-cloud-options.ts';
import { openStore } from './store.ts';

const DEFAULT_REGION = 'us-east-1';

/** The packaged services, and what stores the data of their resources. */
export type CloudEngines = {
  readonly services: readonly PackagedService[];
  readonly region: string;
  readonly dynamodb: DynamodbEngine;
  readonly messaging: MessagingEngine;
  readonly events: DatabaseSync;
  readonly workflows: DatabaseSync;
  readonly secrets: DatabaseSync;
  readonly keys: DatabaseSync;
  /** Objects of S3: their metadata, and the folder with their contents. */
  readonly objects: { readonly database: DatabaseSync; readonly folder: string };
  readonly apiKeys: DatabaseSync;
  readonly checkpoints: StreamCheckpoints;
};

/** Packages the services and starts the engines side by side. Their stop functions are added to `cleanUps`. */
export async function startEngines(
  options: LocalCloudOptions,
  {
    dirs,
    stage,
    dataDir,
  }: { readonly dirs: readonly string[]; readonly stage: string; readonly dataDir: string },
  cleanUps: AsyncDisposableStack,
): Promise<CloudEngines> {
  const open = (name: string): DatabaseSync => {
    const store = openStore(`${dataDir}/${name}.db`);
    cleanUps.defer(() => store.close());
    return store;
  };
  const [events, workflows] = [open('events'), open('workflows')];
  const [secrets, keys, apiKeys] = [open('secrets'), open('keys'), open('api-keys')];
  const checkpoints = createStreamCheckpoints(events);
  const onPackaged = progressOf(options, 'packaged', dirs.length);
  const [services, dynamodb, messaging] = await settleAll([
    packageServices(dirs, {
      stage,
      ...(options.cacheDir === undefined ? {} : { cacheDir: options.cacheDir }),
      onPackaged: ({ name, durationMs, cached }) => onPackaged(name, durationMs, cached),
    }),
    startDynamodb(options, dataDir, cleanUps),
    startMessaging(options, dataDir, cleanUps),
  ]);
  return {
    services,
    region: regionOf(services),
    dynamodb,
    messaging,
    events,
    workflows,
    secrets,
    keys,
    objects: { database: open('objects'), folder: `${dataDir}/objects` },
    apiKeys,
    checkpoints,
  };
}

async function startDynamodb(
  options: LocalCloudOptions,
  dataDir: string,
  cleanUps: AsyncDisposableStack,
): Promise<DynamodbEngine> {
  const started = performance.now();
  const log = (line: string): void => options.log?.('cloud', line);
  const engine = await startDynamodbEngine({ dataDir, log });
  cleanUps.defer(engine.stop);
  progressOf(options, 'engine', 1)(`DynamoDB (${engine.name})`, performance.now() - started);
  return engine;
}

async function startMessaging(
  options: LocalCloudOptions,
  dataDir: string,
  cleanUps: AsyncDisposableStack,
): Promise<MessagingEngine> {
  const started = performance.now();
  const engine = await startMessagingEngine({ dataDir, region: DEFAULT_REGION });
  cleanUps.defer(engine.stop);
  progressOf(options, 'engine', 1)('SQS, SNS (fauxqs)', performance.now() - started);
  return engine;
}

/** Returns the region of all services. They must have the same one, because they use each other's resources. */
function regionOf(services: readonly PackagedService[]): string {
  const regions = new Set(services.map(({ state }) => state.service.provider.region));
  if (regions.size > 1) throw new Error(`The services are for different regions: ${[...regions].join(', ')}`);
  return [...regions][0] ?? DEFAULT_REGION;
}

/** Like `Promise.all`, but waits until all are settled, so that everything that has started can be stopped. */
async function settleAll<A, B, C>(promises: [Promise<A>, Promise<B>, Promise<C>]): Promise<[A, B, C]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
