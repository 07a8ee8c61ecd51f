import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectAclCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { bucketNamed, errorOf, NOW_MS, type S3Server, startS3 } from './s3.spec-kit.ts';

const Bucket = 'shelf';
let s3: S3Server;
beforeEach(async () => {
  s3 = await startS3([
    bucketNamed(Bucket),
    bucketNamed('attic', { encryption: { algorithm: 'aws:kms', keyId: 'k' } }),
  ]);
});
afterEach(() => s3.stop());

const put = (
  Key: string,
  Body: PutObjectCommandInput['Body'] = Key,
  more: Partial<PutObjectCommandInput> = {},
) => s3.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = async (Key: string) =>
  (await s3.client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
const list = async (more: object = {}) => s3.client.send(new ListObjectsV2Command({ Bucket, ...more }));

describe('an object', () => {
  it('is returned with its content, metadata and headers', async () => {
    const { ETag } = await put('jars/1 ä+%.txt', 'jam', {
      ContentType: 'text/plain',
      CacheControl: 'no-store',
      ContentDisposition: 'attachment; filename="jam.txt"',
      Metadata: { owner: 'ann' },
    });
    // MD5 of "jam".
    expect(ETag).toBe('"5275cb415e5bc3948e8f2cd492859f26"');
    const found = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'jars/1 ä+%.txt' }));
    expect(found).toMatchObject({
      ...{ ETag, ContentLength: 3, ContentType: 'text/plain', CacheControl: 'no-store' },
      ContentDisposition: 'attachment; filename="jam.txt"',
      ...{ Metadata: { owner: 'ann' }, LastModified: new Date(NOW_MS), ServerSideEncryption: 'AES256' },
    });
    expect(found.VersionId).toBeUndefined();
    await expect(found.Body?.transformToString()).resolves.toBe('jam');
  });

  it('is described without its content', async () => {
    await put('jam');
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'jam', ChecksumMode: 'ENABLED' }));
    expect(head).toMatchObject({
      ContentLength: 3,
      ContentType: 'application/octet-stream',
      ChecksumCRC32: '9eTQ5w==',
    });
    await expect(errorOf(s3.client.send(new HeadObjectCommand({ Bucket, Key: 'no' })))).resolves.toContain(
      'NotFound',
    );
  });

  it('may be empty, and may be sent as a stream', async () => {
    await put('empty', '');
    await expect(get('empty')).resolves.toBe('');
    const parts = ['x'.repeat(70_000), 'y'.repeat(70_000)];
    await put('stream', Readable.from(parts.map((part) => Buffer.from(part))), { ContentLength: 140_000 });
    await expect(get('stream')).resolves.toBe(parts.join(''));
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'stream' }));
    expect([head.ContentLength, head.ContentEncoding]).toEqual([140_000, undefined]);
  });

  it('is replaced and deleted, with its file', async () => {
    await put('jam', 'one');
    await put('jam', 'two');
    await expect(get('jam')).resolves.toBe('two');
    expect(readdirSync(s3.folder)).toHaveLength(1);
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: 'jam' }));
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: 'jam' }));
    expect(readdirSync(s3.folder)).toEqual([]);
    await expect(errorOf(get('jam'))).resolves.toBe('NoSuchKey: The specified key does not exist.');
  });

  it('survives a restart, which removes what a kill has left', async () => {
    await put('jam');
    writeFileSync(join(s3.folder, 'left'), 'x');
    await s3.restart();
    await expect(get('jam')).resolves.toBe('jam');
    expect(readdirSync(s3.folder)).toHaveLength(1);
  });

  it.each([
    ['bytes=0-1', '01', 'bytes 0-1/10'],
    ['bytes=8-', '89', 'bytes 8-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=5-99', '56789', 'bytes 5-9/10'],
  ])('is returned in part for the range %s', async (Range, content, ContentRange) => {
    await put('digits', '0123456789');
    const part = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'digits', Range }));
    expect(part).toMatchObject({ ContentRange, ContentLength: content.length });
    await expect(part.Body?.transformToString()).resolves.toBe(content);
  });

  it('is not returned for a range after its end', async () => {
    await put('jam');
    const part = s3.client.send(new GetObjectCommand({ Bucket, Key: 'jam', Range: 'bytes=3-' }));
    await expect(errorOf(part)).resolves.toBe('InvalidRange: The requested range is not satisfiable');
  });

  it('is written and read under conditions', async () => {
    const failed = 'PreconditionFailed: At least one of the pre-conditions you specified did not hold';
    const { ETag } = await put('jam', 'one', { IfNoneMatch: '*' });
    await expect(errorOf(put('jam', 'two', { IfNoneMatch: '*' }))).resolves.toBe(failed);
    await expect(errorOf(put('jam', 'two', { IfMatch: '"other"' }))).resolves.toBe(failed);
    await put('jam', 'two', { IfMatch: ETag });
    const stale = s3.client.send(new GetObjectCommand({ Bucket, Key: 'jam', IfMatch: ETag }));
    await expect(errorOf(stale)).resolves.toBe(failed);
    expect(readdirSync(s3.folder)).toHaveLength(1);
  });

  it('names the encryption of its bucket or its own', async () => {
    const attic = { Bucket: 'attic', Key: 'jam', Body: 'jam' };
    expect(await s3.client.send(new PutObjectCommand(attic))).toMatchObject({
      ...{ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'k' },
    });
    const own = await put('jam', 'jam', { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'other' });
    expect(own).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'other' });
  });
});

