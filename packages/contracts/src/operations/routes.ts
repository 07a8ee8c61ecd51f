import * as z from 'zod/mini';
import { RECENT_SIGN_IN } from '../access/step-up.ts';
import { cloudEventAttributes } from '../cloud-event.ts';
import { defineRoute } from '../define-route.ts';
import { auditReason } from '../fields/audit-reason.ts';
import { orderId, replayId } from '../fields/identifiers.ts';
import { pageOf, paging } from '../fields/paging.ts';
import { notPersonal, personal } from '../fields/personal-data.ts';
import { timestamp } from '../fields/timestamp.ts';
import {
  consumerName,
  deadLetter,
  deadLetterDetails,
  deadLetterId,
  deadLetterQueue,
  MAX_TIMELINE_AGE_SECONDS,
  orderTimeline,
  publisherName,
  replay,
  replaySubject,
  republication,
  republicationRequest,
} from './model.ts';

const service = 'operations';
const params = z.strictObject({ deadLetterId });

export const listDeadLetters = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/dead-letters',
  summary:
    'List dead-letter messages, of all queues or of one. Card numbers in them are redacted. While a queue is read, for at most 10 seconds, other requests do not find its messages.',
  access: { kind: 'staff', scope: 'dead-letters:read', machines: false },
  throttle: 'queues',
  query: () => z.strictObject({ ...paging, queue: z.optional(deadLetterQueue) }),
  success: { status: 200, body: () => pageOf(deadLetter) },
  problems: ['INVALID_CURSOR'],
});

export const getDeadLetter = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/dead-letters/{deadLetterId}',
  summary:
    'Get a dead-letter message with its body, card numbers redacted, and the errors of its attempts. While its queue is read, for at most 10 seconds, other requests do not find its messages.',
  access: { kind: 'staff', scope: 'dead-letters:read', machines: false },
  records: ['DeadLetterRead'],
  throttle: 'queues',
  params,
  success: { status: 200, body: deadLetterDetails },
  problems: ['DEAD_LETTER_NOT_FOUND'],
});

export const redriveDeadLetter = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/dead-letters/{deadLetterId}/redrive',
  summary: 'Redrive a dead-letter message: send it back, as it came, to where it came from.',
  access: { kind: 'staff', scope: 'dead-letters:write', machines: false, stepUp: RECENT_SIGN_IN },
  records: ['DeadLetterRedriven'],
  throttle: 'queues',
  params,
  success: { status: 200, body: deadLetter },
  problems: ['DEAD_LETTER_NOT_FOUND', 'DEAD_LETTER_NOT_REDRIVEN', 'DEAD_LETTER_MISMATCH'],
});

export const discardDeadLetter = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/dead-letters/{deadLetterId}/discard',
  summary: 'Discard a dead-letter message.',
  access: { kind: 'staff', scope: 'dead-letters:write', machines: false, stepUp: RECENT_SIGN_IN },
  records: ['DeadLetterDiscarded'],
  throttle: 'queues',
  params,
  body: () => z.strictObject({ reason: auditReason }),
  success: { status: 200, body: deadLetter },
  problems: ['DEAD_LETTER_NOT_FOUND'],
});

/** Maximum number of messages that one call redrives; the next call continues. */
export const MAX_REDRIVEN_AT_ONCE = 100;

export const redriveDeadLetters = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/dead-letters/redrive',
  summary: 'Redrive up to 100 dead-letter messages, of all queues or of one. Call again while some remain.',
  access: { kind: 'staff', scope: 'dead-letters:write', machines: false, stepUp: RECENT_SIGN_IN },
  records: ['DeadLetterRedriven'],
  throttle: 'queues',
  body: () =>
    z.strictObject({
      queue: z.optional(deadLetterQueue),
      before: z
        .optional(timestamp)
        .check(
          z.describe(
            'Only messages sent before this time, so that one that comes back at once is not redriven again and again.',
          ),
        ),
    }),
  success: {
    status: 200,
    body: () =>
      z.object({
        redriven: z.int().check(z.describe('Number of messages that were redriven.')),
        failed: z.array(deadLetterId).check(z.describe('Ids of the messages that stay in their queues.')),
        remaining: z.int().check(z.describe('Number of messages that were found and not tried.')),
      }),
  },
});

export const listEvents = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/events',
  summary: 'List events by correlation id or by aggregate, oldest first.',
  access: { kind: 'staff', scope: 'events:read', machines: true },
  query: () =>
    z
      .strictObject({
        ...paging,
        correlationId: z
          .optional(z.string().check(z.minLength(1), z.maxLength(200)))
          .check(
            z.describe('Correlation id of a request. Either this or `subject` is needed.'),
            notPersonal('id of a request'),
          ),
        subject: z
          .optional(z.string().check(z.minLength(1), z.maxLength(200)))
          .check(
            z.describe('Id of an aggregate, such as an order. Either this or `correlationId` is needed.'),
            personal('pseudonym'),
          ),
      })
      .check(
        z.refine((query) => (query.correlationId === undefined) !== (query.subject === undefined), {
          error: 'must name either correlationId or subject',
        }),
      ),
  success: { status: 200, body: () => pageOf(cloudEventAttributes) },
  problems: ['INVALID_CURSOR'],
});

