import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudProcess } from '@tradepost/testing/cloud/cloud-process';
import { listProcessTree } from '@tradepost/testing/cloud/process-tree';

/** Kinds of kills with SIGKILL, each with its weight. */
export const KILLS = {
  /** Every process, as in a power cut. */
  'the whole cloud': 4,
  /** The process with the functions, queues, bus and workflows, without its child processes. */
  'the main process': 2,
  /** Leaves DynamoDB's engine running without a parent that would stop it. */
  'all but DynamoDB': 1,
  /** DynamoDB's engine, while everything else keeps running. */
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
  /** Delay between a start and the second kill, in 'the whole cloud, twice'. */
  readonly againAfterMs: number;
};

/** Kills, and restarts the cloud unless it restarts by itself; returns the running cloud. */
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
  // If it is ready earlier, it is killed at once.
  const started = await Promise.race([starting, sleep(againAfterMs)]).catch(() => undefined);
  if (started !== undefined) return started.kill();
  controller.abort();
  await starting.then(
    (cloud) => cloud.kill(),
    () => undefined,
  );
}

/** The local cloud stores this pid, so that a later start can end an engine that an earlier one left running. */
async function enginePid(dataDir: string): Promise<number> {
  return Number(await readFile(join(dataDir, 'dynamodb', 'engine.pid'), 'utf8'));
}
