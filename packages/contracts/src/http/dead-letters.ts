import * as z from 'zod/mini';
import { defineRoute } from '../define-route.ts';
import { pageOf, paging } from '../fields/paging.ts';
import { timestamp } from '../fields/text.ts';
import {
  actReason,
  deadLetter,
  deadLetterDetails,
  deadLetterId,
  deadLetterQueue,
} from '../models/dead-letter.ts';

const service = 'platform';
const params = z.strictObject({ deadLetterId });

export const listDeadLetters = defineRoute({
  service,
  method: 'GET',
  path: '/v1/dead-letters',
  summary: 'Messages that somebody has to look at, of all queues or of one.',
  access: { kind: 'staff', scope: 'dead-letters:read' },
  query: z.strictObject({ ...paging, queue: z.optional(deadLetterQueue) }),
  success: { status: 200, body: pageOf(deadLetter) },
  problems: ['INVALID_CURSOR'],
});

export const getDeadLetter = defineRoute({
  service,
  method: 'GET',
  path: '/v1/dead-letters/{deadLetterId}',
  summary: 'One of them, with its body and what the logs say of its attempts.',
  access: { kind: 'staff', scope: 'dead-letters:read' },
  params,
  success: { status: 200, body: deadLetterDetails },
  problems: ['DEAD_LETTER_NOT_FOUND'],
});

export const redriveDeadLetter = defineRoute({
  service,
  method: 'POST',
  path: '/v1/dead-letters/{deadLetterId}/redrive',
  summary: 'Send one back to where it came from.',
  access: { kind: 'staff', scope: 'dead-letters:write' },
  params,
  success: { status: 200, body: deadLetter },
  problems: ['DEAD_LETTER_NOT_FOUND', 'DEAD_LETTER_NOT_REDRIVEN'],
});

export const discardDeadLetter = defineRoute({
  service,
  method: 'POST',
  path: '/v1/dead-letters/{deadLetterId}/discard',
  summary: 'Throw one away.',
  access: { kind: 'staff', scope: 'dead-letters:write' },
  params,
  body: z.strictObject({ reason: actReason }),
  success: { status: 200, body: deadLetter },
  problems: ['DEAD_LETTER_NOT_FOUND'],
});

/** A call takes on no more; the next one goes on. */
export const MAX_REDRIVEN_AT_ONCE = 100;

export const redriveDeadLetters = defineRoute({
  service,
  method: 'POST',
  path: '/v1/dead-letters/redrive',
  summary: `Send up to ${MAX_REDRIVEN_AT_ONCE} back, of all queues or of one. Call again while some remain.`,
  access: { kind: 'staff', scope: 'dead-letters:write' },
  body: z.strictObject({
    queue: z.optional(deadLetterQueue),
    before: z
      .optional(timestamp)
      .check(z.describe('Only what was sent before: so that what comes back at once is not sent for ever.')),
  }),
  success: {
    status: 200,
    body: z.object({
      redriven: z.int().check(z.describe('How many were sent back.')),
      failed: z.array(deadLetterId).check(z.describe('Those that could not be.')),
      remaining: z.int().check(z.describe('How many more there are, as far as was looked.')),
    }),
  },
});
