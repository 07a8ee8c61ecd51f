import type { NotAnAct, Recorded } from '@tradepost/contracts/audit/acts';
import { MAX_REPLAYED_EVENTS, startReplay as route } from '@tradepost/contracts/operations/routes';
import { ContentionError } from '@tradepost/dynamodb/contention-error';
import { environmentVariable } from '@tradepost/lambda/environment';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { IdFromKey } from '@tradepost/lambda/id-from-key';
import { hashRequest } from '@tradepost/lambda/idempotent-id';
import { ulid } from 'ulid';
import { type Deps, deps, getAudit, getDeliver, getEventBridge, getIdFromKey } from '../deps.ts';
import { awaitsApproval } from '../domain/approval.ts';
import { actOnReplay, type By } from '../domain/audited-acts.ts';
import { deliveriesOf, type Rule } from '../domain/deliveries.ts';
import { toReplay } from '../domain/replay.ts';
import type { StoredReplay } from '../domain/stored-replay.ts';
import { startPeriod } from './start-period.ts';

type Request = HttpRequest<typeof route>;
type StartDeps = Pick<Deps, 'audit' | 'deliver' | 'eventArchive' | 'eventBridge' | 'nowMs' | 'replays'> & {
  /** True on a stage where a second person approves the replay of a period. */
  readonly needsApproval: boolean;
  readonly idFromKey: IdFromKey;
};

export const handler = http(route, (request) =>
  startReplay(request, {
    ...deps(),
    audit: getAudit(),
    eventBridge: getEventBridge(),
    deliver: getDeliver(),
    needsApproval: environmentVariable('PERIOD_REPLAYS_NEED_APPROVAL') === 'true',
    idFromKey: getIdFromKey(),
  }),
);

/**
 * Starts a replay to one consumer. EventBridge replays a period from its archive. The events of an aggregate are read from
 * the event archive and delivered before the response. A repeat of the request continues what an earlier one left. Where a
 * second person must approve the replay of a period, it is only stored: see `approve-replay.ts`.
 */
export async function startReplay(
  { body, caller, correlationId, idempotencyKey }: Request,
  { needsApproval, ...dependencies }: StartDeps,
): Promise<HttpReply<typeof route>> {
  const { deliver, eventArchive, eventBridge, idFromKey, nowMs, replays } = dependencies;
  const rule = await eventBridge.findRule(body.consumer);
  if (rule === undefined) {
    return { rejection: { code: 'UNKNOWN_CONSUMER', consumers: await eventBridge.listConsumers() } };
  }
  const found = await findDeliveries(body, rule, eventArchive);
  if ('rejection' in found) return found;

  const id =
    idempotencyKey === undefined ? `rpl_${ulid(nowMs())}` : await idFromKey('rpl', caller, idempotencyKey);
  const fingerprint = hashRequest(body);
  const requestedAt = new Date(nowMs()).toISOString();
  const approval = needsApproval && body.subject === undefined ? { requestedBy: caller.id } : {};
  const requested = { id, ...body, ...approval, fingerprint, requestedAt };
  const { replay, recorded } = await recordRequest(requested, { caller, correlationId }, dependencies);
  if (replay.fingerprint !== fingerprint) return { rejection: { code: 'IDEMPOTENCY_KEY_REUSED' } };
  if (awaitsApproval(replay)) return { body: toReplay(replay, undefined, nowMs()), recorded };
  if (replay.subject === undefined) return startPeriod(replay, recorded, dependencies);
  const events = replay.events ?? (await deliverAll(id, found, { deliver, replays }));
  return { body: toReplay({ ...replay, events }, undefined, nowMs()), recorded };
}

/**
 * Stores and records a replay, in one transaction. A repeat of a request is the same act, because the id depends on the caller.
 *
 * @returns the stored replay
 * @throws ContentionError if another transaction interferes
 */
async function recordRequest(
  requested: StoredReplay,
  by: By,
  { audit, replays }: Pick<Deps, 'audit' | 'replays'>,
): Promise<{
  readonly replay: StoredReplay;
  readonly recorded: Recorded<'ReplayRequested' | 'ReplayStarted'> | NotAnAct;
}> {
  const act = requested.requestedBy === undefined ? 'ReplayStarted' : 'ReplayRequested';
  const recorded = await audit.recordWith([actOnReplay(act, requested, by)], [replays.toPut(requested)]);
  if (recorded !== undefined) return { replay: requested, recorded };
  const replay = await replays.find(requested.id);
  if (replay === undefined) throw new ContentionError(`replay ${requested.id} was not stored`);
  return { replay, recorded: { notAnAct: 'a repeat of a request that is recorded' } };
}

type Found = NonNullable<ReturnType<typeof deliveriesOf>>;

/** Returns no deliveries for a period: EventBridge finds its events. */
async function findDeliveries(
  { subject }: Request['body'],
  rule: Rule,
  eventArchive: Deps['eventArchive'],
): Promise<Found | { readonly rejection: { readonly code: 'TOO_MANY_EVENTS' | 'CONSUMER_NOT_REPLAYABLE' } }> {
  if (subject === undefined) return { events: 0, deliveries: [] };
  const { events, complete } = await eventArchive.read({ subject }, MAX_REPLAYED_EVENTS);
  if (!complete) return { rejection: { code: 'TOO_MANY_EVENTS' } };
  return deliveriesOf(rule, events) ?? { rejection: { code: 'CONSUMER_NOT_REPLAYABLE' } };
}

async function deliverAll(
  id: string,
  { events, deliveries }: Found,
  { deliver, replays }: Pick<Deps, 'deliver' | 'replays'>,
): Promise<number> {
  await deliver(deliveries);
  await replays.complete(id, events);
  return events;
}
