import { toContext } from '@tradepost/testing/context';
import type { Context } from 'aws-lambda';
import { commands } from './command.ts';
import { CHECK_SOURCE } from './every-stack.ts';
import { messageBatch } from './message-batch.ts';
import { queue } from './queue.ts';
import { scheduled } from './scheduled.ts';
import { streamBatch } from './stream.ts';

const refuse = () => {
  throw new Error('nothing is to be run');
};

describe('The check of a new version', () => {
  it.each<[string, unknown]>([
    ['commands', commands(refuse, [])],
    ['a batch of messages', messageBatch(refuse, refuse)],
    ['a queue', queue(refuse, [])],
    ['a schedule', scheduled(refuse)],
    ['a stream', streamBatch(refuse)],
  ])('is answered by what takes %s, and nothing is run', async (_, handler) => {
    const call = handler as (event: unknown, context: Context) => Promise<unknown>;
    expect(await call({ source: CHECK_SOURCE }, toContext())).toEqual({ version: '$LATEST' });
  });
});
