import type { AwsClients } from '../aws/clients.ts';
import { FINDERS, findSecrets } from '../aws/find-existing.ts';
import { ask } from './ask.ts';
import { type AccountFacts, isAdded, type Leftover, type PlannedService } from './facts.ts';
import { type NamedResource, namedResources } from './named-resources.ts';
import { LOOKUP_PERMISSIONS } from './permissions.ts';

const SECRET = 'AWS::SecretsManager::Secret';

/**
 * Finds resources that exist under a name which a template is about to use: what its stack does not have yet is looked up. A
 * deployment without new resources needs no call.
 */
export async function findLeftovers(
  config: Pick<AccountFacts, 'stacks' | 'account' | 'region'> & {
    readonly planned: readonly PlannedService[];
  },
  clients: AwsClients,
): Promise<Pick<AccountFacts, 'leftovers' | 'unknownLeftovers'>> {
  const created = namedResources(config.planned, config).filter(({ service, logicalId }) =>
    isAdded(config.stacks[service], logicalId),
  );
  const leftovers: Leftover[] = [];
  const unknownLeftovers: AccountFacts['unknownLeftovers'][number][] = [];
  for (const [type, resources] of Map.groupBy(created, (resource) => resource.type)) {
    const found = await ask([LOOKUP_PERMISSIONS[type] ?? type], () => lookUp(type, resources, clients));
    if ('value' in found) leftovers.push(...found.value);
    else unknownLeftovers.push({ type, unknown: found.unknown });
  }
  return { leftovers, unknownLeftovers };
}

async function lookUp(
  type: string,
  resources: readonly NamedResource[],
  clients: AwsClients,
): Promise<readonly Leftover[]> {
  const names = resources.map(({ name }) => name);
  if (type === SECRET) {
    const secrets = await findSecrets(clients, names);
    return resources.flatMap((resource) => {
      const secret = secrets.get(resource.name);
      return secret === undefined ? [] : [{ ...resource, ...secret }];
    });
  }
  const existing = (await FINDERS[type]?.(clients, names)) ?? new Set();
  return resources
    .filter(({ name }) => existing.has(name))
    .map((resource) => ({ ...resource, deletionScheduled: false }));
}
