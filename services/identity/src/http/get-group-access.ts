import { getGroupAccess as route } from '@tradepost/contracts/identity/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toGroupAccess } from '../projections/to-access.ts';

export const handler = http(route, (request) => getGroupAccess(request, deps()));

/** Returns the scopes of a group. */
export async function getGroupAccess(
  { params: { group } }: HttpRequest<typeof route>,
  { grants }: Pick<Deps, 'grants'>,
): Promise<HttpReply<typeof route>> {
  const body = toGroupAccess(group, await grants.findGroups());
  return { body, version: body.version };
}
