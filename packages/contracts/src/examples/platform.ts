import { toCloudEvent } from '../cloud-event.ts';
import { orderConfirmed } from '../events/order-confirmed.ts';
import { exampleFor } from '../example-for.ts';
import * as routes from '../http/platform.ts';
import {
  CONFIRMED_AT,
  CONFIRMED_ORDER,
  CORRELATION_ID,
  ORDER_ID,
  PLACED_AT,
  RESERVATION_ID,
} from './story.ts';

const { id: orderId, status: _status, version: _version, ...order } = CONFIRMED_ORDER;
const { placedAt: _placed, confirmedAt: _confirmed, updatedAt: _updated, ...facts } = order;

export const listEvents = exampleFor(routes.listEvents, {
  query: { limit: '20', subject: ORDER_ID },
  answer: {
    items: [
      toCloudEvent(
        orderConfirmed,
        { orderId, ...facts },
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

export const getOrderStory = exampleFor(routes.getOrderStory, {
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
