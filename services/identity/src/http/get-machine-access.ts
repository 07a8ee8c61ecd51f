import { getMachineAccess as route } from '@tradepost/contracts/identity/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps, machineNames } from '../deps.ts';
import { toMachineAccess } from '../projections/to-access.ts';

export const handler = http(route, (request) =>
  getMachineAccess(request, { ...deps(), findMachineName: machineNames() }),
);

/** Returns the scopes and the reach of a machine; none for a client that is no machine. */
export async function getMachineAccess(
  { params: { clientId } }: HttpRequest<typeof route>,
  { grants, findMachineName }: Pick<Deps, 'grants' | 'findMachineName'>,
): Promise<HttpReply<typeof route>> {
  const [grant, name] = await Promise.all([
    grants.find({ kind: 'machine', id: clientId }),
    findMachineName(clientId),
  ]);
  return { body: toMachineAccess(clientId, grant, name), version: grant.version };
}
