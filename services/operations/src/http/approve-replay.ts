import { approveReplay as route } from '@tradepost/contracts/operations/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps, getAudit, getEventBridge } from '../deps.ts';
import { rejectApproval } from '../domain/approval.ts';
import { startPeriod } from './start-period.ts';

type ApproveDeps = Pick<Deps, 'audit' | 'eventBridge' | 'nowMs' | 'replays'>;

export const handler = http(route, (request) =>
  approveReplay(request, { ...deps(), audit: getAudit(), eventBridge: getEventBridge() }),
);

/** Approves the replay of a period that another person requested, and starts it. The approval is recorded first. */
export async function approveReplay(
  { params: { replayId }, caller, correlationId }: HttpRequest<typeof route>,
  dependencies: ApproveDeps,
): Promise<HttpReply<typeof route>> {
  const { audit, nowMs, replays } = dependencies;
  const requested = await replays.find(replayId);
  if (requested === undefined) return { rejection: { code: 'REPLAY_NOT_FOUND' } };
  const rejection = rejectApproval(requested, caller.id, nowMs());
  if (rejection !== undefined) return { rejection };
  const approved = await replays.approve(replayId, caller.id, new Date(nowMs()).toISOString());
  if (approved === undefined) return { rejection: { code: 'REPLAY_NOT_AWAITING_APPROVAL' } };
  await audit.record({ type: 'ReplayApproved', replay: approved, by: caller.id, correlationId });
  return startPeriod(approved, dependencies);
}
