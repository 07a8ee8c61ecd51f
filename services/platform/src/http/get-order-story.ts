import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { getOrderStory as route } from '@tradepost/contracts/http/platform';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http';
import { type Deps, eventLog, logLines } from '../deps.ts';
import type { EventQuery } from '../event-log-table.ts';
import type { FoundLines } from '../log-lines.ts';
import { tellStory } from '../views/order-story.ts';

const MAX_CORRELATION_IDS = 10;
const MAX_EXECUTIONS = 20;
const EVENTS_PER_PAGE = 100;
const MAX_EVENT_PAGES = 5;
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
  const own = await eventsOf({ subject: orderId }, eventLog);
  const all = [...new Set(own.map(({ correlationid }) => correlationid))];
  const correlationIds = all.slice(0, MAX_CORRELATION_IDS);
  const related = await Promise.all(
    correlationIds.map((correlationId) => eventsOf({ correlationId }, eventLog)),
  );
  const events = distinct([...own, ...related.flat()]);

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

async function eventsOf(
  of: EventQuery['of'],
  eventLog: Pick<Deps['eventLog'], 'list'>,
): Promise<readonly CloudEvent[]> {
  const events: CloudEvent[] = [];
  let after: string | undefined;
  for (let page = 1; page <= MAX_EVENT_PAGES; page += 1) {
    const { items, next } = await eventLog.list({ of, after, limit: EVENTS_PER_PAGE });
    events.push(...items);
    if (next === undefined) break;
    after = next;
  }
  return events;
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
