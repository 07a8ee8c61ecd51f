import { toCloudEvent } from '../cloud-event.ts';
import { orderConfirmed } from '../events/order-confirmed.ts';
import { exampleFor } from '../example-for.ts';
import * as routes from '../http/platform.ts';
import { CONFIRMED_AT, CONFIRMED_ORDER, CORRELATION_ID, ORDER_ID } from './story.ts';

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
