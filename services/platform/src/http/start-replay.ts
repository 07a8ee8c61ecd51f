import { MAX_REPLAYED_EVENTS, startReplay as route } from '@tradepost/contracts/operations/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { deriveId, hashRequest } from '@tradepost/lambda/idempotent-id';
import { ulid } from 'ulid';
import { writeDown } from '../audit.ts';
import { deliveriesOf } from '../deliveries.ts';
import { type Deps, eventBus, eventLog, handOver, replays } from '../deps.ts';
import type { Rule } from '../event-bus.ts';
import { readEvents } from '../read-events.ts';
import { toReplay } from '../views/replay-view.ts';

type Request = HttpRequest<typeof route>;
type StartDeps = Pick<Deps, 'eventBus' | 'eventLog' | 'handOver' | 'replays' | 'nowMs'>;

export const handler = http(route, (request) =>
  startReplay(request, {
    eventBus: eventBus(),
    eventLog: eventLog(),
    handOver: handOver(),
    replays: replays(),
    nowMs: Date.now,
  }),
);

/**
 * Starts a replay to one consumer. EventBridge replays a period from its archive. The events of an aggregate are read from
 * the event archive and delivered before the response. A repeat of the request continues what an earlier one left.
 */
export async function startReplay(
  { body, caller, correlationId, idempotencyKey }: Request,
  deps: StartDeps,
): Promise<HttpReply<typeof route>> {
  const { eventBus, eventLog, replays, nowMs } = deps;
  const rule = await eventBus.findRule(body.consumer);
  if (rule === undefined) {
    return { rejection: { code: 'UNKNOWN_CONSUMER', consumers: await eventBus.listConsumers() } };
  }
  const found = await findDeliveries(body, rule, eventLog);
  if ('rejection' in found) return found;

  const id =
    idempotencyKey === undefined ? `rpl_${ulid(nowMs())}` : deriveId('rpl', caller.id, idempotencyKey);
  const fingerprint = hashRequest(body);
  const requestedAt = new Date(nowMs()).toISOString();
  const kept = await replays.keep({ id, ...body, fingerprint, requestedAt });
  if (kept.fingerprint !== fingerprint) return { rejection: { code: 'IDEMPOTENCY_KEY_REUSED' } };

  await writeDown({ type: 'ReplayStarted', replay: kept, by: caller.id, correlationId }, eventLog, nowMs());
  const { from, to } = kept;
  if (from !== undefined && to !== undefined) {
    const started = await eventBus.startReplay({ id, ruleArn: rule.arn, from, to });
    if (started === 'tooMany') return { rejection: { code: 'TOO_MANY_REPLAYS' } };
    return { body: toReplay(kept, await eventBus.describeReplay(id), nowMs()) };
  }
  const events = kept.events ?? (await handOverAll(id, found, deps));
  return { body: toReplay({ ...kept, events }, undefined, nowMs()) };
}

type Found = NonNullable<ReturnType<typeof deliveriesOf>>;

/** Returns no deliveries for a period: EventBridge finds its events. */
async function findDeliveries(
  { subject }: Request['body'],
  rule: Rule,
  eventLog: Deps['eventLog'],
): Promise<Found | { readonly rejection: { readonly code: 'TOO_MANY_EVENTS' | 'CONSUMER_NOT_REPLAYABLE' } }> {
  if (subject === undefined) return { events: 0, deliveries: [] };
  const { events, complete } = await readEvents({ subject }, MAX_REPLAYED_EVENTS, eventLog);
  if (!complete) return { rejection: { code: 'TOO_MANY_EVENTS' } };
  return deliveriesOf(rule, events) ?? { rejection: { code: 'CONSUMER_NOT_REPLAYABLE' } };
}

async function handOverAll(
  id: string,
  { events, deliveries }: Found,
  { handOver, replays }: StartDeps,
): Promise<number> {
  await handOver(deliveries);
  await replays.complete(id, events);
  return events;
}
