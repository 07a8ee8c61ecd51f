import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import type { BucketResource } from '@tradepost/compiled-service/templates/resources';
import { listenLocally } from '../gateway/http-server.ts';
import { openStore } from '../store.ts';
import { createS3Endpoint } from './s3-endpoint.ts';

export const NOW_MS = Date.UTC(2026, 10, 30, 10);
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** A bucket without settings, or with those given. */
export function bucketNamed(name: string, settings: Partial<BucketResource> = {}): BucketResource {
  return {
    ...{ service: 'jars', logicalId: name, name, arn: `arn:aws:s3:::${name}` },
    ...{ objectLock: false, lifecycle: [], encryption: { algorithm: 'AES256' }, ...settings },
  };
}

export type S3Server = {
  readonly client: S3Client;
  readonly url: string;
  /** Folder of the contents. */
  readonly folder: string;
  /** Sets the clock. */
  readonly setNow: (nowMs: number) => void;
  /** Starts again, with the data of before. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Starts S3 with an empty folder on a free port, and a client for it. Its clock stands at `NOW_MS` until it is set. */
export async function startS3(buckets: readonly BucketResource[]): Promise<S3Server> {
  const dir = mkdtempSync(join(tmpdir(), 's3-'));
  const folder = join(dir, 'objects');
  let nowMs = NOW_MS;
  const open = () => {
    const database = openStore(join(dir, 'objects.db'));
    const endpoint = createS3Endpoint({ buckets, database, folder, region: 'us-east-1', now: () => nowMs });
    return { database, endpoint };
  };
  let running = open();
  const server = await listenLocally(0, (request, response) => running.endpoint.handle(request, response));
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  // The SDK warns of streams in uploads, which the specs send on purpose.
  const logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const client = new S3Client({ endpoint: server.url, region: 'us-east-1', credentials, logger });
  return {
    client,
    folder,
    url: server.url,
    setNow: (to) => {
      nowMs = to;
    },
    restart: async () => {
      running.database.close();
      running = open();
    },
    stop: async () => {
      client.destroy();
      await server.stop();
      running.database.close();
      rmSync(dir, { recursive: true });
    },
  };
}

function ignore(): void {
  // Logs nothing.
}

/** Returns the name and the message of the error with which a call fails. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no error',
    ({ name, message }: Error) => `${name}: ${message}`,
  );
}
