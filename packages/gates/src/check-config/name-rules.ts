import { fixedNameIn, typesWithUniqueName } from '@tradepost/compiled-service/templates/fixed-name';
import type { CloudResource } from './cloud.ts';
import { faultUnless, type Rule } from './rule.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html */
const MAX_QUEUE_NAME_LENGTH = 80;

/** Named after its service or its subject. */
const DASHBOARD = 'AWS::CloudWatch::Dashboard';

export const nameRules: readonly Rule[] = [
  {
    name: 'name-by-convention',
    types: [
      'AWS::DynamoDB::Table',
      'AWS::SQS::Queue',
      'AWS::SNS::Topic',
      'AWS::Lambda::Function',
      'AWS::Events::Rule',
      'AWS::StepFunctions::StateMachine',
      'AWS::IAM::Role',
      DASHBOARD,
    ],
    check: ({ type, service, name }, { stage }) => {
      const prefix = type === DASHBOARD ? `tradepost-${stage}` : `tradepost-${stage}-${service}`;
      return faultUnless(
        new RegExp(`^${prefix}-[\\w-]+$`).test(name),
        `has the name ${name} instead of ${prefix}-…`,
      );
    },
    fix: 'Name it tradepost-{stage}-{service}-{role}: other services and the deploy role know it by that form.',
  },
  {
    // cfn-lint has the limits of all other types. Of the stages that are checked, staging has the longest name allowed.
    name: 'queue-name-fits',
    types: ['AWS::SQS::Queue'],
    check: ({ name }) =>
      faultUnless(
        name.length <= MAX_QUEUE_NAME_LENGTH,
        `has a name of ${name.length} characters, and SQS allows ${MAX_QUEUE_NAME_LENGTH}: ${name}`,
      ),
    fix: 'Give it a shorter name.',
  },
  {
    name: 'name-unique',
    types: typesWithUniqueName,
    check: (resource, cloud) => {
      const nameOf = ({ type, properties }: CloudResource) => fixedNameIn(type, properties);
      const name = nameOf(resource);
      const other = cloud
        .ofType(resource.type)
        .find((each) => each !== resource && name !== undefined && nameOf(each) === name);
      return faultUnless(
        other === undefined,
        `has the same name as ${other?.service}/${other?.logicalId}: ${name}`,
      );
    },
    fix: 'Give one of them another name.',
  },
];
