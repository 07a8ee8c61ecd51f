import { readdirSync } from 'node:fs';
import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { bucketNamed, DAY_MS, errorOf, HOUR_MS, NOW_MS, type S3Server, startS3 } from './s3.spec-kit.ts';

const rule = (settings: object) => ({ prefix: '', expiresDeleteMarkers: false, ...settings });
/** The midnight after one day: `NOW_MS` is 10:00. */
const EXPIRY_MS = Date.UTC(2026, 11, 2);

let s3: S3Server;
beforeEach(async () => {
  s3 = await startS3([
    bucketNamed('exports', {
      lifecycle: [rule({ prefix: 'exports/', expirationDays: 1, abortUploadDays: 1 })],
    }),
    bucketNamed('versions', {
      versioning: 'Enabled',
      objectLock: true,
      lifecycle: [rule({ expirationDays: 1, noncurrentDays: 2 })],
    }),
  ]);
});
afterEach(() => s3.stop());

const put = (Bucket: string, Key: string, more: object = {}) =>
  s3.client.send(new PutObjectCommand({ Bucket, Key, Body: Key, ...more }));
const keysIn = async (Bucket: string) =>
  ((await s3.client.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []).map(({ Key }) => Key);
const versionsIn = async (Bucket: string) => {
  const { Versions = [], DeleteMarkers = [] } = await s3.client.send(
    new ListObjectVersionsCommand({ Bucket }),
  );
  return [Versions.length, DeleteMarkers.length];
};

describe('the lifecycle of a bucket', () => {
  it('deletes objects with the prefix of a rule at the midnight after their days', async () => {
    await put('exports', 'exports/1');
    await put('exports', 'other/1');
    s3.setNow(EXPIRY_MS - 1);
    await expect(keysIn('exports')).resolves.toEqual(['exports/1', 'other/1']);
    s3.setNow(EXPIRY_MS + HOUR_MS);
    await expect(keysIn('exports')).resolves.toEqual(['other/1']);
    expect(readdirSync(s3.folder)).toHaveLength(1);
  });

  it('is applied at the first request after a start', async () => {
    await put('exports', 'exports/1');
    s3.setNow(EXPIRY_MS);
    await s3.restart();
    const head = s3.client.send(new HeadObjectCommand({ Bucket: 'exports', Key: 'exports/1' }));
    await expect(errorOf(head)).resolves.toContain('NotFound');
  });

  it('removes uploads that were not completed', async () => {
    const named = { Bucket: 'exports', Key: 'exports/1' };
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(named));
    const part = new UploadPartCommand({ ...named, UploadId, PartNumber: 1, Body: 'jam' });
    await s3.client.send(part);
    s3.setNow(EXPIRY_MS);
    await keysIn('exports');
    expect(readdirSync(s3.folder)).toEqual([]);
    await expect(errorOf(s3.client.send(part))).resolves.toContain('NoSuchUpload');
  });

  it('hides expired objects of a bucket with versions, and removes them and the marker later', async () => {
    await put('versions', 'jam');
    s3.setNow(EXPIRY_MS);
    await expect(versionsIn('versions')).resolves.toEqual([1, 1]);
    // Two days after the marker, the version is removed.
    s3.setNow(EXPIRY_MS + 2 * DAY_MS);
    await expect(versionsIn('versions')).resolves.toEqual([0, 0]);
  });

  it('removes earlier versions, but no locked one', async () => {
    const lock = { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: new Date(NOW_MS + 30 * DAY_MS) };
    await put('versions', 'jam', lock);
    await put('versions', 'jam');
    await s3.client.send(new DeleteObjectCommand({ Bucket: 'versions', Key: 'jam' }));
    await expect(versionsIn('versions')).resolves.toEqual([2, 1]);
    s3.setNow(NOW_MS + 10 * DAY_MS);
    await expect(versionsIn('versions')).resolves.toEqual([1, 1]);
    s3.setNow(NOW_MS + 31 * DAY_MS);
    await expect(versionsIn('versions')).resolves.toEqual([0, 0]);
  });
});
