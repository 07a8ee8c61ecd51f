import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import type { Authorizer } from '@tradepost/compiled-service/templates/authorizers';
import type { GatewayResponse } from '@tradepost/compiled-service/templates/gateway-responses';
import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import type { Route } from '@tradepost/compiled-service/templates/routes';
import { type AwsEndpoints, LOCAL_VARIABLES } from './functions/function-environment.ts';
import type { UserPool, UserPoolJson } from './identity/user-pools.ts';

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
  readonly services: Readonly<Record<string, CloudFileService>>;
  /** Authorizers and keys that decide about requests, for a service that runs alone next to the local cloud. */
  readonly access: {
    readonly userPools: readonly UserPoolJson[];
    readonly authorizers: readonly Authorizer[];
    readonly gatewayResponses: readonly GatewayResponse[];
    /** Name of a pool and username by issuer, if the local cloud was started with `open`. */
    readonly open: Readonly<Record<string, { readonly pool: string; readonly username: string }>>;
  };
};

export type CloudFileService = {
  readonly functions: Readonly<Record<string, Environment>>;
  readonly routes: readonly Route[];
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
    readonly userPools: readonly UserPool[];
    readonly open: Readonly<Record<string, string>>;
  },
): () => void {
  const path = join(dataDir, NAME);
  const services = cloud.services.map(({ name, dir }) => {
    const functions = cloud.description.functions.filter(({ service }) => service === name);
    const environments = functions.map(({ functionKey, environment }) => [
      functionKey,
      { ...LOCAL_VARIABLES, ...environment },
    ]);
    const routes = cloud.description.routes.filter(({ service }) => service === name);
    return [dir, { functions: Object.fromEntries(environments), routes }];
  });
  const file: CloudFile = {
    pid: process.pid,
    node: { path: process.execPath, version: process.version },
    url: cloud.url,
    endpoints: cloud.endpoints,
    environment: cloud.environment,
    services: Object.fromEntries(services),
    access: accessOf(cloud),
  };
  writeFileSync(path, `${JSON.stringify(file, null, 2)}\n`);
  return () => rmSync(path, { force: true });
}

function accessOf({
  description,
  userPools,
  open,
}: Parameters<typeof writeCloudFile>[1]): CloudFile['access'] {
  const { authorizers, gatewayResponses } = description;
  const opened = description.userPools.flatMap(({ name: pool, issuer }) => {
    const username = open[pool];
    return username === undefined ? [] : [[issuer, { pool, username }] as const];
  });
  return {
    userPools: userPools.map(({ clientIds, ...pool }) => ({ ...pool, clientIds: [...clientIds] })),
    authorizers,
    gatewayResponses,
    open: Object.fromEntries(opened),
  };
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
