import { PLACEHOLDER_ADDRESSES } from './cloud-addresses.ts';
import { packagedService } from './packaged-service.spec-kit.ts';
import { readTemplates } from './read-templates.ts';

const read = (properties: Readonly<Record<string, unknown>>) =>
  readTemplates(
    [packagedService('jars', { Shelf: { Type: 'AWS::S3::Bucket', Properties: properties } })],
    PLACEHOLDER_ADDRESSES,
  );
const rules = (...Rules: readonly object[]) => ({ LifecycleConfiguration: { Rules } });
const retention = (DefaultRetention: object) => ({
  ObjectLockEnabled: true,
  ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention } },
});

describe('a bucket in a template', () => {
  it('has no versions, no lock and no lifecycle by default', () => {
    expect(read({ BucketName: 'jars-dev-shelf' }).buckets).toEqual([
      {
        ...{
          service: 'jars',
          logicalId: 'Shelf',
          name: 'jars-dev-shelf',
          arn: 'arn:aws:s3:::jars-dev-shelf',
        },
        ...{ objectLock: false, lifecycle: [], encryption: { algorithm: 'AES256' } },
      },
    ]);
  });

  it('has versions if its objects can be locked, and a default retention in days', () => {
    expect(read(retention({ Mode: 'COMPLIANCE', Years: 2 })).buckets).toMatchObject([
      { versioning: 'Enabled', objectLock: true, defaultRetention: { mode: 'COMPLIANCE', days: 730 } },
    ]);
    expect(read({ VersioningConfiguration: { Status: 'Suspended' } }).buckets).toMatchObject([
      { versioning: 'Suspended', objectLock: false },
    ]);
  });

  it('has the enabled rules of its lifecycle', () => {
    const { buckets } = read(
      rules(
        { Status: 'Enabled', Prefix: 'exports/', ExpirationInDays: 1 },
        { Status: 'Disabled', ExpirationInDays: 2 },
        {
          Status: 'Enabled',
          NoncurrentVersionExpiration: { NoncurrentDays: 30 },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          ExpiredObjectDeleteMarker: true,
          Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 1 }],
        },
      ),
    );
    expect(buckets[0]?.lifecycle).toEqual([
      { prefix: 'exports/', expirationDays: 1, expiresDeleteMarkers: false },
      { prefix: '', noncurrentDays: 30, abortUploadDays: 7, expiresDeleteMarkers: true },
    ]);
  });

  it('has the encryption that responses name', () => {
    const ServerSideEncryptionByDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'k' };
    const BucketEncryption = { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault }] };
    expect(read({ BucketEncryption }).buckets).toMatchObject([
      { encryption: { algorithm: 'aws:kms', keyId: 'k' } },
    ]);
  });

  it.each([
    [
      { VersioningConfiguration: { Status: 'On' } },
      'VersioningConfiguration.Status must be Enabled or Suspended, not On',
    ],
    [
      { ObjectLockEnabled: true, VersioningConfiguration: { Status: 'Suspended' } },
      'VersioningConfiguration.Status must be Enabled with ObjectLockEnabled',
    ],
    [
      { ...retention({ Mode: 'COMPLIANCE', Days: 1 }), ObjectLockEnabled: false },
      'ObjectLockConfiguration requires ObjectLockEnabled: true',
    ],
    [
      retention({ Mode: 'NONE', Days: 1 }),
      'DefaultRetention.Mode must be GOVERNANCE or COMPLIANCE, not "NONE"',
    ],
    [
      retention({ Mode: 'GOVERNANCE', Days: 1, Years: 1 }),
      'DefaultRetention must have either Days or Years, as a whole number from 1',
    ],
    [
      rules({ Status: 'Enabled', TagFilters: [] }),
      'LifecycleConfiguration.Rules.TagFilters is not supported',
    ],
    [
      rules({ Status: 'Enabled', ExpirationInDays: 0 }),
      'ExpirationInDays must be a whole number from 1, not 0',
    ],
  ])('is a problem with %j', (properties, message) => {
    expect(read(properties).problems).toEqual([`jars: Shelf (AWS::S3::Bucket) cannot be read: ${message}`]);
  });
});
