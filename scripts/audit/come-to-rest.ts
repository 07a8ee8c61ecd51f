import { orThrow } from '@tradepost/client/client';
import { countOpenWork } from '@tradepost/local/open-work';
import type { Api } from '../api/connect.ts';
import { poll } from '../api/poll.ts';
import { connectAws } from './cloud-aws.ts';
import { countWaiting } from './queues.ts';

/** The sweeper gives an order whose saga was lost a new one after six minutes; the rest is for what follows. */
const AT_REST = { withinMs: 600_000, firstPauseMs: 250, longestPauseMs: 1_000 };
/** On its way from one place to the next, work may be seen in neither. */
const CALM_LOOKS = 4;

/**
 * Waits until no order is on its way, no message waits, and neither does any delivery or workflow.
 *
 * @param dataDir of the local cloud
 * @returns what still moves when time is up; nothing where all is at rest
 */
export async function comeToRest(api: Api, dataDir: string): Promise<string[]> {
  const { sqs, close } = connectAws(dataDir);
  let calm = 0;
  let moving: string[] = [];
  const look = async () => {
    const query = { status: 'placed', limit: 5 } as const;
    const { items } = await orThrow(api.GET('/v1/orders', { params: { query } }));
    const waiting = await countWaiting(sqs);
    const open = countOpenWork(dataDir);
    moving = items.map(({ id }) => `${id} has not ended`);
    if (waiting > 0) moving.push(`${waiting} messages wait in the queues`);
    if (open > 0) moving.push(`${open} deliveries and workflows are under way`);
    calm = moving.length === 0 ? calm + 1 : 0;
    return calm >= CALM_LOOKS ? true : undefined;
  };
  try {
    await poll(look, AT_REST);
    return moving;
  } finally {
    close();
  }
}
