import { getPersonAccess as route } from '@tradepost/contracts/identity/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toPersonAccess } from '../projections/to-access.ts';

export const handler = http(route, (request) => getPersonAccess(request, deps()));

/** Returns the groups that an administrator gave to a person; none if there was no change yet. */
export async function getPersonAccess(
  { params: { personId } }: HttpRequest<typeof route>,
  { grants }: Pick<Deps, 'grants'>,
): Promise<HttpReply<typeof route>> {
  const { grants: found, groups } = await grants.findWithGroups({ kind: 'person', id: personId });
  const [person = { version: 0 }] = found;
  return { body: toPersonAccess(personId, person, groups), version: person.version };
}
