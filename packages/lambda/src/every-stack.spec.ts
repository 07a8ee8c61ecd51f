import { toContext } from '@tradepost/testing/context';
import type { Context } from 'aws-lambda';
import { commands } from './command.ts';
import { CHECK_SOURCE } from './every-stack.ts';
import { messageBatch } from './message-batch.ts';
import { queue } from './queue.ts';
import { scheduled } from './scheduled.ts';
import { streamBatch } from './stream.ts';

const refuse = () => {
  throw new Error('the check of a version must not call a handler');
};

describe('the check of a new version', () => {
  it.each<[string, unknown]>([
    ['the stack of commands', commands(refuse, [])],
    ['the stack of message batches', messageBatch(refuse, refuse)],
    ['the stack of a queue', queue(refuse, [])],
    ['the stack of a schedule', scheduled(refuse)],
    ['the stack of a stream', streamBatch(refuse)],
  ])('gets the version from %s, without a call of the handler', async (_, handler) => {
    const call = handler as (event: unknown, context: Context) => Promise<unknown>;
    expect(await call({ source: CHECK_SOURCE }, toContext())).toEqual({ version: '$LATEST' });
  });
});
