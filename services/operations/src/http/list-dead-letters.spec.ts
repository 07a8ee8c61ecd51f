import { sortKeyOf, toDeadLetterMessage } from '../domain/dead-letter-message.ts';
import { listDeadLetters } from './list-dead-letters.ts';

/** Messages of two queues, three of each sent at one time. */
const MESSAGES = ['orders-commands-dlq', 'payments-commands-dlq']
  .flatMap((queue) =>
    [1, 1, 1, 2].map((sentMs, index) =>
      toDeadLetterMessage({
        ...{ queue, queueUrl: `https://sqs/${queue}`, messageId: `m${index}`, receiptHandle: 'r' },
        ...{ body: '{}', sentMs, attributes: {} },
      }),
    ),
  )
  .toSorted((one, other) => (sortKeyOf(one) < sortKeyOf(other) ? -1 : 1));

const deps = { deadLetters: { list: async () => MESSAGES } as never };

describe('listDeadLetters', () => {
  it.each([1, 2, 3, 4, 8, 9])('returns each message once, in pages of %d', async (limit) => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit, ...(cursor === undefined ? {} : { cursor }) };
      const reply = await listDeadLetters({ query } as never, deps);
      if ('rejection' in reply) throw new Error(reply.rejection.code);
      ids.push(...reply.body.items.map(({ id }) => id));
      cursor = reply.body.nextCursor;
    } while (cursor !== undefined);
    expect(ids).toEqual(MESSAGES.map(({ id }) => id));
  });
});
