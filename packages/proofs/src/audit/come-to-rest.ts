import type { Api } from '@tradepost/cli/api/connect';
import { unwrap } from '@tradepost/client/client';
import { poll } from '@tradepost/command-line/poll';
import { countOpenWork } from '@tradepost/local/open-work';
import { connectAws } from './cloud-aws.ts';
import { countWaiting } from './queues.ts';

/** The sweeper restarts a lost saga after six minutes; the rest is for that saga. */
const AT_REST = { withinMs: 600_000, firstPauseMs: 250, longestPauseMs: 1_000 };
/** Work that moves between two components may be visible in neither, so one look without work is not enough. */
const CALM_LOOKS = 4;

/**
 * Waits until no order is pending, no message waits, and no delivery or workflow is in progress.
 *
 * @param dataDir the local cloud's data folder
 * @returns descriptions of the unfinished work when time is up; empty if all work has finished
 */
export async function comeToRest(api: Api, dataDir: string): Promise<string[]> {
  const { sqs, close } = connectAws(dataDir);
  let calm = 0;
  let moving: string[] = [];
  const look = async () => {
    const query = { status: 'placed', limit: 5 } as const;
    const { items } = await unwrap(api.GET('/v1/orders', { params: { query } }));
    const waiting = await countWaiting(sqs);
    const open = countOpenWork(dataDir);
    moving = items.map(({ id }) => `${id} has not ended`);
    if (waiting > 0) moving.push(`${waiting} messages wait in the queues`);
    if (open > 0) moving.push(`${open} deliveries and workflows are in progress`);
    calm = moving.length === 0 ? calm + 1 : 0;
    return calm >= CALM_LOOKS;
  };
  try {
    await poll(look, AT_REST);
    return moving;
  } finally {
    close();
  }
}
