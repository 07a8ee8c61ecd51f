import { type Rule, unless } from './rule.ts';

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
    ],
    check: ({ service, name }, { stage }) =>
      unless(
        new RegExp(`^tradepost-${stage}-${service}-[\\w-]+$`).test(name),
        `is called ${name}, where the others of its service are tradepost-${stage}-${service}-…`,
      ),
    mend: 'Name it tradepost-{stage}-{service}-{role}: others find it, and its stage, by that.',
  },
];