describe('an upload', () => {
  it.each([
    [
      'a wrong checksum',
      { ChecksumCRC32: 'AAAAAA==' },
      'BadDigest: The CRC32 you specified did not match what we received.',
    ],
    [
      'a wrong MD5',
      { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' },
      'BadDigest: The Content-MD5 you specified did not match what we received.',
    ],
    [
      'tags',
      { Tagging: 'a=b' },
      'NotImplemented: The header x-amz-tagging is not supported by the local cloud',
    ],
    [
      'too much metadata',
      { Metadata: { a: 'x'.repeat(2_048) } },
      'MetadataTooLarge: Your metadata headers exceed the maximum allowed metadata size',
    ],
    [
      'a lock',
      { ObjectLockLegalHoldStatus: 'ON' },
      'InvalidRequest: Bucket is missing Object Lock Configuration',
    ],
    ['too long a key', { Key: 'ä'.repeat(513) }, 'KeyTooLongError: Your key is too long'],
    ['another bucket', { Bucket: 'no' }, 'NoSuchBucket: The specified bucket does not exist'],
  ] as const)('with %s is refused', async (_, more, error) => {
    await expect(errorOf(put('jam', 'jam', more))).resolves.toBe(error);
    expect(readdirSync(s3.folder)).toEqual([]);
  });
});

describe('a listing', () => {
  beforeEach(async () => {
    for (const key of ['a', 'b/1', 'b/2', 'b/3', 'c', 'ä']) await put(key);
  });

  it('has the keys in the order of their bytes', async () => {
    const { Contents, KeyCount, IsTruncated } = await list();
    expect(Contents?.map(({ Key }) => Key)).toEqual(['a', 'b/1', 'b/2', 'b/3', 'c', 'ä']);
    expect([KeyCount, IsTruncated, Contents?.[1]?.Size]).toEqual([6, false, 3]);
  });

  it('has those with a prefix, or after a key', async () => {
    const keys = async (more: object) => (await list(more)).Contents?.map(({ Key }) => Key);
    await expect(keys({ Prefix: 'b/' })).resolves.toEqual(['b/1', 'b/2', 'b/3']);
    await expect(keys({ StartAfter: 'b/2' })).resolves.toEqual(['b/3', 'c', 'ä']);
  });

  it.each([1, 2, 3, 4])('has groups of keys, in pages of %d', async (MaxKeys) => {
    const found: (string | undefined)[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await list({ Delimiter: '/', MaxKeys, ContinuationToken });
      expect(page.KeyCount).toBeLessThanOrEqual(MaxKeys);
      const keys = [
        ...(page.Contents ?? []).map(({ Key }) => Key),
        ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
      ];
      found.push(...keys);
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(found.toSorted()).toEqual(['a', 'b/', 'c', 'ä']);
  });
});

describe('DeleteObjects', () => {
  it('deletes each key, of any characters', async () => {
    const keys = [' a ', '<b>&"c"', 'no'];
    for (const key of keys.slice(0, 2)) await put(key);
    const Delete = { Objects: keys.map((Key) => ({ Key })) };
    const { Deleted, Errors } = await s3.client.send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect([Deleted?.map(({ Key }) => Key), Errors]).toEqual([keys, undefined]);
    expect((await list()).KeyCount).toBe(0);
  });
});

describe('S3', () => {
  it('describes the buckets of the templates', async () => {
    const { Buckets } = await s3.client.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['attic', 'shelf']);
    await s3.client.send(new HeadBucketCommand({ Bucket }));
    const location = await s3.client.send(new GetBucketLocationCommand({ Bucket }));
    expect(location.LocationConstraint).toBeFalsy();
  });

  it('refuses operations that it does not have', async () => {
    await put('jam');
    const acl = s3.client.send(new PutObjectAclCommand({ Bucket, Key: 'jam', ACL: 'private' }));
    await expect(errorOf(acl)).resolves.toContain(
      'NotImplemented: PUT /shelf/jam?acl= is not supported by the local cloud',
    );
  });

  it.each(['/shelf/jam', '/shelf?list-type=2', '/'])('refuses an unsigned request for %s', async (path) => {
    await put('jam');
    const response = await fetch(`${s3.url}${path}`);
    expect(response.status).toBe(403);
    await expect(response.text()).resolves.toContain(
      '<Code>AccessDenied</Code><Message>Access Denied</Message>',
    );
  });
});
