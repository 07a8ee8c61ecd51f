import { getReplay as route } from '@tradepost/contracts/operations/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, eventBus, replays } from '../deps.ts';
import { toReplay } from '../views/replay-view.ts';

export const handler = http(route, (request) =>
  getReplay(request, { eventBus: eventBus(), replays: replays(), nowMs: Date.now }),
);

/** Returns a replay with its progress. */
export async function getReplay(
  { params: { replayId } }: HttpRequest<typeof route>,
  { eventBus, replays, nowMs }: Pick<Deps, 'eventBus' | 'replays' | 'nowMs'>,
): Promise<HttpReply<typeof route>> {
  const stored = await replays.find(replayId);
  if (stored === undefined) return { rejection: { code: 'REPLAY_NOT_FOUND' } };
  const archived = stored.subject === undefined ? await eventBus.describeReplay(replayId) : undefined;
  return { body: toReplay(stored, archived, nowMs()) };
}
