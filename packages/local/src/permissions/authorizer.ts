import type { AwsCall } from './aws-call.ts';
import type { RecordCall } from './call-records.ts';
import { type Holder, type Role, rolesByHolder } from './role.ts';
import { isAllowed } from './statement.ts';

/** A call that a role does not allow; the message is AWS's own. */
export class AccessDenied extends Error {
  override readonly name = 'AccessDeniedException';
}

/** Throws `AccessDenied` at the first of the calls that the holder's role does not allow. */
export type Authorize = (holder: Holder, calls: readonly AwsCall[]) => void;

/** Makes what decides by the roles that the templates declare. `record` learns of every call, allowed or not. */
export function createAuthorizer(roles: readonly Role[], record: RecordCall = () => undefined): Authorize {
  const roleOf = rolesByHolder(roles);
  return (holder, calls) => {
    const role = roleOf.get(holder);
    const judged = calls.map((call) => ({ ...call, allowed: isAllowed(role?.statements ?? [], call) }));
    for (const call of judged) record({ holder, ...call });
    const denied = judged.find(({ allowed }) => !allowed);
    if (denied !== undefined) throw new AccessDenied(describe(holder, role, denied));
  };
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function describe(holder: Holder, role: Role | undefined, { action, resource }: AwsCall): string {
  const user = role === undefined ? holder : `assumed-role/${role.name}/${holder.split(':')[1]}`;
  return `User: ${user} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
}
