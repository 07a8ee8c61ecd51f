import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeServices } from '@tradepost/compiled-service/packaging/compile-services';
import type { BucketResource } from '@tradepost/compiled-service/templates/resources';
import { createS3Endpoint } from '@tradepost/local/s3/s3-endpoint';
import { openStore } from '@tradepost/local/store';
import { serveRequests } from './serve-api.ts';

/** A running S3 with empty buckets. */
export type S3 = {
  readonly endpoint: string;
  /** Sets the clock of links, retention and lifecycles. It is the real time until then. */
  readonly setNow: (nowMs: number) => void;
  readonly stop: () => Promise<void>;
};

/** Either services, whose templates declare the buckets, or settings of buckets by their names. */
export type S3Config =
  | { readonly services: readonly string[] }
  | { readonly buckets: Readonly<Record<string, Partial<BucketResource>>> };

/**
 * Starts S3 on a free local port, with its objects in a temporary folder. A function with its own client finds the endpoint by
 * `AWS_ENDPOINT_URL_S3`. Handlers that run `asFunction` are limited to the services' roles.
 *
 * @param config names of the folders in `services/` whose compiled templates declare the buckets (for the stage `dev`), or
 *   settings of buckets by their names
 * @throws if a service cannot be packaged
 */
export async function startS3(config: S3Config): Promise<S3> {
  const buckets = await bucketsOf(config);
  const dir = mkdtempSync(join(tmpdir(), 's3-'));
  const database = openStore(':memory:');
  let nowMs: number | undefined;
  const endpoint = createS3Endpoint({
    ...{ buckets, database, folder: join(dir, 'objects'), region: 'us-east-1' },
    now: () => nowMs ?? Date.now(),
  });
  const api = await serveRequests(endpoint.handle, 'services' in config ? config.services : []);
  return {
    endpoint: api.endpoint,
    setNow: (to) => {
      nowMs = to;
    },
    stop: async () => {
      await api.stop();
      database.close();
      rmSync(dir, { recursive: true });
    },
  };
}

async function bucketsOf(config: S3Config): Promise<readonly BucketResource[]> {
  if ('services' in config) return (await describeServices(config.services)).buckets;
  return Object.entries(config.buckets).map(([name, settings]) => ({
    ...{ service: 'specs', logicalId: name, name, arn: `arn:aws:s3:::${name}` },
    ...{ objectLock: false, lifecycle: [], encryption: { algorithm: 'AES256' }, ...settings },
  }));
}
