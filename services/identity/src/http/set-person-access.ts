import { setPersonAccess as route } from '@tradepost/contracts/identity/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { changeDeps, type Deps } from '../deps.ts';
import { setPerson } from '../domain/change-grant.ts';
import { toPersonAccess } from '../projections/to-access.ts';
import { changeAccess } from './change-access.ts';

export const handler = http(route, (request) => setPersonAccess(request, changeDeps()));

/** Sets the groups of a person, besides those of the user pool. */
export async function setPersonAccess(
  request: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'audit' | 'grants'>,
): Promise<HttpReply<typeof route>> {
  const { personId } = request.params;
  const { groups, reason } = request.body;
  const changed = await changeAccess(request, setPerson(personId, groups), reason, dependencies);
  if ('rejection' in changed) return changed;
  return {
    body: toPersonAccess(personId, changed.grant, changed.groups),
    version: changed.grant.version,
    recorded: changed.recorded,
  };
}
