import { flagIn, objectIn, textIn } from '@tradepost/local/templates/properties';
import type { Cloud, CloudResource } from './cloud.ts';
import { functionAt } from './function-at.ts';
import { documentsOf, listed, statementsOf } from './policies.ts';
import { sourcesOn } from './queue-roles.ts';
import { KEPT, PRODUCTION, type Rule, unless } from './rule.ts';

const types = ['AWS::DynamoDB::Table'];
/** What no deployment can make anew. */
const STATE = [
  ...types,
  'AWS::Cognito::UserPool',
  'AWS::Events::Archive',
  'AWS::Events::EventBus',
  'AWS::KMS::Key',
  'AWS::SecretsManager::Secret',
];

export const tableRules: readonly Rule[] = [
  {
    name: 'table-recovery',
    types,
    check: ({ properties }) =>
      unless(
        flagIn(blockIn(properties, 'PointInTimeRecoverySpecification'), 'PointInTimeRecoveryEnabled', false),
        'cannot be brought back to what it was',
      ),
    mend: 'Set PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }.',
  },
  {
    name: 'table-encrypted',
    types,
    check: ({ properties }) =>
      unless('SSESpecification' in properties, 'does not say whose key it is encrypted with'),
    mend: 'Declare it under custom.tables: tables.cjs encrypts it as the stage says (dataKey).',
  },
  {
    name: 'table-deletion-protection',
    types,
    check: ({ properties }, { stage }) =>
      unless(
        stage !== PRODUCTION || flagIn(properties, 'DeletionProtectionEnabled', false),
        'can be deleted in production',
      ),
    mend: 'Set DeletionProtectionEnabled to the stage parameter deletionProtection.',
  },
  {
    name: 'state-deletion',
    types: STATE,
    check: ({ declared: { DeletionPolicy, UpdateReplacePolicy } }, { stage }) => {
      const isKept = KEPT.includes(stage);
      const wanted = isKept ? 'Retain' : 'Delete';
      return unless(
        DeletionPolicy === wanted && UpdateReplacePolicy === wanted,
        isKept
          ? 'goes when its stack goes, or when a change replaces it'
          : 'stays when its stack goes, or does not say that it goes: the stage could not be deployed again',
      );
    },
    mend: 'Set DeletionPolicy and UpdateReplacePolicy to the stage parameter deletionPolicy.',
  },
  {
    name: 'events-from-stream',
    types: ['AWS::Lambda::Function'],
    check: (lambda, cloud) =>
      unless(
        !mayPublish(lambda, cloud) || streamsFeeding(lambda, cloud).some(showsNewImages),
        'publishes events that no table’s stream with new images tells it of',
      ),
    mend: 'Feed it from the stream (NEW_AND_OLD_IMAGES) of the table that keeps the decisions: a second write can be lost.',
  },
];

function blockIn(properties: CloudResource['properties'], name: string) {
  return objectIn(properties, name) ?? {};
}

function mayPublish(lambda: CloudResource, cloud: Cloud): boolean {
  const role = cloud.ofType('AWS::IAM::Role').find(({ arn }) => arn === textIn(lambda.properties, 'Role'));
  return (role === undefined ? [] : documentsOf(role))
    .flatMap(statementsOf)
    .some((statement) => listed(statement['Action']).includes('events:PutEvents'));
}

/** The tables whose streams a function reads. */
function streamsFeeding(lambda: CloudResource, cloud: Cloud): readonly CloudResource[] {
  return cloud
    .ofType('AWS::DynamoDB::Table')
    .filter((table) =>
      sourcesOn(`${table.arn}/stream/local`, cloud).some(
        ({ properties }) => functionAt(textIn(properties, 'FunctionName'), cloud)?.resource === lambda,
      ),
    );
}

function showsNewImages({ properties }: CloudResource): boolean {
  const view = textIn(blockIn(properties, 'StreamSpecification'), 'StreamViewType');
  return view === 'NEW_AND_OLD_IMAGES' || view === 'NEW_IMAGE';
}
