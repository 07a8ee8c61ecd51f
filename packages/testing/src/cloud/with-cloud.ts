import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalTokens } from '@tradepost/cli/api/local-tokens';
import { DEVELOPER } from '@tradepost/cli/start/local-users';
import type { TokenSource } from '@tradepost/client/token-source';
import { readCloudFile } from '@tradepost/local/cloud-file';
import { type CloudProcess, type CloudProcessConfig, startCloudProcess } from './cloud-process.ts';

/** A running local cloud, and how to reach it. */
export type Reachable = {
  /** Address of the API. */
  readonly url: string;
  readonly dataDir: string;
  /** Configuration of an AWS client. */
  readonly aws: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** Returns an access token of a local user or machine, such as `ada`, `support` or `bff`. Defaults to the developer. */
  readonly token: (name?: string) => Promise<string>;
  /** Sends a request to a path of the API, with the developer's token unless it has an `Authorization` header. */
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
};

/** A local cloud whose data are in a folder of its own. `stop` also removes the folder. */
export type TestCloud = CloudProcess & Reachable;

type Config = Omit<CloudProcessConfig, 'dataDir'>;

/** Name of the environment variable with the data folder of the cloud that end-to-end specs share. */
const SHARED = 'TRADEPOST_SHARED_CLOUD';

/** Starts a local cloud with a new data folder. The caller stops it, for example in `afterAll`. */
export async function startTestCloud(config: Config = {}): Promise<TestCloud> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tradepost-'));
  const remove = () => rm(dataDir, { recursive: true, force: true });
  try {
    const cloud = await startCloudProcess({ ...config, dataDir });
    const stop = async () => {
      try {
        await cloud.stop();
      } finally {
        await remove();
      }
    };
    return { ...cloud, ...reach(dataDir), stop };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Starts a local cloud with a new data folder, calls `act` with it, and stops it. Returns the result of `act`. */
export async function withCloud<Result>(
  config: Config,
  act: (cloud: TestCloud) => Promise<Result>,
): Promise<Result> {
  const cloud = await startTestCloud(config);
  try {
    return await act(cloud);
  } finally {
    await cloud.stop();
  }
}

/**
 * Returns the cloud that runs once for all specs which call this function, at the same time and in any order: each uses SKUs
 * of its own, and expects nothing of whole tables, queues or logs. Roles are enforced.
 *
 * @throws Error outside of such a spec: `jest.config.ts` starts the cloud for specs that import this function
 */
export function sharedCloud(): Reachable {
  const dataDir = process.env[SHARED];
  if (dataDir === undefined) throw new Error('no shared cloud was started for this spec: see jest.config.ts');
  return reach(dataDir);
}

let shared: TestCloud | undefined;

/** Starts the shared cloud, whose data folder the test processes find in their environment. */
export async function startSharedCloud(): Promise<void> {
  shared = await startTestCloud({ enforcePermissions: true });
  process.env[SHARED] = shared.dataDir;
}

export async function stopSharedCloud(): Promise<void> {
  await shared?.stop();
}

function reach(dataDir: string): Reachable {
  const { url, endpoints } = readCloudFile(dataDir);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const sources = new Map<string, TokenSource>();
  const token = async (name: string = DEVELOPER): Promise<string> => {
    const source = sources.get(name) ?? createLocalTokens(url, { name });
    sources.set(name, source);
    const found = await source({});
    if (found === undefined) throw new Error(`${url} issues no token for ${name}`);
    return found;
  };
  return {
    ...{ url, dataDir, token },
    aws: { endpoint: endpoints.aws, region: 'us-east-1', credentials },
    fetch: async (path, init = {}) => {
      const headers = new Headers(init.headers);
      if (!headers.has('authorization')) headers.set('authorization', `Bearer ${await token()}`);
      return fetch(`${url}${path}`, { ...init, headers });
    },
  };
}
