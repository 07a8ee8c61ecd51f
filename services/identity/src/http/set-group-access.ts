import { setGroupAccess as route } from '@tradepost/contracts/identity/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { changeDeps, type Deps } from '../deps.ts';
import { setGroup } from '../domain/change-grant.ts';
import { toGroupAccess } from '../projections/to-access.ts';
import { changeAccess } from './change-access.ts';

export const handler = http(route, (request) => setGroupAccess(request, changeDeps()));

/** Sets the scopes of a group. */
export async function setGroupAccess(
  request: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'audit' | 'grants'>,
): Promise<HttpReply<typeof route>> {
  const { group } = request.params;
  const { scopes, reason } = request.body;
  const changed = await changeAccess(request, setGroup(group, scopes), reason, dependencies);
  if ('rejection' in changed) return changed;
  const body = toGroupAccess(group, new Map([[group, changed.grant]]));
  return { body, version: body.version, recorded: changed.recorded };
}
