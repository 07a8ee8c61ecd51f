import type { PackagedService } from '../packaging/service-state.ts';
import type { CloudAddresses } from '../templates/cloud-addresses.ts';
import { objectIn, objectsIn, type Properties, textIn } from '../templates/properties.ts';
import { type LazyReading, lazyReadingOf } from '../templates/reading.ts';
import { createStacks, type Stack } from '../templates/stack.ts';
import type { Holder, Role } from './role.ts';
import { readStatements, type Statement } from './statement.ts';

/**
 * Reads the roles that the services' compiled templates declare, with every reference resolved, and the resources that use
 * each. Throws, with the name of the resource, if one has an unsupported element: a managed policy, a permissions boundary, a
 * policy outside its role, or a condition that `readStatements` does not support.
 */
export function readRoles(services: readonly PackagedService[], where: CloudAddresses): readonly Role[] {
  const stacks = createStacks(services, where);
  const holders = holdersByRoleArn(stacks, where);
  return stacks.flatMap((stack) =>
    resourcesOf(stack, where).flatMap(([type, reading]) => {
      if (SEPARATE_POLICIES.has(type)) throw fault(reading, type, 'is not supported: write it into the role');
      if (type !== 'AWS::IAM::Role') return [];
      const { declared, name, arn } = reading;
      return [
        {
          ...declared,
          name: name(),
          statements: statementsOf(reading),
          holders: holders.get(arn('Arn')) ?? [],
        },
      ];
    }),
  );
}

const SEPARATE_POLICIES = new Set(['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy']);

function statementsOf(reading: LazyReading): readonly Statement[] {
  const properties = propertiesOf(reading, ['ManagedPolicyArns', 'PermissionsBoundary', 'Policies']);
  const managed = (properties['ManagedPolicyArns'] ?? []) as readonly unknown[];
  if (managed.length > 0)
    throw fault(reading, 'AWS::IAM::Role', 'has managed policies, which are not supported');
  if (properties['PermissionsBoundary'] !== undefined)
    throw fault(reading, 'AWS::IAM::Role', 'has a permissions boundary, which is not supported');
  try {
    return objectsIn(properties, 'Policies').flatMap((policy) =>
      readStatements(objectIn(policy, 'PolicyDocument')?.['Statement']),
    );
  } catch (error) {
    throw fault(reading, 'AWS::IAM::Role', (error as Error).message);
  }
}

function holdersByRoleArn(
  stacks: readonly Stack[],
  where: CloudAddresses,
): ReadonlyMap<string, readonly Holder[]> {
  const holders = new Map<string, Holder[]>();
  const hold = (roleArn: string | undefined, holder: Holder): void => {
    if (roleArn !== undefined) holders.set(roleArn, [...(holders.get(roleArn) ?? []), holder]);
  };
  for (const [type, reading] of stacks.flatMap((stack) => resourcesOf(stack, where))) {
    const { Role, RoleArn, Targets } = propertiesOf(reading, ['Role', 'RoleArn', 'Targets']);
    const name = reading.name();
    if (type === 'AWS::Lambda::Function') hold(textIn({ Role }, 'Role'), `function:${name}`);
    if (type === 'AWS::StepFunctions::StateMachine')
      hold(textIn({ RoleArn }, 'RoleArn'), `stateMachine:${name}`);
    if (type !== 'AWS::Events::Rule') continue;
    for (const target of objectsIn({ Targets }, 'Targets')) hold(textIn(target, 'RoleArn'), `rule:${name}`);
  }
  return holders;
}

/** Returns IAM resources and resources that use roles. */
function resourcesOf(stack: Stack, where: CloudAddresses): (readonly [string, LazyReading])[] {
  return Object.entries(stack.resources)
    .filter(([, { Type }]) => Type.startsWith('AWS::IAM::') || HOLDERS.has(Type))
    .map(([logicalId, { Type }]) => [Type, lazyReadingOf(stack, logicalId, where)] as const);
}

const HOLDERS = new Set(['AWS::Lambda::Function', 'AWS::StepFunctions::StateMachine', 'AWS::Events::Rule']);

function propertiesOf({ property }: LazyReading, names: readonly string[]): Properties {
  return Object.fromEntries(names.map((name) => [name, property(name)]));
}

function fault({ declared: { service, logicalId } }: LazyReading, type: string, why: string): Error {
  return new Error(`${service}: ${logicalId} (${type}) ${why}`);
}
