import { listGroupAccess as route } from '@tradepost/contracts/identity/routes';
import { type HttpReply, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { GROUPS } from '../domain/grants.ts';
import { toGroupAccess } from '../projections/to-access.ts';

export const handler = http(route, () => listGroupAccess(deps()));

/** Lists all groups with their scopes. */
export async function listGroupAccess({ grants }: Pick<Deps, 'grants'>): Promise<HttpReply<typeof route>> {
  const found = await grants.findGroups();
  return { body: { items: GROUPS.map((group) => toGroupAccess(group, found)) } };
}
