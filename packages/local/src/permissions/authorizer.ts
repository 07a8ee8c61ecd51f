import type { AwsCall } from '@tradepost/compiled-service/roles/aws-call';
import { type Holder, type Role, rolesByHolder } from '@tradepost/compiled-service/roles/role';
import { isAllowed } from '@tradepost/compiled-service/roles/statement';
import type { RecordCall } from './call-records.ts';

/** Thrown for a call that a role does not allow, with the message that AWS has. */
export class AccessDenied extends Error {
  override readonly name = 'AccessDeniedException';
}

/** Throws `AccessDenied` for the first call that the holder's role does not allow. */
export type Authorize = (holder: Holder, calls: readonly AwsCall[]) => void;

/** Throws `AccessDenied` if no function's role allows all calls. */
export type AuthorizeLink = (calls: readonly AwsCall[]) => void;

/**
 * Creates a check of requests that a function has signed for somebody else: presigned links. They do not name the function, so
 * that the role of any function may allow them. `record` gets the calls for each function whose role does.
 */
export function createLinkAuthorizer(
  roles: readonly Role[],
  record: RecordCall = () => undefined,
): AuthorizeLink {
  return (calls) => {
    const signers = roles
      .filter(({ statements }) => calls.every((call) => isAllowed(statements, call)))
      .flatMap(({ holders }) => holders.filter((holder) => holder.startsWith('function:')));
    for (const holder of signers) for (const call of calls) record({ holder, ...call, allowed: true });
    const [first] = calls;
    if (signers.length === 0 && first !== undefined)
      throw new AccessDenied(`No function may ${first.action} on resource: ${first.resource}`);
  };
}

/**
 * Creates a check against the roles that the templates declare. `record` gets every call, allowed or not, with those values of
 * condition keys that the role's conditions name: others, such as an encryption context, may differ in each call.
 */
export function createAuthorizer(roles: readonly Role[], record: RecordCall = () => undefined): Authorize {
  const roleOf = rolesByHolder(roles);
  return (holder, calls) => {
    const role = roleOf.get(holder);
    const judged = calls.map((call) => ({ ...call, allowed: isAllowed(role?.statements ?? [], call) }));
    const keys = conditionKeysOf(role);
    for (const call of judged) record({ holder, ...call, ...recordedContext(call, keys) });
    const denied = judged.find(({ allowed }) => !allowed);
    if (denied !== undefined) throw new AccessDenied(describe(holder, role, denied));
  };
}

function conditionKeysOf(role: Role | undefined): ReadonlySet<string> {
  const conditions = (role?.statements ?? []).flatMap((statement) => statement.conditions ?? []);
  return new Set(conditions.map(({ key }) => key));
}

function recordedContext({ context }: AwsCall, keys: ReadonlySet<string>): Pick<AwsCall, 'context'> {
  if (context === undefined) return {};
  const named = Object.entries(context).filter(([key]) => keys.has(key));
  return { context: Object.fromEntries(named) };
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function describe(holder: Holder, role: Role | undefined, { action, resource }: AwsCall): string {
  const user = role === undefined ? holder : `assumed-role/${role.name}/${holder.split(':')[1]}`;
  return `User: ${user} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
}
