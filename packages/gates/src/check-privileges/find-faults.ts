import type { ServiceCall } from '@tradepost/compiled-service/roles/read-service-calls';
import { type Role, rolesByHolder } from '@tradepost/compiled-service/roles/role';
import { covers, isAllowed, type Statement } from '@tradepost/compiled-service/roles/statement';
import type { RecordedCall } from '@tradepost/local/permissions/call-records';

/** A permission that no test uses, and the reason why it stays. The three patterns are written as in a policy. */
export type UnusedPermission = {
  /** Service and logical id of the role: `orders/FulfilOrderRole`. */
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  readonly reason: string;
  /** True if the permission may also be used, because it depends on the order of calls which function uses it. */
  readonly mayBeUsed?: boolean;
};

/** A fault of a role, or of the list of unused permissions. */
export type Fault =
  | { readonly kind: 'not-allowed'; readonly role?: Role; readonly call: Call; readonly why?: string }
  | { readonly kind: 'unused-permission'; readonly role: Role; readonly permission: Permission }
  | { readonly kind: 'unused-role'; readonly role: Role }
  | { readonly kind: 'needless-exception'; readonly exception: UnusedPermission };

type Call = Pick<RecordedCall, 'holder' | 'action' | 'resource'>;
export type Permission = { readonly action: string; readonly resource: string };

/**
 * Compares roles with the calls recorded in tests and the calls that AWS makes itself.
 *
 * @param exceptions permissions that may be unused; an entry that is used or does not exist is a fault too, unless it `mayBeUsed`
 */
export function findFaults(input: {
  readonly roles: readonly Role[];
  readonly recorded: readonly RecordedCall[];
  readonly serviceCalls: readonly ServiceCall[];
  readonly exceptions: readonly UnusedPermission[];
}): readonly Fault[] {
  const { roles, recorded, serviceCalls, exceptions } = input;
  const roleOf = rolesByHolder(roles);
  const calls: readonly (Call & { readonly why?: string })[] = [...recorded, ...serviceCalls];
  const notAllowed = calls
    .filter((call) => !isAllowed(roleOf.get(call.holder)?.statements ?? [], call))
    .map(({ why, ...call }): Fault => {
      const role = roleOf.get(call.holder);
      return { kind: 'not-allowed', call, ...(role && { role }), ...(why !== undefined && { why }) };
    });
  const needed = new Set<UnusedPermission>();
  const unused = roles.flatMap((role): readonly Fault[] => {
    if (role.holders.length === 0) return [{ kind: 'unused-role', role }];
    const made = calls.filter(({ holder }) => role.holders.includes(holder));
    return permissionsOf(role.statements)
      .filter((permission) => !made.some((call) => covers(toStatement(permission), call)))
      .filter((permission) => {
        const excusing = exceptions.filter((exception) => excuses(exception, role, permission));
        for (const exception of excusing) needed.add(exception);
        return excusing.length === 0;
      })
      .map((permission) => ({ kind: 'unused-permission', role, permission }));
  });
  const needless = exceptions
    .filter((exception) => !needed.has(exception) && exception.mayBeUsed !== true)
    .map((exception): Fault => ({ kind: 'needless-exception', exception }));
  return [...notAllowed, ...unused, ...needless];
}

/** Returns each pair of action and resource that statements allow. */
export function permissionsOf(statements: readonly Statement[]): readonly Permission[] {
  return statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ actions, resources }) =>
      actions.flatMap((action) => resources.map((resource) => ({ action, resource }))),
    );
}

/** Returns whether an exception names a permission of a role. */
export function excuses(exception: UnusedPermission, role: Role, permission: Permission): boolean {
  const isOfRole = covers(
    { actions: [exception.role], resources: ['*'] },
    { action: `${role.service}/${role.logicalId}`, resource: '' },
  );
  return isOfRole && covers(toStatement(exception), permission);
}

/** Returns a statement that covers a permission alone. */
export function toStatement({ action, resource }: Permission): Pick<Statement, 'actions' | 'resources'> {
  return { actions: [action], resources: [resource] };
}
