import type { ServiceCall } from '@tradepost/compiled-service/roles/read-service-calls';
import type { Role } from '@tradepost/compiled-service/roles/role';
import { covers } from '@tradepost/compiled-service/roles/statement';
import type { Admission } from './admissions.ts';
import {
  excuses,
  type Permission,
  permissionsOf,
  toStatement,
  type UnusedPermission,
} from './find-faults.ts';

/** Content of the page of privileges. */
export type Privileges = {
  /** The roles of the stage `dev`, whose calls the tests record. */
  readonly roles: readonly Role[];
  readonly serviceCalls: readonly ServiceCall[];
  readonly exceptions: readonly UnusedPermission[];
  readonly admissions: readonly Admission[];
};

const KINDS: Readonly<Record<Admission['kind'], string>> = {
  account: 'account',
  everybody: 'everybody',
  issuer: 'federated issuer',
  service: 'service of AWS',
};

/**
 * Renders `packages/docs/privileges.md`: each role with its permissions and who used them last, and everybody whom a trust
 * policy or a resource policy admits.
 */
export function renderPrivileges({ roles, serviceCalls, exceptions, admissions }: Privileges): string {
  const services = Map.groupBy(roles, ({ service }) => service);
  return `# Privileges

\`pnpm generate privileges\` writes this page and \`services/operations/privileges.json\`, from the compiled templates. \`pnpm check
privileges\` compares both with the templates, and this page with the AWS calls that the tests record. Roles are those of
the stage \`dev\`; on \`staging\` and \`prod\` they also write traces, and call functions by their alias.

Used by **tests**: a test made the call in its last run. By **AWS**: a service of AWS makes it with the role, for an event source
or a target. Every other permission has the reason why it stays. On AWS, [the audit of roles](operating.md#roles-that-drifted) logs
the roles that nothing has used for 90 days. Each function also writes its own log, which is left out here.

${[...services].map(([service, each]) => ofService(service, each, serviceCalls, exceptions)).join('\n')}
## Who is admitted

Trust policies, and policies of resources, on the stage \`prod\`. \`pnpm check privileges\` fails if one admits everybody or another
account without a condition that limits it to this account.

| principal | what it is | may | at | limited by |
| --- | --- | --- | --- | --- |
${groupAdmissions(admissions).map(toRow).join('\n')}
`;
}

function ofService(
  service: string,
  roles: readonly Role[],
  serviceCalls: readonly ServiceCall[],
  exceptions: readonly UnusedPermission[],
): string {
  const rows = roles.flatMap((role) => rowsOf(role, serviceCalls, exceptions));
  return `## ${service}\n\n| role | may | on | used by |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}

/** One row for each resource and user, with all actions. */
function rowsOf(
  role: Role,
  serviceCalls: readonly ServiceCall[],
  exceptions: readonly UnusedPermission[],
): readonly string[] {
  const calls = serviceCalls.filter(({ holder }) => role.holders.includes(holder));
  const permissions = permissionsOf(role.statements)
    .filter(({ resource }) => !resource.includes(':log-group:/aws/lambda/'))
    .map((permission) => ({ ...permission, usedBy: userOf(permission, role, calls, exceptions) }));
  const rows = Map.groupBy(permissions, ({ resource, usedBy }) => `${toPlace(resource)} | ${usedBy}`);
  return [...rows].map(
    ([rest, each]) => `| ${toPlace(role.name)} | ${each.map(({ action }) => action).join(', ')} | ${rest} |`,
  );
}

function userOf(
  permission: Permission,
  role: Role,
  calls: readonly ServiceCall[],
  exceptions: readonly UnusedPermission[],
): string {
  if (calls.some((call) => covers(toStatement(permission), call))) return 'AWS';
  return exceptions.find((exception) => excuses(exception, role, permission))?.reason ?? 'tests';
}

/** The name of a role, or an ARN without its region and account: `sqs:tradepost-{stage}-orders-commands`. */
function toPlace(resource: string): string {
  const [, , service, , , ...name] = resource.split(':');
  const place = name.length === 0 ? resource : `${service}:${name.join(':')}`;
  return `\`${place.replace(/\btradepost([-/])dev\b/g, 'tradepost$1{stage}')}\``;
}

/** With more places than this, only their number in each service is shown. */
const MAX_PLACES = 5;

function describePlaces(places: readonly string[]): string {
  if (places.length <= MAX_PLACES) return places.join(', ');
  const counts = Map.groupBy(places, (place) => place.split('/')[0]);
  return [...counts].map(([service, each]) => `${each.length} of ${service}`).join(', ');
}

type Group = Omit<Admission, 'place'> & { readonly places: readonly string[] };

function groupAdmissions(admissions: readonly Admission[]): readonly Group[] {
  const groups = Map.groupBy(admissions, ({ place: _, ...rest }) => JSON.stringify(rest));
  return [...groups.values()].flatMap((each) => {
    const [first] = each;
    return first === undefined ? [] : [{ ...first, places: each.map(({ place }) => place) }];
  });
}

function toRow({ principal, kind, actions, places, limitedBy }: Group): string {
  const shown = principal.replace(/\b0{12}\b/, '{account}');
  const cells = [
    `\`${shown}\``,
    KINDS[kind],
    actions.join(', '),
    describePlaces(places),
    limitedBy.join(', ') || '–',
  ];
  return `| ${cells.join(' | ')} |`;
}
