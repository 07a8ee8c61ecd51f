import { getReplay as route } from '@tradepost/contracts/operations/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps, getEventBridge } from '../deps.ts';
import { toReplay } from '../domain/replay.ts';

export const handler = http(route, (request) =>
  getReplay(request, { ...deps(), eventBridge: getEventBridge() }),
);

/** Returns a replay with its progress. */
export async function getReplay(
  { params: { replayId } }: HttpRequest<typeof route>,
  { eventBridge, replays, nowMs }: Pick<Deps, 'eventBridge' | 'replays' | 'nowMs'>,
): Promise<HttpReply<typeof route>> {
  const stored = await replays.find(replayId);
  if (stored === undefined) return { rejection: { code: 'REPLAY_NOT_FOUND' } };
  const archived = stored.subject === undefined ? await eventBridge.describeReplay(replayId) : undefined;
  return { body: toReplay(stored, archived, nowMs()) };
}
