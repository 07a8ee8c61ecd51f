import { listEvents as route } from '@tradepost/contracts/operations/routes';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, eventLog } from '../deps.ts';
import { isPlace } from '../is-place.ts';

export const handler = http(route, (request) => listEvents(request, { eventLog: eventLog() }));

/** Lists the events of one correlation id, or of one aggregate, oldest first. */
export async function listEvents(
  { query }: HttpRequest<typeof route>,
  { eventLog }: Pick<Deps, 'eventLog'>,
): Promise<HttpReply<typeof route>> {
  const { correlationId, subject, limit } = query;
  const from = fromCursor(route, query, isPlace);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const of = correlationId === undefined ? { subject: subject ?? '' } : { correlationId };
  const { items, next } = await eventLog.list({ of, after: from.after, limit });
  return {
    body: {
      items: [...items],
      ...(next === undefined ? {} : { nextCursor: toCursor(route, query, next) }),
    },
  };
}
