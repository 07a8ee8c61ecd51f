import { createRequire } from 'node:module';
import { objectIn, type Properties } from '@tradepost/compiled-service/templates/properties';
import { referencesIn } from '@tradepost/compiled-service/templates/references';
import type { Cloud, CloudResource } from './cloud.ts';
import { documentsOf, listed, statementsOf } from './policies.ts';
import { type Fault, faultUnless, type Rule } from './rule.ts';

const { publishedBy } = createRequire(import.meta.url)('../../../serverless-config/published-events.cjs') as {
  readonly publishedBy: (service: string) => { readonly source: string; readonly types: readonly string[] };
};

const types = ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'];

export const roleRules: readonly Rule[] = [
  {
    name: 'role-no-wildcard-action',
    types,
    check: (role) =>
      grantsOf(role).flatMap((statement) => [
        ...faultUnless(!('NotAction' in statement), 'allows all actions except some (NotAction)'),
        ...listed(statement['Action'])
          .filter((action) => /[*?]/.test(action))
          .map((action) => ({ subject: action, detail: `allows ${action}` })),
      ]),
    fix: 'Name the actions that the function calls.',
  },
  {
    name: 'role-no-wildcard-resource',
    types,
    check: (role) =>
      grantsOf(role).flatMap((statement) => [
        ...faultUnless(!('NotResource' in statement), 'allows all resources except some (NotResource)'),
        ...listed(statement['Resource'])
          .filter(isWide)
          .flatMap((wide) => toFaults(listed(statement['Action']), wide)),
      ]),
    fix: 'Name the resource; if AWS has no resource-level permissions for the action, add it to packages/gates/src/check-config/exceptions.ts.',
  },
  {
    name: 'role-publishes-own-events',
    types,
    check: (role) =>
      grantsOf(role)
        .filter((statement) => listed(statement['Action']).includes('events:PutEvents'))
        .flatMap((statement) => {
          const { source, types: allowed } = publishedBy(role.service);
          const condition = objectIn(objectIn(statement, 'Condition') ?? {}, 'StringEquals') ?? {};
          const [sources, named] = [
            listed(condition['events:source']),
            listed(condition['events:detail-type']),
          ];
          return [
            ...faultUnless(sources.join() === source, `may publish events of other sources than ${source}`),
            ...faultUnless(
              named.length > 0 && named.every((type) => allowed.includes(type)),
              'may publish events of types that its contracts do not have',
            ),
          ];
        }),
    fix: 'Leave the Condition to least-roles.cjs, which takes source and types from the contracts.',
  },
  {
    name: 'dead-letters-read-by-operations',
    types,
    check: (role) =>
      grantsOf(role)
        .filter((statement) => listed(statement['Action']).some((action) => READS_QUEUE.has(action)))
        .flatMap((statement) => listed(statement['Resource']))
        .filter((arn) => role.service !== OPERATIONS && isDeadLetterQueue(arn))
        .map((arn) => ({ detail: `may read ${arn}, whose messages may have card numbers` })),
    fix: 'Remove the action: only the operations API reads dead-letter queues, and redacts them.',
  },
  {
    name: 'role-own-policies',
    types: ['AWS::IAM::Role'],
    check: ({ properties }) =>
      listed(properties['ManagedPolicyArns']).map((subject) => ({
        subject,
        detail: `allows everything that ${subject} allows, also in the future`,
      })),
    fix: 'Write the statements that it needs in place of the managed policy.',
  },
  {
    name: 'role-named',
    types: ['AWS::IAM::Role'],
    holds: ({ properties }) => 'RoleName' in properties,
    otherwise: 'gets a name that CloudFormation generates, by which the audit of roles does not know it',
    fix: 'Set RoleName: tradepost-{stage}-{service}-{role}.',
  },
  {
    name: 'role-used',
    types: ['AWS::IAM::Role'],
    holds: (role, cloud) => isUsed(role, cloud),
    otherwise: 'is not used',
    fix: 'Remove the role, or refer to it where it is used.',
  },
];

/** The service whose functions list, show, redrive and discard dead-letter messages. */
const OPERATIONS = 'operations';
const READS_QUEUE: ReadonlySet<string> = new Set(['sqs:ReceiveMessage', 'sqs:DeleteMessage']);

function isDeadLetterQueue(arn: string): boolean {
  return arn.split(':')[2] === 'sqs' && /-(dlq|failures)$/.test(arn);
}

function grantsOf(role: CloudResource): readonly Properties[] {
  return documentsOf(role)
    .flatMap(statementsOf)
    .filter(({ Effect }) => Effect === 'Allow');
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html */
const WITHOUT_RESOURCES: ReadonlySet<string> = new Set(
  ['PutTraceSegments', 'PutTelemetryRecords', 'GetSamplingRules', 'GetSamplingTargets'].map(
    (action) => `xray:${action}`,
  ),
);

function toFaults(actions: readonly string[], wide: string): readonly Fault[] {
  return actions
    .filter((action) => !WITHOUT_RESOURCES.has(action))
    .map((action) => ({ subject: action, detail: `allows ${action} on ${wide}` }));
}

/**
 * Returns whether a wildcard is in the place of a resource's name or of a part of it: `*`, `table/*`, `function:tradepost-*`, or
 * any account or region. Parts of a named resource (`table/orders/index/*`, `bucket/*`, `log-group:/orders:*`) are not.
 */
function isWide(resource: string): boolean {
  const [, , service, region = '', account = '', ...rest] = resource.split(':');
  const name = rest.join(':');
  if (name === '' || /[*?]/.test(region + account)) return true;
  const type = service === 's3' ? '' : '(?:[a-z-]+[/:])?';
  return new RegExp(`^${type}[*?]`).test(name) || /[^/:][*?]/.test(name);
}

/** Returns whether another resource of the same stack refers to the role, except in DependsOn. */
function isUsed(role: CloudResource, cloud: Cloud): boolean {
  return cloud.resources.some(
    ({ service, logicalId, declared }) =>
      service === role.service &&
      logicalId !== role.logicalId &&
      referencesIn(declared.Properties).includes(role.logicalId),
  );
}
