import type { Properties } from '@tradepost/local/templates/properties';
import type { Cloud, CloudResource } from './cloud.ts';
import { documentsOf, listed, statementsOf } from './policies.ts';
import { type Fault, type Rule, unless } from './rule.ts';

const types = ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'];

export const roleRules: readonly Rule[] = [
  {
    name: 'role-no-wildcard-action',
    types,
    check: (role) =>
      grantsOf(role).flatMap((statement) => [
        ...unless(!('NotAction' in statement), 'allows all actions but some (NotAction)'),
        ...listed(statement['Action'])
          .filter((action) => /[*?]/.test(action))
          .map((action) => ({ subject: action, detail: `allows ${action}` })),
      ]),
    mend: 'Name the actions that the function calls.',
  },
  {
    name: 'role-no-wildcard-resource',
    types,
    check: (role) =>
      grantsOf(role).flatMap((statement) => [
        ...unless(!('NotResource' in statement), 'allows all resources but some (NotResource)'),
        ...listed(statement['Resource'])
          .filter(isWide)
          .flatMap((wide) => toFaults(listed(statement['Action']), wide)),
      ]),
    mend: 'Name the resource; where AWS knows none for the action, name the action in scripts/check-config/exceptions.ts.',
  },
  {
    name: 'role-own-policies',
    types: ['AWS::IAM::Role'],
    check: ({ properties }) =>
      listed(properties['ManagedPolicyArns']).map((subject) => ({
        subject,
        detail: `takes what ${subject} allows, now and later`,
      })),
    mend: 'Write the statements that it needs in place of the managed policy.',
  },
  {
    name: 'role-used',
    types: ['AWS::IAM::Role'],
    check: (role, cloud) => unless(isUsed(role, cloud), 'has rights, and nothing has the role'),
    mend: 'Take the role out, or give it to whom it was made for.',
  },
];

function grantsOf(role: CloudResource): readonly Properties[] {
  return documentsOf(role)
    .flatMap(statementsOf)
    .filter(({ Effect }) => Effect === 'Allow');
}

function toFaults(actions: readonly string[], wide: string): readonly Fault[] {
  return actions.map((action) => ({ subject: action, detail: `allows ${action} on ${wide}` }));
}

/**
 * Whether a wildcard stands where a resource's name should begin or go on: `*`, `table/*`, `function:tradepost-*`, or
 * any account or region. Parts of a named resource (`table/orders/index/*`, `bucket/*`, `log-group:/orders:*`) are not.
 */
function isWide(resource: string): boolean {
  const [, , service, region = '', account = '', ...rest] = resource.split(':');
  const name = rest.join(':');
  if (name === '' || /[*?]/.test(region + account)) return true;
  const type = service === 's3' ? '' : '(?:[a-z-]+[/:])?';
  return new RegExp(`^${type}[*?]`).test(name) || /[^/:][*?]/.test(name);
}

/** Whether another resource of the same stack refers to the role, other than to wait for it. */
function isUsed(role: CloudResource, cloud: Cloud): boolean {
  return cloud.resources.some(
    ({ service, logicalId, declared }) =>
      service === role.service &&
      logicalId !== role.logicalId &&
      refersTo(declared.Properties, role.logicalId),
  );
}

function refersTo(value: unknown, logicalId: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Sub': text } = value as Record<string, unknown>;
  return (
    Ref === logicalId ||
    listed(attribute)[0]?.split('.')[0] === logicalId ||
    listed(text)[0]?.includes(`\${${logicalId}`) === true ||
    Object.values(value).some((part) => refersTo(part, logicalId))
  );
}
