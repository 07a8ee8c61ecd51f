import { type Reach, ROLES, type Role } from '@tradepost/contracts/access/roles';
import { SCOPES, type Scope } from '@tradepost/contracts/access/scopes';

/** Key of a grant: a group, a person by the subject of the token, or a machine by its client id. */
export type GrantKey = { readonly kind: 'group' | 'person' | 'machine'; readonly id: string };

/** Version of a grant, from 0, which is the default before the first change. Withdrawing a grant is a change, too. */
type Versioned = { readonly version: number };

/** Scopes of a group that replace those of `ROLES`. */
export type GroupGrant = Versioned & { readonly scopes?: readonly string[] | undefined };
/** Groups of a person besides those of the user pool. */
export type PersonGrant = Versioned & { readonly groups?: readonly string[] | undefined };
/** Scopes and reach of a machine, which replace its default. */
export type MachineGrant = Versioned & {
  readonly scopes?: readonly string[] | undefined;
  readonly reach?: Reach | undefined;
};

/** The changed groups; a group that is not in it has the scopes of `ROLES`. */
export type GroupGrants = ReadonlyMap<Role, GroupGrant>;

/** All groups, in the order of `ROLES`. */
export const GROUPS = Object.keys(ROLES) as readonly Role[];

/** Returns true for the name of a group; a pool may have others, which grant nothing. */
export function isRole(name: string): name is Role {
  return Object.hasOwn(ROLES, name);
}

/** Scopes of a group. Stored scopes that no longer exist are left out. */
export function scopesOfGroup(group: Role, grants: GroupGrants): readonly Scope[] {
  return (grants.get(group)?.scopes ?? ROLES[group]).filter(isScope);
}

/** Scopes of all of the groups together. Unknown groups grant nothing. */
export function scopesOfGroups(groups: readonly string[], grants: GroupGrants): ReadonlySet<Scope> {
  return new Set(groups.filter(isRole).flatMap((group) => scopesOfGroup(group, grants)));
}

/** Returns true if a text is the name of a scope. */
export function isScope(name: string): name is Scope {
  return Object.hasOwn(SCOPES, name);
}