export const getOrderTimeline = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/orders/{orderId}/timeline',
  summary: 'Get the timeline of an order across services.',
  access: { kind: 'staff', scope: 'timeline:read', machines: true },
  throttle: 'logs',
  params: () => z.strictObject({ orderId }),
  query: () =>
    z.strictObject({
      maxAgeSeconds: z._default(
        z
          .pipe(
            z.string().check(z.regex(/^\d{1,2}$/, 'must be a whole number')),
            z.pipe(z.transform(Number), z.int().check(z.minimum(0), z.maximum(MAX_TIMELINE_AGE_SECONDS))),
          )
          .check(
            z.describe(
              'Maximum age of the timeline in seconds, from 0 to 60. Defaults to 60. An older one is read again, which costs a query of the logs.',
            ),
          ),
        MAX_TIMELINE_AGE_SECONDS,
      ),
    }),
  success: { status: 200, body: orderTimeline },
  problems: ['ORDER_NOT_FOUND'],
});

type What = { readonly from?: unknown; readonly to?: unknown; readonly subject?: unknown };
type Body = { readonly from?: string | undefined; readonly to?: string | undefined };

const isPeriod = ({ from, to }: What) => from !== undefined || to !== undefined;

/** Maximum number of events per replay of an aggregate, which may have more. */
export const MAX_REPLAYED_EVENTS = 1_000;

export const startReplay = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/replays',
  summary:
    'Start a replay: deliver events to one consumer again, of a period or of one aggregate (up to 1000). A stage may need the approval of a second person for a period.',
  access: { kind: 'staff', scope: 'replays:write', machines: false, stepUp: RECENT_SIGN_IN },
  records: ['ReplayRequested', 'ReplayStarted'],
  idempotencyKey: true,
  body: () =>
    z
      .strictObject({
        consumer: consumerName,
        from: z
          .optional(timestamp)
          .check(
            z.describe(
              'Start of the period, inclusive. Requires `to`. Either a period or `subject` is needed.',
            ),
          ),
        to: z.optional(timestamp).check(z.describe('End of the period, exclusive. Requires `from`.')),
        subject: z.optional(replaySubject),
      })
      .check(
        z.refine((body) => isPeriod(body) !== (body.subject !== undefined), {
          error: 'must name either from and to, or subject',
        }),
        z.refine((body) => !isPeriod(body) || body.from !== undefined, {
          path: ['from'],
          error: 'must be there where to is',
        }),
        z.refine((body) => !isPeriod(body) || body.to !== undefined, {
          path: ['to'],
          error: 'must be there where from is',
        }),
        z.refine(({ from, to }: Body) => from === undefined || to === undefined || !isLater(from, to), {
          path: ['to'],
          error: 'must be later than from',
        }),
      ),
  success: { status: 202, body: replay },
  problems: ['UNKNOWN_CONSUMER', 'CONSUMER_NOT_REPLAYABLE', 'TOO_MANY_EVENTS', 'TOO_MANY_REPLAYS'],
});

export const approveReplay = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/replays/{replayId}/approve',
  summary:
    'Approve the replay of a period that another person requested, and start it. Repeating the call changes nothing.',
  access: { kind: 'staff', scope: 'replays:write', machines: false, stepUp: RECENT_SIGN_IN },
  records: ['ReplayApproved'],
  params: () => z.strictObject({ replayId }),
  success: { status: 202, body: replay },
  problems: [
    'REPLAY_NOT_FOUND',
    'REPLAY_NOT_AWAITING_APPROVAL',
    'SECOND_PERSON_REQUIRED',
    'APPROVAL_EXPIRED',
    'UNKNOWN_CONSUMER',
    'TOO_MANY_REPLAYS',
  ],
});

export const getReplay = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/replays/{replayId}',
  summary: 'Get a replay with its progress.',
  access: { kind: 'staff', scope: 'replays:read', machines: false },
  params: () => z.strictObject({ replayId }),
  success: { status: 200, body: replay },
  problems: ['REPLAY_NOT_FOUND'],
});

/** Returns false if one of them is not a time: its own schema reports that. */
function isLater(from: string, to: string): boolean {
  return Date.parse(from) >= Date.parse(to);
}

export const republishEvents = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/republications',
  summary:
    'Publish stored events of an aggregate again, oldest first. They keep their ids, so consumers process each of them once.',
  access: { kind: 'staff', scope: 'replays:write', machines: false, stepUp: RECENT_SIGN_IN },
  records: ['EventsRepublished'],
  body: () => z.strictObject({ service: publisherName, ...republicationRequest.shape }),
  success: { status: 200, body: republication },
  problems: ['AGGREGATE_NOT_FOUND', 'UNKNOWN_PUBLISHER', 'TOO_MANY_EVENTS'],
});
