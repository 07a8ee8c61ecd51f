import { setMachineAccess as route } from '@tradepost/contracts/identity/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { changeDeps, type Deps, machineNames } from '../deps.ts';
import { setMachine } from '../domain/change-grant.ts';
import { toMachineAccess } from '../projections/to-access.ts';
import { changeAccess } from './change-access.ts';

export const handler = http(route, (request) =>
  setMachineAccess(request, { ...changeDeps(), findMachineName: machineNames() }),
);

/** Sets the scopes and the reach of a machine. */
export async function setMachineAccess(
  request: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'audit' | 'grants' | 'findMachineName'>,
): Promise<HttpReply<typeof route>> {
  const { clientId } = request.params;
  const { scopes, reach, reason } = request.body;
  const name = await dependencies.findMachineName(clientId);
  const changed = await changeAccess(request, setMachine(clientId, { scopes, reach }), reason, dependencies);
  if ('rejection' in changed) return changed;
  return {
    body: toMachineAccess(clientId, changed.grant, name),
    version: changed.grant.version,
    recorded: changed.recorded,
  };
}
