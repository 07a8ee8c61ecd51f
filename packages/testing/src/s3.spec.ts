import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type S3, startS3 } from './s3.ts';

let s3: S3;
beforeAll(async () => {
  s3 = await startS3({
    buckets: { exports: { lifecycle: [{ prefix: '', expirationDays: 1, expiresDeleteMarkers: false }] } },
  });
});
afterAll(() => s3.stop());

describe('startS3', () => {
  it('serves buckets by their names, with a clock that a spec sets', async () => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new S3Client({ endpoint: s3.endpoint, region: 'us-east-1', credentials });
    const named = { Bucket: 'exports', Key: 'data' };
    s3.setNow(Date.UTC(2026, 10, 30));
    await client.send(new PutObjectCommand({ ...named, Body: 'x' }));
    await client.send(new GetObjectCommand(named));
    s3.setNow(Date.UTC(2026, 11, 2));
    await expect(client.send(new GetObjectCommand(named))).rejects.toMatchObject({ name: 'NoSuchKey' });
    client.destroy();
  });
});
