import { entryId } from '@tradepost/audit/item';
import { isEventSortKey } from '@tradepost/contracts/archived-event';
import { listAccessChanges as route } from '@tradepost/contracts/identity/routes';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, listAudit } from '../deps.ts';
import { auditTarget, toAccessChange } from '../domain/grant-changed.ts';
import type { GrantKey } from '../domain/grants.ts';

type Request = HttpRequest<typeof route>;

export const handler = http(route, (request) => listAccessChanges(request, { listAudit: listAudit() }));

/** Lists the changes of one grant, oldest first. */
export async function listAccessChanges(
  { query }: Request,
  dependencies: Pick<Deps, 'listAudit'>,
): Promise<HttpReply<typeof route>> {
  const from = fromCursor(route, query, isEventSortKey);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { items, next } = await dependencies.listAudit({
    by: { target: auditTarget(keyOf(query)) },
    after: from.after,
    limit: query.limit,
  });
  return {
    body: {
      items: items.map((entry) => toAccessChange({ id: entryId(entry), ...entry })),
      ...(next === undefined ? {} : { nextCursor: toCursor(route, query, next) }),
    },
  };
}

/** The contract requires one of the three. */
function keyOf({ group, personId, clientId = '' }: Request['query']): GrantKey {
  if (group !== undefined) return { kind: 'group', id: group };
  return personId !== undefined ? { kind: 'person', id: personId } : { kind: 'machine', id: clientId };
}
