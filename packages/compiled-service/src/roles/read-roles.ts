import type { PackagedService } from '../packaging/service-state.ts';
import type { CloudAddresses } from '../templates/cloud-addresses.ts';
import { objectIn, objectsIn, type Properties, textIn } from '../templates/properties.ts';
import { createStacks, type Reading, type Stack } from '../templates/stack.ts';
import type { Holder, Role } from './role.ts';
import { readStatements, type Statement } from './statement.ts';

/**
 * Reads the roles that the services' compiled templates declare, with every reference resolved, and the resources that use
 * each. Throws, with the name of the resource, if one has an unsupported element: a managed policy, a permissions boundary, a
 * policy outside its role, or a condition that `readStatements` does not support.
 */
export function readRoles(services: readonly PackagedService[], where: CloudAddresses): readonly Role[] {
  const readings = createStacks(services, where).flatMap(readingsOf);
  const holders = Map.groupBy(readings.flatMap(holdersIn), ({ roleArn }) => roleArn);
  const separate = readings.find(({ type }) => SEPARATE_POLICIES.has(type));
  if (separate !== undefined) throw fault(separate, 'is not supported: write it into the role');
  return readings
    .filter(({ type }) => type === 'AWS::IAM::Role')
    .map((role) => ({
      ...role.declared,
      name: role.name(),
      statements: statementsOf(role),
      holders: holders.get(role.arn('Arn'))?.map(({ holder }) => holder) ?? [],
    }));
}

/** Returns IAM resources and resources that use roles. */
function readingsOf({ resources, read }: Stack): readonly Reading[] {
  return Object.entries(resources)
    .filter(([, { Type }]) => Type.startsWith('AWS::IAM::') || HOLDERS.has(Type))
    .map(([logicalId]) => read(logicalId));
}

const HOLDERS = new Set(['AWS::Lambda::Function', 'AWS::StepFunctions::StateMachine', 'AWS::Events::Rule']);
const SEPARATE_POLICIES = new Set(['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy']);

function statementsOf(role: Reading): readonly Statement[] {
  const { ManagedPolicyArns = [], PermissionsBoundary } = role.properties;
  if ((ManagedPolicyArns as readonly unknown[]).length > 0)
    throw fault(role, 'has managed policies, which are not supported');
  if (PermissionsBoundary !== undefined)
    throw fault(role, 'has a permissions boundary, which is not supported');
  try {
    return objectsIn(role.properties, 'Policies').flatMap((policy) =>
      readStatements(objectIn(policy, 'PolicyDocument')?.['Statement']),
    );
  } catch (error) {
    throw fault(role, (error as Error).message);
  }
}

/** Returns the resource with the ARN of its role, or of each target's role. */
function holdersIn({ type, properties, name }: Reading): readonly { roleArn: string; holder: Holder }[] {
  const use = (owner: Properties, property: string, holder: Holder) => {
    const roleArn = textIn(owner, property);
    return roleArn === undefined ? [] : [{ roleArn, holder }];
  };
  switch (type) {
    case 'AWS::Lambda::Function':
      return use(properties, 'Role', `function:${name()}`);
    case 'AWS::StepFunctions::StateMachine':
      return use(properties, 'RoleArn', `stateMachine:${name()}`);
    case 'AWS::Events::Rule':
      return objectsIn(properties, 'Targets').flatMap((target) => use(target, 'RoleArn', `rule:${name()}`));
    default:
      return [];
  }
}

function fault({ declared: { service, logicalId }, type }: Reading, why: string): Error {
  return new Error(`${service}: ${logicalId} (${type}) ${why}`);
}
