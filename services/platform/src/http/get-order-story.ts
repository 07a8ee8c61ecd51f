import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { getOrderStory as route } from '@tradepost/contracts/http/platform';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http';
import { type Deps, eventLog, logLines } from '../deps.ts';
import type { FoundLines } from '../log-lines.ts';
import { readEvents } from '../read-events.ts';
import { tellStory } from '../views/order-story.ts';

const MAX_CORRELATION_IDS = 10;
/**
 * A correlation id that the HTTP stack made. Only those are followed: another, of an older version or of a message from
 * outside, may be short, or shared with other orders.
 */
const OWN_ID = /^cor_[0-9A-HJKMNP-TV-Z]{26}$/;
const MAX_EXECUTIONS = 20;
const MAX_EVENTS_OF_EACH = 500;
const MINUTE_MS = 60_000;
/** An order's last event is followed by deliveries, and they by their retries. */
const AFTER_LAST_EVENT_MS = 60 * MINUTE_MS;
/** Of an order that no event tells of. */
const LOOK_BACK_MS = 24 * 60 * MINUTE_MS;
/** What the logs are searched for at the most: by then they are gone, or cost more than they tell. */
const MAX_RANGE_MS = 30 * 24 * 60 * MINUTE_MS;

export const handler = http(route, (request) =>
  getOrderStory(request, { eventLog: eventLog(), logLines: logLines(), nowMs: Date.now }),
);

/** Everything that happened to an order: events, log lines, commands and the steps of its workflows. */
export async function getOrderStory(
  { params: { orderId } }: HttpRequest<typeof route>,
  { eventLog, logLines, nowMs }: Pick<Deps, 'eventLog' | 'logLines' | 'nowMs'>,
): Promise<HttpReply<typeof route>> {
  const { events: own } = await readEvents({ subject: orderId }, MAX_EVENTS_OF_EACH, eventLog);
  const all = [...new Set(own.map(({ correlationid }) => correlationid))].filter((id) => OWN_ID.test(id));
  const correlationIds = all.slice(0, MAX_CORRELATION_IDS);
  const related = await Promise.all(
    correlationIds.map((correlationId) => readEvents({ correlationId }, MAX_EVENTS_OF_EACH, eventLog)),
  );
  const events = distinct([...own, ...related.flatMap(({ events }) => events)]);

  const range = rangeOf(events, nowMs());
  const said = await logLines.find({ anyOf: [orderId, ...correlationIds], ...range });
  const steps = await logLines.find({ anyOf: executionsIn(said).map((name) => `:${name}`), ...range });
  if (events.length === 0 && said.lines.length === 0) {
    return { rejection: { code: 'ORDER_NOT_FOUND', orderId } };
  }
  const { entries, complete } = tellStory({ events, lines: [...said.lines, ...steps.lines] });
  return {
    body: {
      orderId,
      correlationIds,
      entries,
      complete: complete && said.complete && steps.complete && all.length === correlationIds.length,
    },
  };
}

function distinct(events: readonly CloudEvent[]): readonly CloudEvent[] {
  return [...new Map(events.map((event) => [`${event.source}#${event.id}`, event])).values()];
}

function rangeOf(events: readonly CloudEvent[], nowMs: number) {
  const times = events.map(({ time }) => Date.parse(time));
  if (times.length === 0) return { fromMs: nowMs - LOOK_BACK_MS, toMs: nowMs };
  const fromMs = Math.min(...times) - MINUTE_MS;
  return {
    fromMs,
    toMs: Math.min(Math.max(...times) + AFTER_LAST_EVENT_MS, nowMs + MINUTE_MS, fromMs + MAX_RANGE_MS),
  };
}

/** The executions that sent commands, by their names. */
function executionsIn({ lines }: FoundLines): readonly string[] {
  const names = lines.flatMap(({ message }) => /"executionId":"([^"]+)"/.exec(message)?.[1] ?? []);
  return [...new Set(names)].slice(0, MAX_EXECUTIONS);
}
