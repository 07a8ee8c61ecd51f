import { toContext } from '@tradepost/testing/context';
import type { Context } from 'aws-lambda';
import { CHECK_SOURCE } from './base-middleware.ts';
import { commands } from './messages/command.ts';
import { messageBatch } from './messages/message-batch.ts';
import { queue } from './messages/queue.ts';
import { scheduled } from './messages/scheduled.ts';
import { streamBatch } from './messages/stream.ts';

const unused = () => {
  throw new Error('the check of a version must not call a handler');
};

describe('the check of a new version', () => {
  it.each<[string, unknown]>([
    ['the stack of commands', commands(unused, [])],
    ['the stack of message batches', messageBatch(unused, unused)],
    ['the stack of a queue', queue(unused, [])],
    ['the stack of a schedule', scheduled(unused)],
    ['the stack of a stream', streamBatch(unused)],
  ])('gets the version from %s, without a call of the handler', async (_, handler) => {
    const call = handler as (event: unknown, context: Context) => Promise<unknown>;
    expect(await call({ source: CHECK_SOURCE }, toContext())).toEqual({ version: '$LATEST' });
  });
});
