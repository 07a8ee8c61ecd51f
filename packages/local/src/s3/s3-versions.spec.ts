import { readdirSync } from 'node:fs';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectLegalHoldCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ObjectLockMode,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3';
import { bucketNamed, DAY_MS, errorOf, HOUR_MS, NOW_MS, type S3Server, startS3 } from './s3.spec-kit.ts';

const LOCKED = 'AccessDenied: Access Denied because object protected by object lock.';
const Key = 'head';
let s3: S3Server;
beforeEach(async () => {
  s3 = await startS3([
    bucketNamed('versions', { versioning: 'Enabled' }),
    bucketNamed('suspended', { versioning: 'Suspended' }),
    bucketNamed('anchors', { versioning: 'Enabled', objectLock: true }),
    bucketNamed('kept', {
      ...{ versioning: 'Enabled', objectLock: true },
      defaultRetention: { mode: 'COMPLIANCE', days: 365 },
    }),
  ]);
});
afterEach(() => s3.stop());

const put = async (Bucket: string, Body: string, more: Partial<PutObjectCommandInput> = {}) =>
  (await s3.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }))).VersionId;
const get = async (Bucket: string, VersionId?: string) =>
  (await s3.client.send(new GetObjectCommand({ Bucket, Key, VersionId }))).Body?.transformToString();
const remove = (Bucket: string, VersionId?: string, BypassGovernanceRetention?: boolean) =>
  s3.client.send(new DeleteObjectCommand({ Bucket, Key, VersionId, BypassGovernanceRetention }));
const versionsOf = async (Bucket: string) => {
  const { Versions = [], DeleteMarkers = [] } = await s3.client.send(
    new ListObjectVersionsCommand({ Bucket }),
  );
  return {
    versions: Versions.map(({ VersionId }) => VersionId),
    markers: DeleteMarkers.map(({ VersionId }) => VersionId),
  };
};

describe('a bucket with versions', () => {
  it('keeps each version', async () => {
    const [one, two] = [await put('versions', 'one'), await put('versions', 'two')];
    expect(one).not.toBe(two);
    await expect(get('versions')).resolves.toBe('two');
    await expect(get('versions', one)).resolves.toBe('one');
    await expect(versionsOf('versions')).resolves.toEqual({ versions: [two, one], markers: [] });
    const status = await s3.client.send(new GetBucketVersioningCommand({ Bucket: 'versions' }));
    expect(status.Status).toBe('Enabled');
  });

  it('hides an object behind a delete marker, and shows it again without the marker', async () => {
    const version = await put('versions', 'one');
    const deleted = await remove('versions');
    expect(deleted.DeleteMarker).toBe(true);
    await expect(errorOf(get('versions'))).resolves.toContain('NoSuchKey');
    await expect(errorOf(get('versions', deleted.VersionId))).resolves.toContain('MethodNotAllowed');
    const { KeyCount } = await s3.client.send(new ListObjectsV2Command({ Bucket: 'versions' }));
    expect(KeyCount).toBe(0);
    await expect(get('versions', version)).resolves.toBe('one');
    await remove('versions', deleted.VersionId);
    await expect(get('versions')).resolves.toBe('one');
  });

  it('deletes a version for ever, with its file', async () => {
    const one = await put('versions', 'one');
    const two = await put('versions', 'two');
    await remove('versions', two);
    await expect(get('versions')).resolves.toBe('one');
    await remove('versions', one);
    await expect(errorOf(get('versions', one))).resolves.toBe(
      'NoSuchVersion: The specified version does not exist.',
    );
    expect(readdirSync(s3.folder)).toEqual([]);
  });

  it('lists its versions in pages', async () => {
    const ids = [await put('versions', 'one'), await put('versions', 'two'), await put('versions', 'three')];
    const first = await s3.client.send(new ListObjectVersionsCommand({ Bucket: 'versions', MaxKeys: 2 }));
    const second = await s3.client.send(
      new ListObjectVersionsCommand({
        Bucket: 'versions',
        KeyMarker: first.NextKeyMarker,
        VersionIdMarker: first.NextVersionIdMarker,
      }),
    );
    const found = [...(first.Versions ?? []), ...(second.Versions ?? [])];
    expect(found.map(({ VersionId }) => VersionId)).toEqual(ids.toReversed());
    expect(found.map(({ IsLatest }) => IsLatest)).toEqual([true, false, false]);
    expect([first.IsTruncated, second.IsTruncated]).toEqual([true, false]);
  });

  it('replaces the version without an id if versions are suspended', async () => {
    expect(await put('suspended', 'one')).toBeUndefined();
    await put('suspended', 'two');
    await expect(versionsOf('suspended')).resolves.toEqual({ versions: ['null'], markers: [] });
    await remove('suspended');
    await expect(versionsOf('suspended')).resolves.toEqual({ versions: [], markers: ['null'] });
  });
});

