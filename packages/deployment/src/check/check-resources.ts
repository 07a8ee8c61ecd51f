import type { AwsClients } from '../aws/clients.ts';
import { findAlarms, findLogGroups, findRoles } from '../aws/find-existing.ts';
import { isDenied } from '../aws/is-denied.ts';
import { listStack } from '../aws/list-stack.ts';
import { toLastingId } from '../plan/template.ts';

/** Name of a stack, and the resources of the template that it was deployed with. */
export type ExpectedStack = {
  readonly name: string;
  readonly resources: Readonly<Record<string, { readonly Type: string; readonly Condition?: unknown }>>;
};

export type ResourceClients = Pick<AwsClients, 'cloudformation' | 'cloudwatch' | 'logs' | 'iam'>;

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
/** Types of resources that are looked up by their physical ids, which are their names. */
const LOOKUPS = {
  'AWS::CloudWatch::Alarm': findAlarms,
  'AWS::Logs::LogGroup': findLogGroups,
  'AWS::IAM::Role': findRoles,
};
/** Its logical id contains a hash of the function's code. */
const VERSION = 'AWS::Lambda::Version';

/**
 * Checks after a deployment that every resource of the templates exists in its stack. Alarms, log groups and roles are also
 * looked up in their own services, where they may have been deleted by hand.
 *
 * @param stacks deployed stacks, with compiled templates
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
    const listed = await listStack(clients.cloudformation, stack);
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
