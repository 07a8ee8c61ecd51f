import { fixedNameIn, typesWithUniqueName } from '@tradepost/compiled-service/templates/fixed-name';
import { flagIn, textIn } from '@tradepost/compiled-service/templates/properties';
import { faultUnless, PRODUCTION, RETAINING_STAGES, type Rule } from './rule.ts';

const TABLE = 'AWS::DynamoDB::Table';
const USER_POOL = 'AWS::Cognito::UserPool';
/** Types of resources that hold what no deployment can create again. */
const STATE = [
  TABLE,
  USER_POOL,
  'AWS::Events::Archive',
  'AWS::Events::EventBus',
  'AWS::KMS::Key',
  'AWS::SecretsManager::Secret',
];

/** Retention of data when stacks are deleted, and clean-up after a failed deployment. */
export const retentionRules: readonly Rule[] = [
  {
    name: 'table-deletion-protection',
    types: [TABLE],
    holds: ({ properties }, { stage }) =>
      stage !== PRODUCTION || flagIn(properties, 'DeletionProtectionEnabled', false),
    otherwise: 'can be deleted in production',
    fix: 'Set DeletionProtectionEnabled to the stage parameter deletionProtection.',
  },
  {
    name: 'state-deletion',
    types: STATE,
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
    check: ({ declared: { DeletionPolicy, UpdateReplacePolicy } }, { stage }) => {
      const isKept = RETAINING_STAGES.includes(stage);
      const [deletion, replacement] = isKept ? ['RetainExceptOnCreate', 'Retain'] : ['Delete', 'Delete'];
      return faultUnless(
        DeletionPolicy === deletion && UpdateReplacePolicy === replacement,
        `has DeletionPolicy ${DeletionPolicy} and UpdateReplacePolicy ${UpdateReplacePolicy} instead of ${deletion} and ${replacement}`,
      );
    },
    fix: 'Set DeletionPolicy to the stage parameter deletionPolicy, and UpdateReplacePolicy to that of retention.cjs.',
  },
  {
    name: 'failed-creation-leaves-no-name',
    types: typesWithUniqueName,
    check: ({ type, properties, declared }) => {
      const name = fixedNameIn(type, properties);
      return faultUnless(
        declared.DeletionPolicy !== 'Retain' || name === undefined,
        `is retained after a failed creation under the fixed name ${name}: the deployment could not be repeated`,
      );
    },
    fix: 'Set DeletionPolicy: RetainExceptOnCreate, or let CloudFormation generate the name.',
  },
  {
    name: 'failed-creation-can-be-deleted',
    types: STATE,
    // The plugin deletion-protection.cjs turns the protection of new tables and user pools off.
    holds: ({ type, properties }) =>
      [TABLE, USER_POOL].includes(type) ||
      (textIn(properties, 'DeletionProtection') !== 'ACTIVE' &&
        !flagIn(properties, 'DeletionProtectionEnabled', false)),
    otherwise:
      'is protected from its creation on: a deployment that creates it and fails could not be rolled back',
    fix: 'Make packages/serverless-config/deletion-protection.cjs turn the protection off for new resources of this type.',
  },
];
