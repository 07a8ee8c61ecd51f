import * as z from 'zod/mini';
import { cloudEventAttributes } from '../cloud-event.ts';
import { defineRoute } from '../define-route.ts';
import { orderId } from '../fields/identifiers.ts';
import { pageOf, paging } from '../fields/paging.ts';
import { orderStory } from '../models/story.ts';

const service = 'platform';

export const listEvents = defineRoute({
  service,
  method: 'GET',
  path: '/v1/events',
  summary: 'List events by correlation id or by aggregate, oldest first.',
  access: { kind: 'staff', scope: 'events:read' },
  query: z
    .strictObject({
      ...paging,
      correlationId: z
        .optional(z.string().check(z.minLength(1), z.maxLength(200)))
        .check(z.describe('Correlation id of a request. Either this or `subject` is needed.')),
      subject: z
        .optional(z.string().check(z.minLength(1), z.maxLength(200)))
        .check(z.describe('Id of an aggregate, such as an order. Either this or `correlationId` is needed.')),
    })
    .check(
      z.refine((query) => (query.correlationId === undefined) !== (query.subject === undefined), {
        error: 'must name either correlationId or subject',
      }),
    ),
  success: { status: 200, body: pageOf(cloudEventAttributes) },
  problems: ['INVALID_CURSOR'],
});

export const getOrderStory = defineRoute({
  service,
  method: 'GET',
  path: '/v1/orders/{orderId}/story',
  summary: 'Get the timeline of an order across services.',
  access: { kind: 'staff', scope: 'events:read' },
  params: z.strictObject({ orderId }),
  success: { status: 200, body: orderStory },
  problems: ['ORDER_NOT_FOUND'],
});
