import { objectIn, type Properties } from '@tradepost/compiled-service/templates/properties';
import { referencesIn } from '@tradepost/compiled-service/templates/references';
import { alarmsOn } from './alarm-metrics.ts';
import type { CloudResource } from './cloud.ts';
import { listed, statementsOf } from './policies.ts';
import { faultUnless, PRODUCTION, type Rule } from './rule.ts';

/** Metrics of each function that production has alarms on. */
const WATCHED = ['Errors', 'Duration'];

/** Rules for resources that cost money, and that production must have. */
export const productionRules: readonly Rule[] = [
  {
    name: 'own-data-key',
    types: ['AWS::DynamoDB::Table', 'AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::SecretsManager::Secret'],
    holds: ({ properties }, { stage }) => stage !== PRODUCTION || keyOf(properties) !== undefined,
    otherwise: 'is not encrypted with our own key in production',
    fix: 'Declare it in resources/tables.yml, resources/queues.yml or resources/secrets.yml, or take its key from at-rest.cjs.',
  },
  {
    name: 'data-key-rotates',
    types: ['AWS::KMS::Key'],
    holds: ({ properties }) => !rotates(properties) || properties['EnableKeyRotation'] === true,
    otherwise: 'is not rotated',
    fix: 'Set EnableKeyRotation: true.',
  },
  {
    name: 'data-key-deployable',
    types: ['AWS::KMS::Key'],
    // Tags may take five minutes to count: https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html
    holds: ({ properties }, { stage }) =>
      statementsOf(objectIn(properties, 'KeyPolicy')).some(
        (statement) =>
          statement['Effect'] === 'Allow' &&
          managing(properties).every((action) => listed(statement['Action']).includes(action)) &&
          listed(objectIn(objectIn(statement, 'Condition') ?? {}, 'ArnEquals')?.['aws:PrincipalArn']).some(
            (arn) => arn.endsWith(`:role/tradepost-${stage}-cloudformation`),
          ),
      ),
    otherwise: "has a policy without the role of CloudFormation, whose own policies depend on the key's tag",
    fix: 'Allow the management of the key with aws:PrincipalArn tradepost-{stage}-cloudformation, as data-key.yml does.',
  },
  {
    name: 'function-alarms',
    types: ['AWS::Lambda::Function'],
    check: (lambda, cloud) => {
      if (cloud.stage !== PRODUCTION) return [];
      const dimensions = { FunctionName: lambda.name };
      const missing = WATCHED.filter(
        (name) => alarmsOn({ namespace: 'AWS/Lambda', name, dimensions }, cloud).length === 0,
      );
      return faultUnless(missing.length === 0, `has no alarm on ${missing.join(', ')} in production`);
    },
    fix: 'Include alarms.cjs in the resources, and set functionAlarms for the stage.',
  },
  {
    name: 'function-canary',
    types: ['AWS::Lambda::Function'],
    holds: (lambda, cloud) => {
      const alias = cloud
        .ofType('AWS::Lambda::Alias')
        .find(
          ({ service, declared }) =>
            service === lambda.service && referencesIn(declared.Properties).includes(lambda.logicalId),
        );
      return (
        cloud.stage !== PRODUCTION || 'CodeDeployLambdaAliasUpdate' in (alias?.declared.UpdatePolicy ?? {})
      );
    },
    otherwise: 'gets a new version without a canary in production',
    fix: 'Set a canary type for the stage; by-stage.cjs gives it to every function.',
  },
];

function keyOf(properties: CloudResource['properties']): unknown {
  const ofTable = objectIn(properties, 'SSESpecification')?.['KMSMasterKeyId'];
  return properties['KmsMasterKeyId'] ?? properties['KmsKeyId'] ?? ofTable;
}

/**
 * Returns true if KMS can rotate a key: only symmetric encryption keys.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
function rotates(key: Properties): boolean {
  return (key['KeySpec'] ?? 'SYMMETRIC_DEFAULT') === 'SYMMETRIC_DEFAULT';
}

/** Some of the actions with which CloudFormation manages a key. */
function managing(key: Properties): readonly string[] {
  return ['kms:CreateAlias', 'kms:PutKeyPolicy', ...(rotates(key) ? ['kms:EnableKeyRotation'] : [])];
}
