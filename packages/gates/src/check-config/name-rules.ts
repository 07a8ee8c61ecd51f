import { MAX_STAGE_LENGTH } from '@tradepost/command-line/to-stage';
import { maxNameLength, namedTypes, nameIn } from './fixed-names.ts';
import { faultUnless, type Rule } from './rule.ts';

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
    name: 'name-fits',
    types: namedTypes,
    check: (resource, { stage }) => {
      const name = nameIn(resource);
      if (name === undefined) return [];
      const length = lengthOnLongestStage(name, stage);
      const max = maxNameLength(resource.type);
      return faultUnless(
        length <= max,
        `has a name of ${length} characters on a stage whose name has ${MAX_STAGE_LENGTH}, and AWS allows ${max}: ${name}`,
      );
    },
    fix: 'Give it a shorter name: its function, rule or table is named in the service.',
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

function lengthOnLongestStage(name: string, stage: string): number {
  const mentions = name.split(/[-/]/).filter((part) => part === stage).length;
  return name.length + mentions * Math.max(0, MAX_STAGE_LENGTH - stage.length);
}
