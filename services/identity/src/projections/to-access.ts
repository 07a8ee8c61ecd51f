import type { Role } from '@tradepost/contracts/access/roles';
import type { GroupAccess, MachineAccess, PersonAccess } from '@tradepost/contracts/identity/model';
import {
  type GroupGrants,
  isRole,
  type MachineGrant,
  type PersonGrant,
  scopesOfGroup,
  scopesOfGroups,
} from '../domain/grants.ts';
import { accessOfMachine } from '../domain/machine-grant.ts';

/** A group as the API shows it. */
export function toGroupAccess(group: Role, grants: GroupGrants): GroupAccess {
  const grant = grants.get(group);
  return {
    group,
    scopes: [...scopesOfGroup(group, grants)],
    isDefault: grant?.scopes === undefined,
    version: grant?.version ?? 0,
  };
}

/** The groups that an administrator gave to a person, as the API shows them, with the scopes that they give now. */
export function toPersonAccess(personId: string, person: PersonGrant, grants: GroupGrants): PersonAccess {
  const groups = (person.groups ?? []).filter(isRole);
  return { personId, groups, scopes: [...scopesOfGroups(groups, grants)], version: person.version };
}

/**
 * A machine as the API shows it.
 *
 * @param name name of a declared machine; undefined for other clients
 */
export function toMachineAccess(
  clientId: string,
  grant: MachineGrant,
  name: string | undefined,
): MachineAccess {
  const { scopes, reach } = accessOfMachine(grant, name);
  return {
    clientId,
    ...(name === undefined ? {} : { name }),
    ...{ scopes: [...scopes], reach },
    ...{ isDefault: grant.scopes === undefined, version: grant.version },
  };
}
