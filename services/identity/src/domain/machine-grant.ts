import { isForMachines } from '@tradepost/contracts/access/machine-scopes';
import { MACHINES, type Reach } from '@tradepost/contracts/access/roles';
import type { Scope } from '@tradepost/contracts/access/scopes';
import { isScope, type MachineGrant } from './grants.ts';

/** Scopes and reach of a machine. */
export type MachineAccess = { readonly scopes: readonly Scope[]; readonly reach: Reach };

const NOTHING: MachineAccess = { scopes: [], reach: 'own' };

/**
 * Returns the access of a machine: the grant of an administrator, else the default of the machine's name, else nothing. A
 * scope that is for people only is left out, wherever it comes from.
 *
 * @param grant stored grant; undefined if there was none yet
 * @param name  name of the machine in `resources/machines.yml`; undefined for other clients
 */
export function accessOfMachine(grant: MachineGrant | undefined, name: string | undefined): MachineAccess {
  if (grant?.scopes === undefined) return defaultOf(name);
  return { scopes: grant.scopes.filter(isScope).filter(isForMachines), reach: grant.reach ?? 'own' };
}

function defaultOf(name: string | undefined): MachineAccess {
  return name !== undefined && Object.hasOwn(MACHINES, name)
    ? MACHINES[name as keyof typeof MACHINES]
    : NOTHING;
}
