import * as z from 'zod/mini';
import { cloudEventAttributes } from '../cloud-event.ts';
import { defineRoute } from '../define-route.ts';
import { orderId } from '../fields/identifiers.ts';
import { pageOf, paging } from '../fields/paging.ts';
import { MAX_STORY_AGE_SECONDS, orderStory } from '../models/story.ts';

const service = 'operations';

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
  query: z.strictObject({
    maxAgeSeconds: z._default(
      z
        .pipe(
          z.string().check(z.regex(/^\d{1,2}$/, 'must be a whole number')),
          z.pipe(z.transform(Number), z.int().check(z.minimum(0), z.maximum(MAX_STORY_AGE_SECONDS))),
        )
        .check(
          z.describe(
            'Maximum age of the timeline in seconds, from 0 to 60. Defaults to 60. An older one is read again, which costs a query of the logs.',
          ),
        ),
      MAX_STORY_AGE_SECONDS,
    ),
  }),
  success: { status: 200, body: orderStory },
  problems: ['ORDER_NOT_FOUND'],
});
