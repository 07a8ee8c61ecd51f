import { exampleFor } from '../example-for.ts';
import * as routes from '../http/dead-letters.ts';
import { CONFIRMED_AT, CORRELATION_ID, ORDER_ID } from './story.ts';

const LETTER = {
  id: 'orders-commands-dlq.5f2b6a0e-58a4-4a53-9f43-2c1d8f6f7a10',
  queue: 'orders-commands-dlq',
  service: 'orders',
  kind: 'message' as const,
  type: 'RejectOrder',
  subject: ORDER_ID,
  correlationId: CORRELATION_ID,
  reason: '#/data/orderId must be ord_ and 26 characters of Crockford base 32',
  sentAt: CONFIRMED_AT,
};
const params = { deadLetterId: LETTER.id };

export const listDeadLetters = exampleFor(routes.listDeadLetters, {
  query: { queue: LETTER.queue },
  answer: { items: [LETTER] },
});

export const getDeadLetter = exampleFor(routes.getDeadLetter, {
  params,
  answer: {
    ...LETTER,
    body: '{"specversion":"1.0","type":"RejectOrder"}',
    failures: [{ at: CONFIRMED_AT, functionName: 'tradepost-dev-orders-commands', attempt: 1 }],
  },
});

export const redriveDeadLetter = exampleFor(routes.redriveDeadLetter, { params, answer: LETTER });

export const discardDeadLetter = exampleFor(routes.discardDeadLetter, {
  params,
  body: { reason: 'A test message of the warehouse.' },
  answer: LETTER,
});

export const redriveDeadLetters = exampleFor(routes.redriveDeadLetters, {
  body: { queue: LETTER.queue },
  answer: { redriven: 12, failed: [], remaining: 0 },
});
