import { withdrawPersonAccess as route } from '@tradepost/contracts/identity/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { changeDeps, type Deps } from '../deps.ts';
import { setPerson } from '../domain/change-grant.ts';
import { toPersonAccess } from '../projections/to-access.ts';
import { changeAccess } from './change-access.ts';

export const handler = http(route, (request) => withdrawPersonAccess(request, changeDeps()));

/** Withdraws all groups from a person, except those of the user pool. */
export async function withdrawPersonAccess(
  request: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'audit' | 'grants'>,
): Promise<HttpReply<typeof route>> {
  const { personId } = request.params;
  const changed = await changeAccess(request, setPerson(personId, undefined), undefined, dependencies);
  if ('rejection' in changed) return changed;
  return {
    body: toPersonAccess(personId, changed.grant, changed.groups),
    version: changed.grant.version,
    recorded: changed.recorded,
  };
}
