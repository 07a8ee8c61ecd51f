import { toCloudEvent } from '../cloud-event.ts';
import {
  CONFIRMED_AT,
  CONFIRMED_ORDER,
  CORRELATION_ID,
  ORDER_ID,
  PLACED_AT,
  RESERVATION_ID,
  SEALED,
  SUBJECT_ID,
} from '../example-data.ts';
import { exampleFor } from '../example-for.ts';
import { orderConfirmed } from '../orders/events.ts';
import * as routes from './routes.ts';

const DEAD_LETTER = {
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
const params = { deadLetterId: DEAD_LETTER.id };

export const listDeadLetters = exampleFor(routes.listDeadLetters, {
  query: { queue: DEAD_LETTER.queue },
  answer: { items: [DEAD_LETTER] },
});

export const getDeadLetter = exampleFor(routes.getDeadLetter, {
  params,
  answer: {
    ...DEAD_LETTER,
    body: '{"specversion":"1.0","type":"RejectOrder"}',
    failures: [{ at: CONFIRMED_AT, functionName: 'tradepost-dev-orders-commands', attempt: 1 }],
  },
});

export const redriveDeadLetter = exampleFor(routes.redriveDeadLetter, { params, answer: DEAD_LETTER });

export const discardDeadLetter = exampleFor(routes.discardDeadLetter, {
  params,
  body: { reason: 'A test message of the warehouse.' },
  answer: DEAD_LETTER,
});

export const redriveDeadLetters = exampleFor(routes.redriveDeadLetters, {
  body: { queue: DEAD_LETTER.queue },
  answer: { redriven: 12, failed: [], remaining: 0 },
});

const { id: orderId, status: _status, version: _version, ...order } = CONFIRMED_ORDER;
const { placedAt: _placed, confirmedAt: _confirmed, updatedAt: _updated, placedBy: _by, ...rest } = order;
const { email: _email, shippingAddress, ...facts } = rest;

export const listEvents = exampleFor(routes.listEvents, {
  query: { limit: '20', subject: ORDER_ID },
  answer: {
    items: [
      toCloudEvent(
        orderConfirmed,
        { orderId, ...facts, subjectId: SUBJECT_ID, country: shippingAddress.country, sealed: SEALED },
        {
          id: `${ORDER_ID}/1/0`,
          source: orderConfirmed.source,
          subject: ORDER_ID,
          time: CONFIRMED_AT,
          correlationId: CORRELATION_ID,
        },
      ),
    ],
  },
});

export const getOrderTimeline = exampleFor(routes.getOrderTimeline, {
  params: { orderId: ORDER_ID },
  answer: {
    orderId: ORDER_ID,
    readAt: '2026-03-01T09:05:00.000Z',
    correlationIds: [CORRELATION_ID],
    complete: true,
    entries: [
      {
        at: PLACED_AT,
        gapMs: 0,
        kind: 'request',
        service: 'orders',
        name: 'POST /v1/orders',
        status: 201,
        durationMs: 31,
        subject: ORDER_ID,
        functionName: 'tradepost-dev-orders-place-order',
      },
      {
        at: '2026-03-01T09:00:00.020Z',
        gapMs: 20,
        kind: 'event',
        service: 'orders',
        name: 'OrderPlaced',
        subject: ORDER_ID,
        id: `${ORDER_ID}/0/0`,
      },
      {
        at: '2026-03-01T09:00:00.240Z',
        gapMs: 220,
        kind: 'command',
        service: 'inventory',
        name: 'ReserveStock',
        outcome: 'accepted',
        attempt: 1,
        durationMs: 42,
        subject: RESERVATION_ID,
        id: `${ORDER_ID}/0/0/ReserveStock`,
        functionName: 'tradepost-dev-inventory-commands',
      },
    ],
  },
});

export const REPLAY_ID = 'rpl_01JD3XK8WQ4N6T2B9V5M7R0C1E';

const REPLAY = {
  id: REPLAY_ID,
  consumer: 'platform-every-event',
  subject: ORDER_ID,
  status: 'completed' as const,
  percent: 100,
  events: 2,
  requestedAt: CONFIRMED_AT,
};

export const startReplay = exampleFor(routes.startReplay, {
  body: { consumer: REPLAY.consumer, subject: REPLAY.subject },
  answer: REPLAY,
});

export const approveReplay = exampleFor(routes.approveReplay, {
  params: { replayId: REPLAY.id },
  answer: {
    ...REPLAY,
    subject: undefined,
    events: undefined,
    from: PLACED_AT,
    to: CONFIRMED_AT,
    status: 'running',
    percent: 0,
    approvedAt: CONFIRMED_AT,
  },
});

export const getReplay = exampleFor(routes.getReplay, {
  params: { replayId: REPLAY.id },
  answer: REPLAY,
});

export const republishEvents = exampleFor(routes.republishEvents, {
  body: { service: 'orders', aggregateId: ORDER_ID, fromVersion: 1, dryRun: true },
  answer: {
    versions: { first: 0, last: 1 },
    events: [{ id: `${ORDER_ID}/1/0`, type: 'OrderConfirmed', version: 1, time: CONFIRMED_AT }],
    published: 0,
  },
});
