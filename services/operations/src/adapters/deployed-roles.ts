import {
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
  paginateListRoles,
  type Role,
} from '@aws-sdk/client-iam';
import type { DeployedRole, PolicyStatement } from '../domain/compare-roles.ts';

/** A deployed role, and when AWS last recorded a use of it. */
export type RoleInUse = DeployedRole & {
  /** Undefined if there was none in the 400 days that IAM tracks. */
  readonly lastUsed: Date | undefined;
  readonly created: Date;
};

/** Reads all roles of the stage, with placeholders in place of account, region, partition and stage. */
export type DeployedRoles = () => Promise<readonly RoleInUse[]>;

export type DeployedRolesConfig = { readonly stage: string; readonly region: string };

type Placeholders = DeployedRolesConfig & { readonly account: string; readonly partition: string };

/**
 * Creates a reader of the roles whose names begin with `tradepost-{stage}-`. It makes four calls for each, one after the
 * other: IAM limits the rate of calls of an account, and retries by the SDK would take longer.
 */
export function createDeployedRoles(client: IAMClient, config: DeployedRolesConfig): DeployedRoles {
  return async () => {
    const prefix = `tradepost-${config.stage}-`;
    const roles: RoleInUse[] = [];
    for await (const page of paginateListRoles({ client }, {}))
      for (const { RoleName = '' } of page.Roles ?? [])
        if (RoleName.startsWith(prefix)) roles.push(await readRole(client, RoleName, config));
    return roles;
  };
}

async function readRole(
  client: IAMClient,
  RoleName: string,
  config: DeployedRolesConfig,
): Promise<RoleInUse> {
  const { Role } = await client.send(new GetRoleCommand({ RoleName }));
  if (Role?.Arn === undefined || Role.CreateDate === undefined)
    throw new Error(`IAM returns the role ${RoleName} without its ARN or its time of creation`);
  const [, partition = '', , , account = ''] = Role.Arn.split(':');
  const known = { ...config, partition, account };
  const policies: Record<string, readonly PolicyStatement[]> = {};
  for await (const page of paginateListRolePolicies({ client }, { RoleName }))
    for (const PolicyName of page.PolicyNames ?? []) {
      const { PolicyDocument } = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      policies[withPlaceholders(PolicyName, known)] = statementsOf(PolicyDocument, known);
    }
  const managed: string[] = [];
  for await (const page of paginateListAttachedRolePolicies({ client }, { RoleName }))
    for (const { PolicyArn = '' } of page.AttachedPolicies ?? [])
      managed.push(withPlaceholders(PolicyArn, known));
  return {
    role: RoleName.slice(`tradepost-${config.stage}-`.length),
    trust: statementsOf(Role.AssumeRolePolicyDocument, known),
    policies,
    managed,
    boundary: boundaryOf(Role),
    lastUsed: Role.RoleLastUsed?.LastUsedDate,
    created: Role.CreateDate,
  };
}

/** IAM returns policy documents URL-encoded: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
function statementsOf(encoded: string | undefined, known: Placeholders): readonly PolicyStatement[] {
  const text = withPlaceholders(decodeURIComponent(encoded ?? '%7B%7D'), known);
  const { Statement = [] } = JSON.parse(text) as {
    readonly Statement?: PolicyStatement | readonly PolicyStatement[];
  };
  return [Statement].flat() as readonly PolicyStatement[];
}

function boundaryOf({ PermissionsBoundary }: Role): string | undefined {
  return PermissionsBoundary?.PermissionsBoundaryArn?.split('/').at(-1);
}

/** The same placeholders as in `privileges.json`. The framework's name of a policy has the stage after the service. */
function withPlaceholders(text: string, { account, partition, region, stage }: Placeholders): string {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are the placeholders.
  return (
    text
      .replaceAll(`arn:${partition}:`, 'arn:${partition}:')
      // Also at the end of the name of a bucket.
      .replace(new RegExp(`([:-])${account}(?![\\w-])`, 'g'), '$1${account}')
      .replaceAll(`:${region}:`, ':${region}:')
      .replace(new RegExp(`\\btradepost([-/])${stage}\\b`, 'g'), 'tradepost$1${stage}')
      .replace(new RegExp(`\\btradepost-([a-z]+)-${stage}-lambda\\b`, 'g'), 'tradepost-$1-${stage}-lambda')
  );
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: these are the placeholders.
}
