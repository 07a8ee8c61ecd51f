import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import type { Context } from './context.ts';
import { stackOf } from './deployer.ts';
import type { Release } from './release.ts';
import { resourcesOf } from './stacks.ts';

/** Looks up whether a resource is protected against deletion, by type. */
const LOOKUPS: Readonly<Record<string, (context: Context, id: string) => Promise<boolean>>> = {
  'AWS::DynamoDB::Table': async ({ clients }, TableName) => {
    const { Table } = await clients.dynamodb.send(new DescribeTableCommand({ TableName }));
    return Table?.DeletionProtectionEnabled === true;
  },
  'AWS::Cognito::UserPool': async ({ emulator }, UserPoolId) => {
    const { UserPool } = await emulator.cognito('DescribeUserPool', { UserPoolId });
    return (UserPool as { readonly DeletionProtection?: string }).DeletionProtection === 'ACTIVE';
  },
};

/** A deployed table or user pool, as `TYPE ID`. */
type Protectable = { readonly resource: string; readonly isProtected: boolean };

/** Finds the deployed tables and user pools of services, and whether each is protected against deletion. */
export async function protectionOf(
  context: Context,
  release: Release,
  services: readonly string[],
): Promise<readonly Protectable[]> {
  const found: Protectable[] = [];
  for (const service of services)
    for (const { ResourceType: type = '', PhysicalResourceId: id = '' } of await resourcesOf(
      context.clients,
      stackOf(release, service),
    )) {
      const isProtected = await LOOKUPS[type]?.(context, id);
      if (isProtected !== undefined) found.push({ resource: `${type} ${id}`, isProtected });
    }
  return found;
}

/**
 * Deploys a service a second time. Throws Error unless its tables and user pools are then protected against deletion, or if it
 * has none.
 */
export async function deployProtection(context: Context, release: Release, service: string): Promise<void> {
  await context.deployer.deploy(release, [service]);
  const found = await protectionOf(context, release, [service]);
  const without = found.filter(({ isProtected }) => !isProtected).map(({ resource }) => resource);
  if (found.length === 0 || without.length > 0)
    throw new Error(`not protected in ${service}: ${without.join(', ') || 'it has nothing to protect'}`);
  const resources = found.map(({ resource }) => resource).join(', ');
  context.log(
    `${service} on ${release.stage}, a second time: now protected against deletion are ${resources}`,
  );
}
