import { exampleFor } from '../example-for.ts';
import * as routes from '../http/republications.ts';
import { CONFIRMED_AT, ORDER_ID } from './story.ts';

export const republishEvents = exampleFor(routes.republishEvents, {
  body: { service: 'orders', aggregateId: ORDER_ID, fromVersion: 1, dryRun: true },
  answer: {
    versions: { first: 0, last: 1 },
    events: [{ id: `${ORDER_ID}/1/0`, type: 'OrderConfirmed', version: 1, time: CONFIRMED_AT }],
    published: 0,
  },
});
