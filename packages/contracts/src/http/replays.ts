import * as z from 'zod/mini';
import { defineRoute } from '../define-route.ts';
import { replayId } from '../fields/identifiers.ts';
import { timestamp } from '../fields/timestamp.ts';
import { consumerName, replay, replaySubject } from '../models/replay.ts';

const service = 'operations';

type What = { readonly from?: unknown; readonly to?: unknown; readonly subject?: unknown };
type Body = { readonly from?: string | undefined; readonly to?: string | undefined };

const isPeriod = ({ from, to }: What) => from !== undefined || to !== undefined;

/** Maximum number of events per replay of an aggregate, which may have more. */
export const MAX_REPLAYED_EVENTS = 1_000;

export const startReplay = defineRoute({
  service,
  method: 'POST',
  path: '/v1/replays',
  summary: `Start a replay: deliver events to one consumer again, of a period or of one aggregate (up to ${MAX_REPLAYED_EVENTS}).`,
  access: { kind: 'staff', scope: 'replays:write' },
  idempotencyKey: true,
  body: z
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

export const getReplay = defineRoute({
  service,
  method: 'GET',
  path: '/v1/replays/{replayId}',
  summary: 'Get a replay with its progress.',
  access: { kind: 'staff', scope: 'replays:read' },
  params: z.strictObject({ replayId }),
  success: { status: 200, body: replay },
  problems: ['REPLAY_NOT_FOUND'],
});

/** Returns false if one of them is not a time: its own schema reports that. */
function isLater(from: string, to: string): boolean {
  return Date.parse(from) >= Date.parse(to);
}
