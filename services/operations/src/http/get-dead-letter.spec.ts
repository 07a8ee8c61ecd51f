import { toDeadLetterMessage } from '../domain/dead-letter-message.ts';
import { getDeadLetter } from './get-dead-letter.ts';

const DAY_MS = 86_400_000;
const SENT_MS = Date.parse('2026-01-05T12:00:00.000Z');
const message = toDeadLetterMessage({
  ...{ queue: 'orders-commands-dlq', queueUrl: 'https://sqs/orders-commands-dlq', receiptHandle: 'r' },
  ...{ messageId: '0b4a2b1e-93a5-4c1f-8f0e-1d2c3b4a5f6e', body: '{}', sentMs: SENT_MS, attributes: {} },
});

describe('getDeadLetter', () => {
  it.each([
    ['a day after it was sent', SENT_MS + 3 * DAY_MS, SENT_MS + DAY_MS],
    ['now', SENT_MS + 1_000, SENT_MS + 1_000],
  ])('looks for the attempts from a day before the message was sent until %s', async (_when, nowMs, toMs) => {
    const queries: unknown[] = [];
    const request = { params: { deadLetterId: message.id }, caller: { id: 'jane' }, correlationId: 'cor-1' };
    const reply = await getDeadLetter(request as never, {
      audit: { record: async () => ({ notAnAct: 'a spec' }) } as never,
      deadLetters: { list: async () => [message] } as never,
      logLines: {
        find: async (query: unknown) => {
          queries.push(query);
          return { lines: [], complete: true };
        },
      } as never,
      nowMs: () => nowMs,
    });
    expect(reply).toMatchObject({ body: { id: message.id, failures: [] } });
    expect(queries).toEqual([
      { field: 'messageId', value: message.sourceMessageId, fromMs: SENT_MS - DAY_MS, toMs },
    ]);
  });
});
