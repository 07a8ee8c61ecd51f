import { objectIn } from '@tradepost/local/templates/properties';
import { metricsOf } from './alarm-metrics.ts';
import type { CloudResource } from './cloud.ts';
import { PRODUCTION, type Rule, unless } from './rule.ts';

/** The metrics that a canary and operators watch of each function. */
const WATCHED = ['Errors', 'Throttles', 'Duration'];

/** Resources that cost money without traffic and are required in production. */
export const productionRules: readonly Rule[] = [
  {
    name: 'own-data-key',
    types: ['AWS::DynamoDB::Table', 'AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::SecretsManager::Secret'],
    check: ({ properties }, { stage }) =>
      unless(
        stage !== PRODUCTION || keyOf(properties) !== undefined,
        'is not encrypted with our own key in production',
      ),
    mend: 'Declare it in custom.tables, custom.inboxes or custom.secrets, or take its key from at-rest.cjs.',
  },
  {
    name: 'data-key-rotates',
    types: ['AWS::KMS::Key'],
    check: ({ properties }) => unless(properties['EnableKeyRotation'] === true, 'is never rotated'),
    mend: 'Set EnableKeyRotation: true.',
  },
  {
    name: 'function-alarms',
    types: ['AWS::Lambda::Function'],
    check: (lambda, cloud) => {
      if (cloud.stage !== PRODUCTION) return [];
      const watched = cloud
        .ofType('AWS::CloudWatch::Alarm')
        .filter(({ declared }) => JSON.stringify(declared).includes(`{"Ref":"${lambda.logicalId}"}`))
        .filter(({ service }) => service === lambda.service)
        // An alarm on one version is not an alarm on the function.
        .filter(({ declared }) => !JSON.stringify(declared).includes('ExecutedVersion'))
        .flatMap(metricsOf)
        .map(({ name }) => name);
      const missing = WATCHED.filter((metric) => !watched.includes(metric));
      return unless(missing.length === 0, `has no alarm on ${missing.join(', ')} in production`);
    },
    mend: 'Include alarms.cjs in the resources, and set functionAlarms for the stage.',
  },
  {
    name: 'function-canary',
    types: ['AWS::Lambda::Function'],
    check: (lambda, cloud) => {
      const alias = cloud
        .ofType('AWS::Lambda::Alias')
        .find(
          ({ service, declared }) =>
            service === lambda.service &&
            JSON.stringify(declared.Properties).includes(`"Ref":"${lambda.logicalId}"`),
        );
      return unless(
        cloud.stage !== PRODUCTION || 'CodeDeployLambdaAliasUpdate' in (alias?.declared.UpdatePolicy ?? {}),
        'gets all traffic on a new version at once in production',
      );
    },
    mend: 'Set a canary type for the stage; by-stage.cjs gives it to every function.',
  },
];

function keyOf(properties: CloudResource['properties']): unknown {
  const ofTable = objectIn(properties, 'SSESpecification')?.['KMSMasterKeyId'];
  return properties['KmsMasterKeyId'] ?? properties['KmsKeyId'] ?? ofTable;
}