describe('a locked version', () => {
  const until = new Date(NOW_MS + DAY_MS);
  const lock = (ObjectLockMode: ObjectLockMode) => ({ ObjectLockMode, ObjectLockRetainUntilDate: until });
  const retain = (Mode: ObjectLockMode, untilMs: number, BypassGovernanceRetention?: boolean) =>
    s3.client.send(
      new PutObjectRetentionCommand({
        ...{ Bucket: 'anchors', Key, BypassGovernanceRetention },
        Retention: { Mode, RetainUntilDate: new Date(untilMs) },
      }),
    );

  it('cannot be deleted until its date in the mode COMPLIANCE, by anybody', async () => {
    const version = await put('anchors', 'one', lock('COMPLIANCE'));
    await expect(errorOf(remove('anchors', version))).resolves.toBe(LOCKED);
    await expect(errorOf(remove('anchors', version, true))).resolves.toBe(LOCKED);
    s3.setNow(until.getTime() - 1);
    await expect(errorOf(remove('anchors', version))).resolves.toBe(LOCKED);
    await expect(get('anchors', version)).resolves.toBe('one');
    s3.setNow(until.getTime());
    await remove('anchors', version);
    await expect(versionsOf('anchors')).resolves.toEqual({ versions: [], markers: [] });
  });

  it('stays when its object is written again or deleted', async () => {
    const version = await put('anchors', 'one', lock('COMPLIANCE'));
    await put('anchors', 'two');
    await remove('anchors');
    await expect(get('anchors', version)).resolves.toBe('one');
  });

  it('can be deleted in the mode GOVERNANCE by who may bypass it', async () => {
    const version = await put('anchors', 'one', lock('GOVERNANCE'));
    await expect(errorOf(remove('anchors', version))).resolves.toBe(LOCKED);
    await remove('anchors', version, true);
    await expect(versionsOf('anchors')).resolves.toEqual({ versions: [], markers: [] });
  });

  it('has its retention in its description, and keeps it over a restart', async () => {
    const version = await put('anchors', 'one', lock('COMPLIANCE'));
    await s3.restart();
    const head = await s3.client.send(new HeadObjectCommand({ Bucket: 'anchors', Key }));
    expect(head).toMatchObject({ ...lock('COMPLIANCE'), VersionId: version });
    const { Retention } = await s3.client.send(new GetObjectRetentionCommand({ Bucket: 'anchors', Key }));
    expect(Retention).toEqual({ Mode: 'COMPLIANCE', RetainUntilDate: until });
    await expect(errorOf(remove('anchors', version))).resolves.toBe(LOCKED);
  });

  it('can only be retained longer in the mode COMPLIANCE', async () => {
    await put('anchors', 'one', lock('COMPLIANCE'));
    await expect(errorOf(retain('COMPLIANCE', until.getTime() - HOUR_MS, true))).resolves.toBe(LOCKED);
    await expect(errorOf(retain('GOVERNANCE', until.getTime() + HOUR_MS, true))).resolves.toBe(LOCKED);
    await retain('COMPLIANCE', until.getTime() + HOUR_MS);
    const { Retention } = await s3.client.send(new GetObjectRetentionCommand({ Bucket: 'anchors', Key }));
    expect(Retention?.RetainUntilDate).toEqual(new Date(until.getTime() + HOUR_MS));
  });

  it('can be retained shorter in the mode GOVERNANCE by who may bypass it', async () => {
    await put('anchors', 'one', lock('GOVERNANCE'));
    await expect(errorOf(retain('GOVERNANCE', NOW_MS + HOUR_MS))).resolves.toBe(LOCKED);
    await retain('GOVERNANCE', NOW_MS + HOUR_MS, true);
  });

  it('cannot be deleted while it has a legal hold', async () => {
    const version = await put('anchors', 'one', { ObjectLockLegalHoldStatus: 'ON' });
    const hold = (Status: 'ON' | 'OFF') =>
      s3.client.send(new PutObjectLegalHoldCommand({ Bucket: 'anchors', Key, LegalHold: { Status } }));
    await expect(errorOf(remove('anchors', version, true))).resolves.toBe(LOCKED);
    await hold('OFF');
    const { LegalHold } = await s3.client.send(new GetObjectLegalHoldCommand({ Bucket: 'anchors', Key }));
    expect(LegalHold?.Status).toBe('OFF');
    await remove('anchors', version);
  });

  it('is one of several keys that DeleteObjects deletes', async () => {
    const VersionId = await put('anchors', 'one', lock('COMPLIANCE'));
    const { Errors, Deleted } = await s3.client.send(
      new DeleteObjectsCommand({
        Bucket: 'anchors',
        Delete: { Objects: [{ Key, VersionId }, { Key: 'other' }] },
      }),
    );
    expect(Errors).toMatchObject([{ Key, VersionId, Code: 'AccessDenied' }]);
    expect(Deleted).toMatchObject([{ Key: 'other', DeleteMarker: true }]);
  });

  it('has the retention of its bucket by default', async () => {
    const version = await put('kept', 'one');
    await expect(errorOf(remove('kept', version))).resolves.toBe(LOCKED);
    s3.setNow(NOW_MS + 365 * DAY_MS);
    await remove('kept', version);
    const { ObjectLockConfiguration } = await s3.client.send(
      new GetObjectLockConfigurationCommand({ Bucket: 'kept' }),
    );
    expect(ObjectLockConfiguration).toEqual({
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 365 } },
    });
  });

  it.each([
    [
      'a date in the past',
      { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: new Date(NOW_MS) },
      'InvalidArgument: The retain until date must be in the future!',
    ],
    [
      'no date',
      { ObjectLockMode: 'COMPLIANCE' },
      'InvalidArgument: x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied',
    ],
  ] as const)('is not written with %s', async (_, more, error) => {
    await expect(errorOf(put('anchors', 'one', more))).resolves.toBe(error);
  });

  it('has no retention if none was set', async () => {
    await put('anchors', 'one');
    const retention = s3.client.send(new GetObjectRetentionCommand({ Bucket: 'anchors', Key }));
    await expect(errorOf(retention)).resolves.toContain('NoSuchObjectLockConfiguration');
  });
});
