import {
  numberIn,
  objectIn,
  objectsIn,
  type Properties,
  textIn,
} from '@tradepost/compiled-service/templates/properties';
import type { Cloud, CloudResource } from './cloud.ts';
import { deniesPlainText, listed, policiesOn } from './policies.ts';
import { faultUnless, type Rule } from './rule.ts';

const TRAIL = 'AWS::CloudTrail::Trail';
/** Properties of a trail that must be true. */
const REQUIRED = ['IsLogging', 'IsMultiRegionTrail', 'IncludeGlobalServiceEvents', 'EnableLogFileValidation'];
/** Types whose data events are recorded. */
const RECORDED = ['AWS::DynamoDB::Table', 'AWS::Lambda::Function'];

/** Rules for the records of access to the account. */
export const auditRules: readonly Rule[] = [
  {
    name: 'trail-complete',
    types: [TRAIL],
    check: ({ properties }) => {
      const recorded = objectsIn(properties, 'AdvancedEventSelectors')
        .flatMap((selector) => objectsIn(selector, 'FieldSelectors'))
        .filter(({ Field }) => Field === 'resources.type')
        .flatMap(({ Equals }) => listed(Equals));
      const missing = RECORDED.filter((type) => !recorded.includes(type));
      return [
        ...REQUIRED.filter((name) => properties[name] !== true).map((name) => ({
          detail: `lacks ${name}: true`,
        })),
        ...faultUnless(textIn(properties, 'KMSKeyId') !== undefined, 'writes records without a key of ours'),
        ...faultUnless(missing.length === 0, `records no data events of ${missing.join(' and ')}`),
      ];
    },
    fix: 'Set these properties of the trail, and a selector of each type.',
  },
  {
    name: 'trail-records-locked',
    types: ['AWS::S3::Bucket'],
    check: (bucket, cloud) => {
      if (!isOfTrail(bucket, cloud)) return [];
      const { properties } = bucket;
      const lock = objectIn(objectIn(properties, 'ObjectLockConfiguration') ?? {}, 'Rule');
      const lockDays = numberIn(objectIn(lock ?? {}, 'DefaultRetention') ?? {}, 'Days') ?? 0;
      const [policy = []] = policiesOn('AWS::S3::BucketPolicy', 'Bucket', bucket, cloud);
      return [
        ...faultUnless(lockDays > 0 && isVersioned(properties), 'has records that can be changed or deleted'),
        ...faultUnless(
          expiresAfter(properties) > lockDays,
          'keeps records for ever, or not as long as they are locked',
        ),
        ...faultUnless(isPrivate(properties), 'can be made public'),
        ...faultUnless(deniesPlainText(policy), 'accepts requests without TLS'),
        ...policy
          .filter((statement) => statement['Effect'] === 'Allow' && !isTrailItself(statement))
          .map(({ Sid }) => ({
            detail: `has the statement ${String(Sid)}, which allows more than its trail`,
          })),
      ];
    },
    fix: 'Set Object Lock, versioning, a lifecycle, PublicAccessBlockConfiguration and a policy that admits the trail alone.',
  },
];

function isOfTrail(bucket: CloudResource, cloud: Cloud): boolean {
  return cloud.ofType(TRAIL).some(({ properties }) => textIn(properties, 'S3BucketName') === bucket.name);
}

function isVersioned(properties: Properties): boolean {
  return objectIn(properties, 'VersioningConfiguration')?.['Status'] === 'Enabled';
}

function isPrivate(properties: Properties): boolean {
  const block = objectIn(properties, 'PublicAccessBlockConfiguration') ?? {};
  return ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].every(
    (name) => block[name] === true,
  );
}

function expiresAfter(properties: Properties): number {
  const [rule = {}] = objectsIn(objectIn(properties, 'LifecycleConfiguration') ?? {}, 'Rules');
  return numberIn(rule, 'ExpirationInDays') ?? 0;
}

function isTrailItself(statement: Properties): boolean {
  const service = objectIn(statement, 'Principal')?.['Service'];
  const source = objectIn(objectIn(statement, 'Condition') ?? {}, 'StringEquals')?.['aws:SourceArn'];
  return service === 'cloudtrail.amazonaws.com' && source !== undefined;
}
