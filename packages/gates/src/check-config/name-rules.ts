import { namedTypes, nameIn } from './fixed-names.ts';
import { faultUnless, type Rule } from './rule.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html */
const MAX_QUEUE_NAME_LENGTH = 80;

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
    ],
    check: ({ service, name }, { stage }) =>
      faultUnless(
        new RegExp(`^tradepost-${stage}-${service}-[\\w-]+$`).test(name),
        `has the name ${name} instead of tradepost-${stage}-${service}-…`,
      ),
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
    types: namedTypes,
    check: (resource, cloud) => {
      const name = nameIn(resource);
      const other = cloud
        .ofType(resource.type)
        .find((each) => each !== resource && name !== undefined && nameIn(each) === name);
      return faultUnless(
        other === undefined,
        `has the same name as ${other?.service}/${other?.logicalId}: ${name}`,
      );
    },
    fix: 'Give one of them another name.',
  },
];
