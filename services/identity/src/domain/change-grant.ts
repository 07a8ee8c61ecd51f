import { isForMachines } from '@tradepost/contracts/access/machine-scopes';
import type { Reach, Role } from '@tradepost/contracts/access/roles';
import type { Scope } from '@tradepost/contracts/access/scopes';
import {
  GROUPS,
  type GrantKey,
  type GroupGrants,
  type PersonGrant,
  scopesOfGroup,
  scopesOfGroups,
} from './grants.ts';

/** A change of a grant, and how it is decided. */
export type Change<Rejection> = {
  readonly key: GrantKey;
  /** The new content. Undefined withdraws the grant: the default counts again. */
  readonly content:
    | { readonly scopes?: readonly Scope[]; readonly groups?: readonly Role[]; readonly reach?: Reach }
    | undefined;
  readonly decide: (facts: Facts) => ChangeDecision<Rejection>;
};

/** Stored grants before a change. */
export type Facts = {
  readonly groups: GroupGrants;
  /** The grant of the person whom the change concerns. */
  readonly person: PersonGrant;
  /** The administrator who changes the grant. */
  readonly caller: { readonly id: string; readonly grant: PersonGrant };
};

/**
 * Decision on a change. `witness` is a grant that leaves somebody with `identity:write` and must be unchanged when the
 * change is stored.
 */
type ChangeDecision<Rejection> =
  | { readonly rejection: Rejection }
  | { readonly witness: (GrantKey & { readonly version: number }) | undefined };

type LastAdmin = { readonly code: 'LAST_ADMIN_GRANT' };
type OwnAdmin = { readonly code: 'OWN_ADMIN_GRANT' };
type NotForMachines = { readonly code: 'SCOPE_NOT_FOR_MACHINES'; readonly scopes: readonly Scope[] };

const ADMIN = 'identity:write';
const ALLOWED = { witness: undefined };

/**
 * Sets the scopes of a group. One group always has `identity:write`, so that an operator can add a person to it in the user
 * pool.
 */
export function setGroup(id: Role, scopes: readonly Scope[]): Change<LastAdmin> {
  return {
    key: { kind: 'group', id },
    content: { scopes },
    decide: ({ groups }) => decideGroup(id, scopes, groups),
  };
}

/**
 * Sets the groups of a person. No administrator takes `identity:write` from themselves.
 *
 * @param groups undefined to withdraw the grant
 */
export function setPerson(id: string, groups: readonly Role[] | undefined): Change<OwnAdmin> {
  return {
    key: { kind: 'person', id },
    content: groups && { groups },
    decide: (facts) => decidePerson(id, groups ?? [], facts),
  };
}

/** Sets the scopes and the reach of a machine. Some scopes are for people only. */
export function setMachine(
  id: string,
  content: { readonly scopes: readonly Scope[]; readonly reach: Reach },
): Change<NotForMachines> {
  const forbidden = content.scopes.filter((scope) => !isForMachines(scope));
  return {
    ...{ key: { kind: 'machine', id }, content },
    decide: () =>
      forbidden.length === 0 ? ALLOWED : { rejection: { code: 'SCOPE_NOT_FOR_MACHINES', scopes: forbidden } },
  };
}

/** Withdraws the grant of a machine, which has its default again. */
export function withdrawMachine(id: string): Change<never> {
  return { key: { kind: 'machine', id }, content: undefined, decide: () => ALLOWED };
}

function decideGroup(group: Role, scopes: readonly Scope[], grants: GroupGrants): ChangeDecision<LastAdmin> {
  if (scopes.includes(ADMIN) || !scopesOfGroup(group, grants).includes(ADMIN)) return ALLOWED;
  const other = GROUPS.find((each) => each !== group && scopesOfGroup(each, grants).includes(ADMIN));
  return other === undefined
    ? { rejection: { code: 'LAST_ADMIN_GRANT' } }
    : { witness: { kind: 'group', id: other, version: grants.get(other)?.version ?? 0 } };
}

function decidePerson(
  personId: string,
  newGroups: readonly Role[],
  { groups, person, caller }: Facts,
): ChangeDecision<OwnAdmin> {
  if (isAdmin({ groups: newGroups }, groups) || !isAdmin(person, groups)) return ALLOWED;
  if (personId === caller.id) return { rejection: { code: 'OWN_ADMIN_GRANT' } };
  // An administrator by a group of the user pool stays one, whatever is stored here.
  return isAdmin(caller.grant, groups)
    ? { witness: { kind: 'person', id: caller.id, version: caller.grant.version } }
    : ALLOWED;
}

/** Returns true if the stored groups of a person give `identity:write`. */
export function isAdmin(person: Pick<PersonGrant, 'groups'>, grants: GroupGrants): boolean {
  return scopesOfGroups(person.groups ?? [], grants).has(ADMIN);
}
