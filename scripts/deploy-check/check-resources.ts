import {
  type CloudFormationClient,
  ListStackResourcesCommand,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { isDenied } from '../aws/is-denied.ts';
import { toLastingId } from '../deploy-plan/template.ts';
import { LOOKUPS, type ResourceClients } from './lookups.ts';

/** A stack, by its name and the resources of the template that it was deployed with. */
export type ExpectedStack = {
  readonly name: string;
  readonly resources: Readonly<Record<string, { readonly Type: string; readonly Condition?: unknown }>>;
};

export type ResourceCheck = {
  /** Number of resources that the templates name. */
  readonly expected: number;
  readonly missing: readonly MissingResource[];
  /** Types that could not be looked up, with the reason: the resources are in the stack and may not exist. */
  readonly unchecked: readonly { readonly type: string; readonly reason: string }[];
};

export type MissingResource = {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly detail: string;
};

/** The stack's list has no resource that was never created, but it has those whose creation or update failed. */
const EXISTS = /^(?:CREATE|UPDATE|IMPORT|UPDATE_ROLLBACK|IMPORT_ROLLBACK)_COMPLETE$/;
/** Its logical id contains a hash of the function's code. */
const VERSION = 'AWS::Lambda::Version';

/**
 * Checks after a deployment that every resource of the templates exists: each is looked for in its stack, and alarms, log
 * groups and roles in their own services too, where somebody may have deleted them.
 *
 * @param stacks what was deployed, with compiled templates
 * @throws Error if a stack cannot be read, or if a service fails for another reason than a missing permission
 */
export async function checkResources(
  stacks: readonly ExpectedStack[],
  clients: ResourceClients,
): Promise<ResourceCheck> {
  const missing: MissingResource[] = [];
  const present: (MissingResource & { readonly physicalId: string })[] = [];
  let expected = 0;
  for (const { name: stack, resources } of stacks) {
    const listed = await listResources(clients.cloudformation, stack);
    for (const [logicalId, { Type: type, Condition }] of Object.entries(resources)) {
      if (type === VERSION) continue;
      const found = listed?.get(toLastingId(logicalId));
      // Its condition does not hold.
      if (found === undefined && Condition !== undefined && listed !== undefined) continue;
      expected += 1;
      const { PhysicalResourceId: physicalId = '', ResourceStatus: status = '' } = found ?? {};
      const resource = { stack, logicalId, type };
      if (listed === undefined) missing.push({ ...resource, detail: 'the stack does not exist' });
      else if (found === undefined) missing.push({ ...resource, detail: 'is not in the stack' });
      else if (EXISTS.test(status)) present.push({ ...resource, physicalId, detail: 'was deleted' });
      else missing.push({ ...resource, detail: `is ${status} in the stack` });
    }
  }
  const unchecked: ResourceCheck['unchecked'][number][] = [];
  for (const [type, lookUp] of Object.entries(LOOKUPS)) {
    const wanted = present.filter((resource) => resource.type === type);
    if (wanted.length === 0) continue;
    const names = wanted.map(({ physicalId }) => physicalId);
    try {
      const existing = await lookUp(clients, names);
      for (const { physicalId, ...resource } of wanted)
        if (!existing.has(physicalId)) missing.push({ ...resource, detail: `${physicalId} was deleted` });
    } catch (error) {
      if (!isDenied(error)) throw error;
      unchecked.push({ type, reason: (error as Error).message });
    }
  }
  return { expected, missing, unchecked };
}

/** Returns the resources of a stack by lasting logical id; undefined if there is no such stack. */
async function listResources(
  client: CloudFormationClient,
  StackName: string,
): Promise<ReadonlyMap<string, StackResourceSummary> | undefined> {
  const found = new Map<string, StackResourceSummary>();
  let NextToken: string | undefined;
  try {
    do {
      const page = await client.send(new ListStackResourcesCommand({ StackName, NextToken }));
      for (const each of page.StackResourceSummaries ?? [])
        found.set(toLastingId(each.LogicalResourceId ?? ''), each);
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
  } catch (error) {
    // CloudFormation has no error type for it: `Stack with id … does not exist`.
    if ((error as Error).message.includes('does not exist')) return undefined;
    throw error;
  }
  return found;
}
