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
  summary: 'Events, oldest first. Every one of a correlation id, or about an aggregate.',
  access: { kind: 'staff', scope: 'events:read' },
  query: z
    .strictObject({
      ...paging,
      correlationId: z
        .optional(z.string().check(z.minLength(1), z.maxLength(200)))
        .check(z.describe('Of a request. Either this or subject is needed.')),
      subject: z
        .optional(z.string().check(z.minLength(1), z.maxLength(200)))
        .check(
          z.describe('The id of an aggregate, such as an order. Either this or correlationId is needed.'),
        ),
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
  summary: 'Everything that happened to an order, across services, in one timeline.',
  access: { kind: 'staff', scope: 'events:read' },
  params: z.strictObject({ orderId }),
  success: { status: 200, body: orderStory },
  problems: ['ORDER_NOT_FOUND'],
});
