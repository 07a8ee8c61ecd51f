import { isEventSortKey } from '@tradepost/contracts/archived-event';
import { listEvents as route } from '@tradepost/contracts/operations/routes';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';

export const handler = http(route, (request) => listEvents(request, deps()));

/** Lists the events and audit entries of one correlation id, or of one subject, oldest first. */
export async function listEvents(
  { query }: HttpRequest<typeof route>,
  { eventsAndAudit }: Pick<Deps, 'eventsAndAudit'>,
): Promise<HttpReply<typeof route>> {
  const { correlationId, subject, limit } = query;
  const from = fromCursor(route, query, isEventSortKey);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const of = correlationId === undefined ? { subject: subject ?? '' } : { correlationId };
  const { items, next } = await eventsAndAudit.list({ of, after: from.after, limit });
  return {
    body: {
      items: [...items],
      ...(next === undefined ? {} : { nextCursor: toCursor(route, query, next) }),
    },
  };
}
