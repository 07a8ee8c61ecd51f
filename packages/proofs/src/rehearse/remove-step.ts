import { isRetained } from '@tradepost/compiled-service/templates/is-retained';
import type { Context } from './context.ts';
import { stackOf } from './deployer.ts';
import { compareInventories, type Inventory, takeInventory } from './inventory.ts';
import type { Release } from './release.ts';
import { resourcesOf } from './stacks.ts';

/** The framework retains it when a newer version replaces it. It is deleted with its function. */
const FUNCTION_VERSION = 'AWS::Lambda::Version';

/** Finds the resources that remain when the stacks of a release are deleted, as `TYPE ID`. */
export async function retainedBy({ clients }: Context, release: Release): Promise<readonly string[]> {
  const retained: string[] = [];
  for (const [service, { template }] of release.services)
    for (const { LogicalResourceId: id = '', ResourceType: type, PhysicalResourceId } of await resourcesOf(
      clients,
      stackOf(release, service),
    ))
      if (type !== FUNCTION_VERSION && isRetained(template.Resources[id]?.DeletionPolicy))
        retained.push(`${type} ${PhysicalResourceId}`);
  return retained;
}

/**
 * Requires that nothing exists but what existed before, and what templates retain. Throws Error with every resource that is
 * left over or missing.
 */
export async function requireRetained(
  { clients, emulator, log }: Context,
  before: Inventory,
  retained: readonly string[],
): Promise<void> {
  const remaining = compareInventories(before, await takeInventory(clients, emulator));
  const expected = retained.map((resource) => `+ ${resource}`);
  const wrong = [
    ...remaining.filter((line) => !expected.includes(line)).map((line) => `left over: ${line}`),
    ...expected.filter((line) => !remaining.includes(line)).map((line) => `missing: ${line}`),
  ];
  if (wrong.length > 0) throw new Error(`after the removal:\n${wrong.join('\n')}`);
  const types = Map.groupBy(retained, (resource) => resource.split(' ')[0]);
  const counts = [...types].map(([type, resources]) => `${resources.length} ${type}`);
  log(`removed everything; what templates retain remains, and nothing else: ${counts.join(', ')}`);
}
