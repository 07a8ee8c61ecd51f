import { withdrawMachineAccess as route } from '@tradepost/contracts/identity/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { changeDeps, type Deps, machineNames } from '../deps.ts';
import { withdrawMachine } from '../domain/change-grant.ts';
import { toMachineAccess } from '../projections/to-access.ts';
import { changeAccess } from './change-access.ts';

export const handler = http(route, (request) =>
  withdrawMachineAccess(request, { ...changeDeps(), findMachineName: machineNames() }),
);

/** Withdraws what an administrator granted to a machine: its default counts again. */
export async function withdrawMachineAccess(
  request: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'audit' | 'grants' | 'findMachineName'>,
): Promise<HttpReply<typeof route>> {
  const { clientId } = request.params;
  const name = await dependencies.findMachineName(clientId);
  const changed = await changeAccess(request, withdrawMachine(clientId), undefined, dependencies);
  if ('rejection' in changed) return changed;
  return {
    body: toMachineAccess(clientId, changed.grant, name),
    version: changed.grant.version,
    recorded: changed.recorded,
  };
}
