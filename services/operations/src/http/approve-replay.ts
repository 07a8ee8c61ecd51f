import { approveReplay as route } from '@tradepost/contracts/operations/routes';
import { ContentionError } from '@tradepost/dynamodb/contention-error';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps, getAudit, getEventBridge } from '../deps.ts';
import { rejectApproval } from '../domain/approval.ts';
import { actOnReplay } from '../domain/audited-acts.ts';
import { startPeriod } from './start-period.ts';

type ApproveDeps = Pick<Deps, 'audit' | 'eventBridge' | 'nowMs' | 'replays'>;

export const handler = http(route, (request) =>
  approveReplay(request, { ...deps(), audit: getAudit(), eventBridge: getEventBridge() }),
);

/**
 * Approves the replay of a period that another person requested, and starts it. The approval and its record are one transaction. A
 * repeat by the same person starts it again, if the start failed.
 *
 * @throws ContentionError if another transaction interferes
 */
export async function approveReplay(
  { params: { replayId }, caller, correlationId }: HttpRequest<typeof route>,
  dependencies: ApproveDeps,
): Promise<HttpReply<typeof route>> {
  const { audit, nowMs, replays } = dependencies;
  const replay = await replays.find(replayId);
  if (replay === undefined) return { rejection: { code: 'REPLAY_NOT_FOUND' } };
  const rejection = rejectApproval(replay, caller.id, nowMs());
  if (rejection !== undefined) return { rejection };
  if (replay.approvedBy !== undefined) {
    return startPeriod(replay, { notAnAct: 'a repeat of an approval that is recorded' }, dependencies);
  }
  const approved = { ...replay, approvedBy: caller.id, approvedAt: new Date(nowMs()).toISOString() };
  const act = actOnReplay('ReplayApproved', approved, { caller, correlationId });
  const recorded = await audit.recordWith([act], [replays.toApproval(approved)]);
  if (recorded !== undefined) return startPeriod(approved, recorded, dependencies);
  const present = (await replays.find(replayId)) ?? replay;
  const isLate = rejectApproval(present, caller.id, nowMs());
  if (isLate !== undefined) return { rejection: isLate };
  throw new ContentionError(`the approval of replay ${replayId} was not stored`);
}
