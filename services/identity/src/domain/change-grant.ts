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

/** The new content of a grant. Undefined withdraws it: the default counts again. */
export type Change =
  | { readonly kind: 'group'; readonly id: Role; readonly content: { readonly scopes: readonly Scope[] } }
  | {
      readonly kind: 'person';
      readonly id: string;
      readonly content: { readonly groups: readonly Role[] } | undefined;
    }
  | {
      readonly kind: 'machine';
      readonly id: string;
      readonly content: { readonly scopes: readonly Scope[]; readonly reach: Reach } | undefined;
    };

/** Stored grants before a change. */
export type Facts = {
  readonly groups: GroupGrants;
  /** The grant of the person whom the change concerns. */
  readonly person: PersonGrant;
  /** The administrator who changes the grant. */
  readonly caller: { readonly id: string; readonly grant: PersonGrant };
};

/** Codes that a change may be rejected with. */
export type ChangeRejection =
  | { readonly code: 'LAST_ADMIN_GRANT' | 'OWN_ADMIN_GRANT' }
  | { readonly code: 'SCOPE_NOT_FOR_MACHINES'; readonly scopes: readonly Scope[] };

/**
 * Decision on a change. `witness` is a grant that leaves somebody with `identity:write` and must be unchanged when the
 * change is stored.
 */
export type ChangeDecision =
  | { readonly rejection: ChangeRejection }
  | { readonly witness: (GrantKey & { readonly version: number }) | undefined };

const ADMIN = 'identity:write';
const ALLOWED: ChangeDecision = { witness: undefined };

/**
 * Decides on a change of a grant. Nobody can lock out all administrators: a group always has `identity:write`, so that an operator can
 * add a person to it in the user pool, and no administrator takes the scope from themselves.
 */
export function decideChange(change: Change, facts: Facts): ChangeDecision {
  switch (change.kind) {
    case 'machine':
      return decideMachine(change.content?.scopes ?? []);
    case 'group':
      return decideGroup(change.id, change.content.scopes, facts.groups);
    case 'person':
      return decidePerson(change.id, change.content?.groups ?? [], facts);
    default:
      return change satisfies never;
  }
}

function decideMachine(scopes: readonly Scope[]): ChangeDecision {
  const forbidden = scopes.filter((scope) => !isForMachines(scope));
  return forbidden.length === 0
    ? ALLOWED
    : { rejection: { code: 'SCOPE_NOT_FOR_MACHINES', scopes: forbidden } };
}

function decideGroup(group: Role, scopes: readonly Scope[], grants: GroupGrants): ChangeDecision {
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
): ChangeDecision {
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
