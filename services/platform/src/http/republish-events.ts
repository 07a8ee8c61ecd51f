import { republishEvents as route } from '@tradepost/contracts/operations/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { ulid } from 'ulid';
import { type Deps, eventLog, republish } from '../deps.ts';

export const handler = http(route, (request) =>
  republishEvents(request, { eventLog: eventLog(), republish: republish(), nowMs: Date.now }),
);

/**
 * Publishes stored events of an aggregate again. The republication is recorded first, with the caller and the time:
 * `GET /v1/events?subject=republications`. A dry run is not recorded.
 */
export async function republishEvents(
  { body: { service, ...request }, caller, correlationId }: HttpRequest<typeof route>,
  { eventLog, republish, nowMs }: Pick<Deps, 'eventLog' | 'republish' | 'nowMs'>,
): Promise<HttpReply<typeof route>> {
  const found = await republish(service, { ...request, dryRun: true });
  if ('rejection' in found) return { rejection: { code: found.rejection } };
  if (request.dryRun === true || found.events.length === 0) return { body: found };
  const act = {
    specversion: '1.0' as const,
    id: ulid(nowMs()),
    source: 'tradepost.platform',
    type: 'EventsRepublished',
    subject: 'republications',
    time: new Date(nowMs()).toISOString(),
    correlationid: correlationId,
    data: { by: caller.id, service, ...request },
  };
  const { failed } = await eventLog.record([act]);
  if (failed.length > 0) throw new Error('the republication could not be recorded');
  const result = await republish(service, request);
  return 'rejection' in result ? { rejection: { code: result.rejection } } : { body: result };
}
