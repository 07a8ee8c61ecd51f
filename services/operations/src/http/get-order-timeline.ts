import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { OrderTimeline } from '@tradepost/contracts/operations/model';
import { getOrderTimeline as route } from '@tradepost/contracts/operations/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { FoundLines } from '../adapters/log-lines.ts';
import { type Deps, deps, getLogLines } from '../deps.ts';
import { toTimeline } from '../projections/timeline.ts';
import type { LogLine } from '../projections/timeline-entry.ts';

const MAX_CORRELATION_IDS = 10;
/**
 * Form of a correlation id that the HTTP stack generates. Only these are followed. Other ids, of an older version or of a
 * message from outside, may be short, or shared with other orders.
 */
const OWN_ID = /^cor_[0-9A-HJKMNP-TV-Z]{26}$/;
const MAX_EXECUTIONS = 20;
const MAX_EVENTS_OF_EACH = 500;
const MINUTE_MS = 60_000;
/** After the last event of an order, deliveries and their retries follow. */
const AFTER_LAST_EVENT_MS = 60 * MINUTE_MS;
/** For an order without an archived event. */
const LOOK_BACK_MS = 24 * 60 * MINUTE_MS;
/** Maximum time range of a query: no stage keeps logs for longer. */
const MAX_RANGE_MS = 90 * 24 * 60 * MINUTE_MS;
/** An Express workflow ends within five minutes, so its lines are at most that far from those of its commands. */
const AROUND_COMMANDS_MS = 5 * MINUTE_MS;

type TimelineDeps = Pick<Deps, 'eventArchive' | 'logLines' | 'timelines' | 'nowMs'>;

export const handler = http(route, (request) =>
  getOrderTimeline(request, { ...deps(), logLines: getLogLines() }),
);

/**
 * Returns the timeline of an order: events, log lines, commands and the steps of its workflows. A timeline is cached for a
 * minute, and returned again if the request accepts its age.
 */
export async function getOrderTimeline(
  { params: { orderId }, query: { maxAgeSeconds } }: HttpRequest<typeof route>,
  { timelines, ...sources }: TimelineDeps,
): Promise<HttpReply<typeof route>> {
  const kept = await timelines.find(orderId, maxAgeSeconds);
  if (kept !== undefined) return { body: kept };
  const timeline = await readTimeline(orderId, sources);
  if (timeline === undefined) return { rejection: { code: 'ORDER_NOT_FOUND', orderId } };
  await timelines.keep(timeline);
  return { body: timeline };
}

async function readTimeline(
  orderId: string,
  { eventArchive, logLines, nowMs }: Omit<TimelineDeps, 'timelines'>,
): Promise<OrderTimeline | undefined> {
  const readAtMs = nowMs();
  const { events: own } = await eventArchive.read({ subject: orderId }, MAX_EVENTS_OF_EACH);
  const all = [...new Set(own.map(({ correlationid }) => correlationid))].filter((id) => OWN_ID.test(id));
  const correlationIds = all.slice(0, MAX_CORRELATION_IDS);
  const related = await Promise.all(
    correlationIds.map((correlationId) => eventArchive.read({ correlationId }, MAX_EVENTS_OF_EACH)),
  );
  const events = distinct([...own, ...related.flatMap(({ events }) => events)]);

  const range = rangeOf(events, readAtMs);
  const logged = await logLines.find({ field: 'orderId', value: orderId, ...range });
  if (events.length === 0 && logged.lines.length === 0) return undefined;
  const steps = await findSteps(logged, range, logLines);
  const { entries, complete } = toTimeline({ events, lines: [...logged.lines, ...steps.lines] });
  return {
    orderId,
    readAt: new Date(readAtMs).toISOString(),
    correlationIds,
    entries,
    complete: complete && logged.complete && steps.complete && all.length === correlationIds.length,
  };
}

function distinct(events: readonly CloudEvent[]): readonly CloudEvent[] {
  return [...new Map(events.map((event) => [`${event.source}#${event.id}`, event])).values()];
}

/** From a minute before an order's first event to an hour after its last. */
function rangeOf(events: readonly CloudEvent[], nowMs: number) {
  const times = events.map(({ time }) => Date.parse(time));
  if (times.length === 0) return { fromMs: nowMs - LOOK_BACK_MS, toMs: nowMs };
  const fromMs = Math.min(...times) - MINUTE_MS;
  return {
    fromMs,
    toMs: Math.min(Math.max(...times) + AFTER_LAST_EVENT_MS, nowMs + MINUTE_MS, fromMs + MAX_RANGE_MS),
  };
}

/** Finds the lines of the workflow executions that sent the order's commands, around the time of these commands. */
async function findSteps(
  { lines }: FoundLines,
  range: ReturnType<typeof rangeOf>,
  logLines: Deps['logLines'],
): Promise<FoundLines> {
  const ofCommands = lines.filter((line) => executionOf(line) !== undefined);
  const names = [...new Set(ofCommands.flatMap((line) => executionOf(line) ?? []))].slice(0, MAX_EXECUTIONS);
  if (names.length === 0) return { lines: [], complete: true };
  const times = ofCommands.map(({ atMs }) => atMs);
  return logLines.findExecutions({
    names,
    fromMs: Math.max(Math.min(...times) - AROUND_COMMANDS_MS, range.fromMs),
    toMs: Math.min(Math.max(...times) + AROUND_COMMANDS_MS, range.toMs),
  });
}

function executionOf({ message }: LogLine): string | undefined {
  return /"executionId":"([^"]+)"/.exec(message)?.[1];
}
