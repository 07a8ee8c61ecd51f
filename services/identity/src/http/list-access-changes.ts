import { isEventSortKey } from '@tradepost/contracts/archived-event';
import { listAccessChanges as route } from '@tradepost/contracts/identity/routes';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { auditSubject, toAccessChange } from '../domain/grant-changed.ts';
import type { GrantKey } from '../domain/grants.ts';

type Request = HttpRequest<typeof route>;

export const handler = http(route, (request) => listAccessChanges(request, deps()));

/** Lists the changes of one grant, oldest first. */
export async function listAccessChanges(
  { query }: Request,
  { grants }: Pick<Deps, 'grants'>,
): Promise<HttpReply<typeof route>> {
  const from = fromCursor(route, query, isEventSortKey);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { items, next } = await grants.listChanges({
    of: { subject: auditSubject(keyOf(query)) },
    after: from.after,
    limit: query.limit,
  });
  return {
    body: {
      items: items.map(toAccessChange),
      ...(next === undefined ? {} : { nextCursor: toCursor(route, query, next) }),
    },
  };
}

/** The contract requires one of the three. */
function keyOf({ group, personId, clientId = '' }: Request['query']): GrantKey {
  if (group !== undefined) return { kind: 'group', id: group };
  return personId !== undefined ? { kind: 'person', id: personId } : { kind: 'machine', id: clientId };
}
