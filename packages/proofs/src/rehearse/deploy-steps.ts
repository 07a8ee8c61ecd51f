import { checkResources } from '@tradepost/deployment/check/check-resources';
import type { Context } from './context.ts';
import { stackOf } from './deployer.ts';
import { functionVariables } from './functions.ts';
import { compareInventories, INVENTORY_TYPES, takeInventory } from './inventory.ts';
import { protectionOf } from './protection.ts';
import type { Release } from './release.ts';
import { resourcesOf, updateTimes } from './stacks.ts';

const REST_DEPLOYMENT = 'AWS::ApiGateway::Deployment';

/**
 * Deploys a release where nothing is deployed. Throws Error if a resource of the templates does not exist afterwards
 * (alarms, log groups and roles are looked up in their own services), or if the inventory lacks a type: it could not show
 * later that nothing of that type is left.
 */
export async function deployFirst(context: Context, release: Release): Promise<void> {
  const { deployer, clients, emulator, log } = context;
  await deployer.deploy(release, servicesOf(release));
  const inventory = await takeInventory(clients, emulator);
  const unseen = INVENTORY_TYPES.filter((type) => inventory[type] === undefined);
  if (unseen.length > 0) throw new Error(`the inventory has no ${unseen.join(', ')}`);
  const expected = await requireResources(context, release);
  log(`${describe(release)}: ${expected} resources exist; left out: ${leftOutOf(release).join(', ')}`);
}

/**
 * Deploys a release of which every service differs from the deployed one. Throws Error if a stack or a function does not
 * change, or if a REST API's deployment keeps its logical id: only a new one shows what a second deployment does.
 *
 * @param variable that every function has with this value in the release, and with another one before
 */
export async function redeploy(
  context: Context,
  release: Release,
  variable: { readonly name: string; readonly value: string },
): Promise<void> {
  const { deployer, clients, log } = context;
  const services = servicesOf(release);
  const [timesBefore, restBefore] = [await updateTimes(clients), await restDeploymentsOf(context, release)];
  await deployer.deploy(release, services);
  const timesAfter = await updateTimes(clients);
  // The variable is in functions only.
  const unchanged = services
    .filter((service) => functionsOf(release, [service]).length > 0)
    .map((service) => stackOf(release, service))
    .filter((stack) => timesBefore.get(stack) === timesAfter.get(stack));
  if (unchanged.length > 0) throw new Error(`not updated: ${unchanged.join(', ')}`);
  const restAfter = await restDeploymentsOf(context, release);
  if (restAfter.length === 0 || restAfter.some((id) => restBefore.includes(id)))
    throw new Error(`the REST deployment was ${restBefore.join(', ')}, and is ${restAfter.join(', ')}`);
  const variables = await functionVariables(clients);
  const stale = functionsOf(release).filter(
    (name) => variables.get(name)?.[variable.name] !== variable.value,
  );
  if (stale.length > 0) throw new Error(`without ${variable.name}=${variable.value}: ${stale.join(', ')}`);
  log(`${describe(release)}: all stacks with functions changed, the REST API has another deployment`);
}

/**
 * Makes the first deployment of services fail when all of their resources are created, and repeats it. Throws Error if the
 * rollback leaves more than the stacks with their deployment buckets, if the repeated deployment fails, or if it protects
 * tables or user pools: AWS could not have rolled them back.
 */
export async function failAndRepeat(
  context: Context,
  release: Release,
  services: readonly string[],
): Promise<void> {
  const { deployer, clients, emulator, log } = context;
  const before = await takeInventory(clients, emulator);
  await deployer.fail(release, services);
  const after = await takeInventory(clients, emulator);
  const left = await Promise.all(
    compareInventories(before, after).map(async (line) =>
      (await isStackOrBucket(context, release, services, line)) ? [] : [line],
    ),
  );
  if (left.flat().length > 0)
    throw new Error(`after the rollback of ${services.join(', ')}:\n${left.flat().join('\n')}`);
  await deployer.deploy(release, services);
  const found = await protectionOf(context, release, services);
  const isProtected = found.filter((each) => each.isProtected).map(({ resource }) => resource);
  if (isProtected.length > 0)
    throw new Error(`protected by their first deployment: ${isProtected.join(', ')}`);
  log(`${services.join(', ')} on ${release.stage}: the rollback left nothing, the repetition succeeded`);
}

/** Returns the number of resources of the templates. */
async function requireResources({ clients }: Context, release: Release): Promise<number> {
  const stacks = [...release.services].map(([service, { template }]) => ({
    name: stackOf(release, service),
    resources: template.Resources,
  }));
  const { expected, missing, unchecked } = await checkResources(stacks, clients);
  const wrong = [
    ...missing.map(({ logicalId, type, detail }) => `${logicalId} (${type}) ${detail}`),
    ...unchecked.map(({ type, reason }) => `${type}: ${reason}`),
  ];
  if (wrong.length > 0) throw new Error(`missing on ${release.stage}:\n${wrong.join('\n')}`);
  return expected;
}

async function restDeploymentsOf({ clients }: Context, release: Release): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const service of servicesOf(release))
    for (const { LogicalResourceId = '', ResourceType } of await resourcesOf(
      clients,
      stackOf(release, service),
    ))
      if (ResourceType === REST_DEPLOYMENT) ids.push(LogicalResourceId);
  return ids;
}

/** A failed first deployment leaves the stack, which the framework creates with nothing but its deployment bucket. */
async function isStackOrBucket(
  { clients }: Context,
  release: Release,
  services: readonly string[],
  line: string,
): Promise<boolean> {
  for (const service of services) {
    const stack = stackOf(release, service);
    if (line === `+ AWS::CloudFormation::Stack ${stack}`) return true;
    for (const { ResourceType: type, PhysicalResourceId: id } of await resourcesOf(clients, stack))
      if (type === 'AWS::S3::Bucket' && line === `+ ${type} ${id}`) return true;
  }
  return false;
}

function functionsOf(release: Release, services = servicesOf(release)): readonly string[] {
  return namesIn(release, services, 'AWS::Lambda::Function', 'FunctionName');
}

function namesIn(
  { services }: Release,
  names: readonly string[],
  type: string,
  property: string,
): readonly string[] {
  return names.flatMap((service) =>
    Object.values(services.get(service)?.template.Resources ?? {})
      .filter(({ Type }) => Type === type)
      .map(({ Properties }) => String(Properties?.[property])),
  );
}

function servicesOf({ services }: Release): readonly string[] {
  return [...services.keys()];
}

function describe(release: Release): string {
  return `${servicesOf(release).join(', ')} on ${release.stage}`;
}

/** Types of resources that the emulator does not support. */
function leftOutOf({ services }: Release): readonly string[] {
  return [...new Set([...services.values()].flatMap(({ removed }) => Object.values(removed)))].sort();
}
