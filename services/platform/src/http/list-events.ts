import { listEvents as route } from '@tradepost/contracts/http/platform';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http';
import { type Deps, eventLog } from '../deps.ts';
import { isPlace } from '../is-place.ts';

export const handler = http(route, (request) => listEvents(request, { eventLog: eventLog() }));

/** What happened under one correlation id, or to one aggregate, oldest first. */
export async function listEvents(
  { query: { correlationId, subject, cursor, limit } }: HttpRequest<typeof route>,
  { eventLog }: Pick<Deps, 'eventLog'>,
): Promise<HttpReply<typeof route>> {
  const after = cursor === undefined ? undefined : fromCursor(cursor);
  if (cursor !== undefined && (after === undefined || !isPlace(after))) {
    return { rejection: { code: 'INVALID_CURSOR' } };
  }
  const of = correlationId === undefined ? { subject: subject ?? '' } : { correlationId };
  const { items, next } = await eventLog.list({ of, after, limit });
  return { body: { items: [...items], ...(next === undefined ? {} : { nextCursor: toCursor(next) }) } };
}
