import { MACHINES, ROLES } from '@tradepost/contracts/access/roles';
import type { Scope } from '@tradepost/contracts/access/scopes';
import type { Access, StepUp } from '@tradepost/contracts/define-route';

type Role = keyof typeof ROLES;
type MachineName = keyof typeof MACHINES;

/** A kind of caller: without a token, with an order token, a customer, a member of one group of staff, or a machine. */
export type MatrixCaller = 'anonymous' | 'guest' | 'customer' | Role | MachineName;

/** All kinds of callers, in the order of the columns. */
export const MATRIX_CALLERS = [
  ...(['anonymous', 'guest', 'customer'] as const),
  ...(Object.keys(ROLES) as Role[]),
  ...(Object.keys(MACHINES) as MachineName[]),
] as const satisfies readonly MatrixCaller[];

/**
 * Access of a caller to a route:
 * - `all`: the caller may call it for every resource;
 * - `own`: for the caller's own resources. A resource of another is not found;
 * - `recent`: for every resource, within the maximum age of the sign-in;
 * - `own-recent`: both;
 * - `signed`: the function verifies the signature of the request;
 * - `unauthenticated`: 401, the route accepts no token of the caller;
 * - `forbidden`: 403, the caller's token lacks the scope, or is a machine's on a route for people.
 */
export type MatrixAccess =
  | 'all'
  | 'own'
  | 'recent'
  | 'own-recent'
  | 'signed'
  | 'unauthenticated'
  | 'forbidden';

/** Scopes on resources that a machine of the reach `own` must have created. */
const OWNED: ReadonlySet<Scope> = new Set(['orders:read', 'orders:cancel']);

/** Returns the access of a caller who has the default grants of its group or machine. */
export function accessOf(access: Access, caller: MatrixCaller): MatrixAccess {
  switch (access.kind) {
    case 'public':
      return 'all';
    case 'signed':
      return 'signed';
    case 'orderToken':
    case 'cartToken':
      return caller === 'guest' ? 'own' : 'unauthenticated';
    case 'customer':
      return caller === 'customer' ? toOwn(access.stepUp) : 'unauthenticated';
    case 'staff':
      return accessOfStaff(access, caller);
    default:
      return access satisfies never;
  }
}

function toOwn(stepUp: StepUp | undefined): MatrixAccess {
  return stepUp === undefined ? 'own' : 'own-recent';
}

function accessOfStaff(
  { scope, machines, stepUp }: Extract<Access, { kind: 'staff' }>,
  caller: MatrixCaller,
): MatrixAccess {
  if (isMachine(caller)) {
    const { scopes, reach } = MACHINES[caller];
    if (!machines || !includes(scopes, scope)) return 'forbidden';
    return reach === 'own' && OWNED.has(scope) ? 'own' : 'all';
  }
  if (!isRole(caller)) return 'unauthenticated';
  if (!includes(ROLES[caller], scope)) return 'forbidden';
  return stepUp === undefined ? 'all' : 'recent';
}

/** Returns true for a machine, which signs in with client credentials. */
export function isMachine(caller: MatrixCaller): caller is MachineName {
  return caller in MACHINES;
}

/** Returns true for a person of the staff pool. */
export function isRole(caller: MatrixCaller): caller is Role {
  return caller in ROLES;
}

function includes(scopes: readonly Scope[], scope: Scope): boolean {
  return scopes.includes(scope);
}
