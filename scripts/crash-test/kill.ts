import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudProcess } from '../cloud/cloud-process.ts';
import { listProcessTree } from '../cloud/process-tree.ts';

/** What is ended with SIGKILL, and how often of all times. */
export const KILLS = {
  /** Every process: what a power cut does. */
  'the whole cloud': 4,
  /** The process with the functions, queues, bus and workflows, and not those that it started. */
  'the main process': 2,
  /** Which leaves the engine without anybody who would end it. */
  'all but DynamoDB': 1,
  /** Under everything else, which goes on. */
  'DynamoDB alone': 4,
  /** The whole cloud, and once more while it starts. */
  'the whole cloud, twice': 1,
} as const;

export type Kill = keyof typeof KILLS;

export type Starter = (signal?: AbortSignal) => Promise<CloudProcess>;

export type KillConfig = {
  readonly cloud: CloudProcess;
  readonly dataDir: string;
  readonly start: Starter;
  /** How long after a start it is killed again, where it is. */
  readonly againAfterMs: number;
};

/** Kills, and starts again what has to be started by a person; returns the cloud that runs then. */
export async function killAndStart(kill: Kill, config: KillConfig): Promise<CloudProcess> {
  const { cloud, dataDir, start } = config;
  switch (kill) {
    case 'the whole cloud':
      await cloud.kill();
      return start();
    case 'the main process':
      process.kill(cloud.pid, 'SIGKILL');
      await cloud.ended;
      return start();
    case 'all but DynamoDB':
      return killAllBut(await enginePid(dataDir), config);
    case 'DynamoDB alone':
      process.kill(await enginePid(dataDir), 'SIGKILL');
      return cloud;
    case 'the whole cloud, twice':
      await cloud.kill();
      await killWhileStarting(config);
      return start();
    default:
      return kill satisfies never;
  }
}

async function killAllBut(kept: number, { cloud, start }: KillConfig): Promise<CloudProcess> {
  const tree = await listProcessTree(cloud.pid);
  for (const { pid } of tree.filter((each) => each.pid !== kept)) process.kill(pid, 'SIGKILL');
  await cloud.ended;
  return start();
}

async function killWhileStarting({ start, againAfterMs }: KillConfig): Promise<void> {
  const controller = new AbortController();
  const starting = start(controller.signal);
  // It may be ready before that: then it is killed when it is.
  const started = await Promise.race([starting, sleep(againAfterMs)]).catch(() => undefined);
  if (started !== undefined) return started.kill();
  controller.abort();
  await starting.then(
    (cloud) => cloud.kill(),
    () => undefined,
  );
}

/** Where the local cloud notes it, so that a later start can end what an earlier one left. */
async function enginePid(dataDir: string): Promise<number> {
  return Number(await readFile(join(dataDir, 'dynamodb', 'engine.pid'), 'utf8'));
}
