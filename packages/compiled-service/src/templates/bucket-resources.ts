import {
  flagIn,
  numberIn,
  objectIn,
  objectsIn,
  onlyKnown,
  optional,
  type Properties,
  textIn,
} from './properties.ts';
import type { BucketResource, LifecycleRule, RetentionMode } from './resources.ts';
import type { Reading } from './stack.ts';

/** S3 counts a year of a retention as 365 days. */
const DAYS_OF_YEAR = 365;
const MODES: readonly string[] = ['GOVERNANCE', 'COMPLIANCE'] satisfies RetentionMode[];
/** Parts of a lifecycle rule that move objects to other storage classes, which has no effect on one machine. */
const TRANSITIONS = [
  'Transition',
  'Transitions',
  'NoncurrentVersionTransition',
  'NoncurrentVersionTransitions',
];

/** `AWS::S3::Bucket`. Throws if its versioning, object lock or lifecycle has something unsupported. */
export function readBucket({ declared, properties, name, arn }: Reading): BucketResource {
  const versioning = readVersioning(properties);
  const objectLock = flagIn(properties, 'ObjectLockEnabled', false);
  if (objectLock && versioning === 'Suspended')
    throw new Error('VersioningConfiguration.Status must be Enabled with ObjectLockEnabled');
  const defaultRetention = readDefaultRetention(properties);
  if (defaultRetention !== undefined && !objectLock)
    throw new Error('ObjectLockConfiguration requires ObjectLockEnabled: true');
  return {
    ...declared,
    name: name().toLowerCase(),
    arn: arn('Arn'),
    // Object lock enables versions: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
    ...optional('versioning', objectLock ? ('Enabled' as const) : versioning),
    objectLock,
    ...optional('defaultRetention', defaultRetention),
    lifecycle: readLifecycle(properties),
    encryption: readEncryption(properties),
  };
}

function readVersioning(properties: Properties): BucketResource['versioning'] {
  const status = textIn(objectIn(properties, 'VersioningConfiguration') ?? {}, 'Status');
  if (status === undefined || status === 'Enabled' || status === 'Suspended') return status;
  throw new Error(`VersioningConfiguration.Status must be Enabled or Suspended, not ${status}`);
}

function readDefaultRetention(properties: Properties): BucketResource['defaultRetention'] {
  const configuration = objectIn(properties, 'ObjectLockConfiguration') ?? {};
  onlyKnown(configuration, 'ObjectLockConfiguration', ['ObjectLockEnabled', 'Rule']);
  const retention = objectIn(objectIn(configuration, 'Rule') ?? {}, 'DefaultRetention');
  if (retention === undefined) return undefined;
  const mode = textIn(retention, 'Mode') ?? '';
  const [days, years] = [numberIn(retention, 'Days'), numberIn(retention, 'Years')];
  const total = days ?? (years ?? 0) * DAYS_OF_YEAR;
  if (!MODES.includes(mode))
    throw new Error(`DefaultRetention.Mode must be ${MODES.join(' or ')}, not "${mode}"`);
  if ((days === undefined) === (years === undefined) || !Number.isInteger(total) || total < 1)
    throw new Error('DefaultRetention must have either Days or Years, as a whole number from 1');
  return { mode: mode as RetentionMode, days: total };
}

function readLifecycle(properties: Properties): readonly LifecycleRule[] {
  const configuration = objectIn(properties, 'LifecycleConfiguration') ?? {};
  onlyKnown(configuration, 'LifecycleConfiguration', ['Rules', 'TransitionDefaultMinimumObjectSize']);
  return objectsIn(configuration, 'Rules')
    .filter((rule) => textIn(rule, 'Status') === 'Enabled')
    .map(readRule);
}

function readRule(rule: Properties): LifecycleRule {
  onlyKnown(rule, 'LifecycleConfiguration.Rules', [
    ...['Id', 'Status', 'Prefix', 'ExpirationInDays', 'NoncurrentVersionExpirationInDays'],
    ...['NoncurrentVersionExpiration', 'AbortIncompleteMultipartUpload', 'ExpiredObjectDeleteMarker'],
    ...TRANSITIONS,
  ]);
  const noncurrent = objectIn(rule, 'NoncurrentVersionExpiration') ?? {};
  onlyKnown(noncurrent, 'NoncurrentVersionExpiration', ['NoncurrentDays']);
  const abort = objectIn(rule, 'AbortIncompleteMultipartUpload') ?? {};
  return {
    prefix: textIn(rule, 'Prefix') ?? '',
    ...optional('expirationDays', daysIn(rule, 'ExpirationInDays')),
    ...optional(
      'noncurrentDays',
      daysIn(noncurrent, 'NoncurrentDays') ?? daysIn(rule, 'NoncurrentVersionExpirationInDays'),
    ),
    ...optional('abortUploadDays', daysIn(abort, 'DaysAfterInitiation')),
    expiresDeleteMarkers: flagIn(rule, 'ExpiredObjectDeleteMarker', false),
  };
}

function daysIn(properties: Properties, name: string): number | undefined {
  const days = numberIn(properties, name);
  if (days !== undefined && (!Number.isInteger(days) || days < 1))
    throw new Error(`${name} must be a whole number from 1, not ${days}`);
  return days;
}

/** S3 encrypts with keys of its own by default. */
function readEncryption(properties: Properties): BucketResource['encryption'] {
  const [rule = {}] = objectsIn(
    objectIn(properties, 'BucketEncryption') ?? {},
    'ServerSideEncryptionConfiguration',
  );
  const byDefault = objectIn(rule, 'ServerSideEncryptionByDefault') ?? {};
  return {
    algorithm: textIn(byDefault, 'SSEAlgorithm') ?? 'AES256',
    ...optional('keyId', textIn(byDefault, 'KMSMasterKeyID')),
  };
}
