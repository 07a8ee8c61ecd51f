import { KMSClient } from '@aws-sdk/client-kms';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { bucketNamed, type S3Server, startS3 } from '@tradepost/local/s3/s3.spec-kit';
import { type Kms, startKms } from '@tradepost/testing/kms';
import { anchorKey, anchorText, nextAnchor, type SignedAnchor } from './anchor.ts';
import { type AnchorBucket, createAnchorBucket } from './anchor-bucket.ts';
import { createSign, isSignedBy, readPublicKey, type Sign } from './anchor-key.ts';
import { type AnchorFile, checkAnchors } from './verify/check-anchors.ts';
import type { Fault } from './verify/fault.ts';

const BUCKET = 'anchors-of-dev';
const KEY = 'alias/audit';
const NOW_MS = Date.parse('2026-11-30T12:00:00.000Z');

let s3: S3Server;
let kms: Kms;
let client: KMSClient;
let bucket: AnchorBucket;
let sign: Sign;

beforeAll(async () => {
  kms = await startKms({ keys: { [KEY]: 'ECC_NIST_P256' } });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new KMSClient({ endpoint: kms.endpoint, region: 'us-east-1', credentials });
  sign = createSign(client, KEY);
});
afterAll(async () => {
  client.destroy();
  await kms.stop();
});
beforeEach(async () => {
  const lock = {
    objectLock: true,
    versioning: 'Enabled',
    defaultRetention: { mode: 'COMPLIANCE', days: 1 },
  } as const;
  s3 = await startS3([bucketNamed(BUCKET, lock)]);
  bucket = createAnchorBucket(s3.client, BUCKET);
});
afterEach(() => s3.stop());

/** Stores so many anchors, one after the other. */
async function store(count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const last = (await bucket.last())?.anchor;
    const heads = [{ shard: 3, chain: 'dev/2026-11-30/3', seq: number + 1, hash: 'a'.repeat(64) }];
    const anchor = nextAnchor(last, { stage: 'dev', nowMs: NOW_MS + number, heads });
    expect(await bucket.put({ anchor, signature: await sign(anchorText(anchor)) })).toBe(true);
  }
}

async function faults(): Promise<readonly Fault[]> {
  const found: Fault[] = [];
  const key = await readPublicKey(client, KEY);
  await checkAnchors(bucket.all(), {
    ...{ stage: 'dev', nowMs: undefined, report: (fault: Fault) => void found.push(fault) },
    isSigned: (text, signature) => isSignedBy(key, text, signature),
  });
  return found;
}

async function files(): Promise<readonly AnchorFile[]> {
  const all: AnchorFile[] = [];
  for await (const file of bucket.all()) all.push(file);
  return all;
}

describe('the bucket of anchors', () => {
  it('has no last anchor before the first one', async () => {
    expect(await bucket.last()).toBeUndefined();
    expect(await files()).toEqual([]);
  });

  it('has anchors in their order, signed by the key', async () => {
    await store(3);
    expect((await files()).map(({ key, isReplaced }) => [key, isReplaced])).toEqual(
      [1, 2, 3].map((number) => [anchorKey(number), false]),
    );
    expect((await bucket.last())?.anchor.number).toBe(3);
    expect(await faults()).toEqual([]);
  });

  it('takes one anchor of each number', async () => {
    await store(1);
    const last = (await bucket.last()) as SignedAnchor;
    expect(await bucket.put({ ...last, signature: 'another' })).toBe(false);
    expect(await bucket.last()).toEqual(last);
  });

  it('returns the first version of an anchor that was stored again, and reports that', async () => {
    await store(2);
    const before = await files();
    await s3.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: anchorKey(1), Body: '{}' }));
    expect((await files()).map(({ text }) => text)).toEqual(before.map(({ text }) => text));
    expect(await faults()).toEqual([{ kind: 'anchor-replaced', place: anchorKey(1) }]);
  });

  it('returns an anchor that was deleted, and reports that', async () => {
    await store(2);
    await s3.client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: anchorKey(2) }));
    expect(await faults()).toEqual([{ kind: 'anchor-replaced', place: anchorKey(2) }]);
  });
});
