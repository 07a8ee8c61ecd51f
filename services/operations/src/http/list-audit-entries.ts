import { entryId } from '@tradepost/audit/item';
import { isEventSortKey } from '@tradepost/contracts/archived-event';
import { listAuditEntries as route } from '@tradepost/contracts/audit/routes';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { getListAudit } from '../deps.ts';

export const handler = http(route, (request) => listAuditEntries(request, { listAudit: getListAudit() }));

/** Lists the entries of the audit log, newest first. */
export async function listAuditEntries(
  { query }: HttpRequest<typeof route>,
  { listAudit }: { readonly listAudit: ReturnType<typeof getListAudit> },
): Promise<HttpReply<typeof route>> {
  const from = fromCursor(route, query, isEventSortKey);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { act, actor, target, limit } = query;
  const { items, next } = await listAudit({
    by: { act, actor, target },
    ...{ from: query.from, to: query.to, after: from.after, newestFirst: true, limit },
  });
  return {
    body: {
      items: items.map((entry) => ({ id: entryId(entry), ...entry })),
      ...(next === undefined ? {} : { nextCursor: toCursor(route, query, next) }),
    },
  };
}
