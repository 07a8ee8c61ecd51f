import { republishEvents as route } from '@tradepost/contracts/operations/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, getAudit, getRepublish } from '../deps.ts';
import { republished } from '../domain/audited-acts.ts';

export const handler = http(route, (request) =>
  republishEvents(request, { audit: getAudit(), republish: getRepublish() }),
);

/**
 * Publishes stored events of an aggregate again. The republication is recorded first, with the caller and the time:
 * `GET /v1/events?subject=republications`. A dry run is not recorded.
 */
export async function republishEvents(
  { body: { service, ...request }, ...by }: HttpRequest<typeof route>,
  { audit, republish }: Pick<Deps, 'audit' | 'republish'>,
): Promise<HttpReply<typeof route>> {
  const found = await republish(service, { ...request, dryRun: true });
  if ('rejection' in found) return { rejection: { code: found.rejection } };
  if (request.dryRun === true || found.events.length === 0) {
    return { body: found, recorded: { notAnAct: 'nothing is published' } };
  }
  const recorded = await audit.record(republished({ service, ...request }, by));
  const result = await republish(service, request);
  return 'rejection' in result ? { rejection: { code: result.rejection } } : { body: result, recorded };
}
