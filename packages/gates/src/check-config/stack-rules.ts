import { objectIn, type Properties, textIn } from '@tradepost/compiled-service/templates/properties';
import type { CloudResource } from './cloud.ts';
import { listed, statementsOf } from './policies.ts';
import { sourcesOn } from './queue-roles.ts';
import { faultUnless, type Rule } from './rule.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html */
const MAX_STREAM_READERS = 2;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MAX_DYNAMIC_REFERENCES = 60;

/** Quotas of AWS and rules for whole stacks. */
export const stackRules: readonly Rule[] = [
  {
    name: 'costs-in-own-stack',
    types: [
      'AWS::Budgets::Budget',
      'AWS::Budgets::BudgetsAction',
      'AWS::CE::AnomalyMonitor',
      'AWS::CE::AnomalySubscription',
      'AWS::CE::CostCategory',
    ],
    check: ({ type }) => [{ detail: `has the type ${type}, which not every region has` }],
    fix: 'Put it into .github/costs.yml, which is deployed in us-east-1.',
  },
  {
    name: 'role-trusts-services',
    types: ['AWS::IAM::Role'],
    check: ({ properties }) => {
      const statements = statementsOf(objectIn(properties, 'AssumeRolePolicyDocument'));
      return [
        ...faultUnless(statements.length > 0, 'has no trust policy'),
        ...statements
          .filter(({ Effect, Principal }) => Effect === 'Allow' && !isServices(Principal))
          .map(({ Principal }) => ({
            detail: `may be assumed by ${JSON.stringify(Principal)}, which is no AWS service`,
          })),
      ];
    },
    fix: 'Let only the AWS service that acts as the role assume it: Principal: { Service: … }.',
  },
  {
    name: 'stream-reader-count',
    types: ['AWS::DynamoDB::Table'],
    check: (table, cloud) => {
      const readers = sourcesOn(`${table.arn}/stream/local`, cloud).map(readerOf);
      return faultUnless(
        readers.length <= MAX_STREAM_READERS,
        `has ${readers.length} readers of its stream (${readers.join(', ')}): more than ${MAX_STREAM_READERS} are throttled`,
      );
    },
    fix: 'Let one function do both, or let the third consumer react to the published events.',
  },
  {
    name: 'dynamic-references',
    types: ['AWS::Lambda::Function'],
    check: ({ service, logicalId, stack }, cloud) => {
      const [first] = cloud.ofType('AWS::Lambda::Function').filter((each) => each.service === service);
      // Once for each stack.
      if (first?.logicalId !== logicalId) return [];
      const count = JSON.stringify(stack.resources).split('{{resolve:').length - 1;
      return faultUnless(
        count <= MAX_DYNAMIC_REFERENCES,
        `is in a template with ${count} dynamic references: CloudFormation allows ${MAX_DYNAMIC_REFERENCES}`,
      );
    },
    fix: 'Write them so that packages/serverless-config/ssm-parameters.cjs makes a parameter of each: as a whole value.',
  },
];

/** Returns whether a principal consists of AWS services alone. */
function isServices(principal: unknown): boolean {
  if (typeof principal !== 'object' || principal === null) return false;
  const services = listed((principal as Properties)['Service']);
  return (
    Object.keys(principal).join() === 'Service' &&
    services.length > 0 &&
    services.every((service) => /^[a-z0-9.-]+\.amazonaws\.com$/.test(service))
  );
}

function readerOf({ properties }: CloudResource): string {
  return textIn(properties, 'FunctionName')?.split(':').at(-1) ?? 'unknown';
}
