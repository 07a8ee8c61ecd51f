import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import { type AwsEndpoints, LOCAL_VARIABLES } from './functions/function-environment.ts';

/** `cloud.json` in the data folder of a running local cloud: its addresses, for other programs on this machine. */
export type CloudFile = {
  readonly pid: number;
  /** Node.js that runs the local cloud. */
  readonly node: { readonly path: string; readonly version: string };
  readonly url: string;
  readonly endpoints: AwsEndpoints;
  /** Environment variables for an AWS SDK or CLI. */
  readonly environment: Readonly<Record<string, string>>;
  /** Services by the path of their folder, with each function's environment but not the SDK's variables. */
  readonly services: Readonly<Record<string, { readonly functions: Readonly<Record<string, Environment>> }>>;
};

type Environment = Readonly<Record<string, string>>;

const NAME = 'cloud.json';

/** Writes the file. Returns a function that removes it. */
export function writeCloudFile(
  dataDir: string,
  cloud: {
    readonly url: string;
    readonly endpoints: AwsEndpoints;
    readonly environment: Environment;
    readonly services: readonly PackagedService[];
    readonly description: CloudDescription;
  },
): () => void {
  const path = join(dataDir, NAME);
  const services = cloud.services.map(({ name, dir }) => {
    const functions = cloud.description.functions.filter(({ service }) => service === name);
    const environments = functions.map(({ functionKey, environment }) => [
      functionKey,
      { ...LOCAL_VARIABLES, ...environment },
    ]);
    return [dir, { functions: Object.fromEntries(environments) }];
  });
  const file = {
    pid: process.pid,
    node: { path: process.execPath, version: process.version },
    url: cloud.url,
    endpoints: cloud.endpoints,
    environment: cloud.environment,
  };
  writeFileSync(path, `${JSON.stringify({ ...file, services: Object.fromEntries(services) }, null, 2)}\n`);
  return () => rmSync(path, { force: true });
}

/** Reads the file of the local cloud that runs on `dataDir`. Throws an error with instructions if none is running. */
export function readCloudFile(dataDir: string): CloudFile {
  try {
    const file = JSON.parse(readFileSync(join(dataDir, NAME), 'utf8')) as CloudFile;
    process.kill(file.pid, 0);
    return file;
  } catch {
    throw new Error(`No local cloud runs on the data in ${dataDir}: start it first, in another terminal`);
  }
}
