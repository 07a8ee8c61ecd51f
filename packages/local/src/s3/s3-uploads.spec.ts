import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { bucketNamed, errorOf, type S3Server, startS3 } from './s3.spec-kit.ts';

const named = { Bucket: 'shelf', Key: 'large' };
const MIB = 1_048_576;
const [FIRST, SECOND] = [Buffer.alloc(5 * MIB, 'a'), Buffer.from('end')];
const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest();

let s3: S3Server;
let UploadId: string | undefined;
beforeEach(async () => {
  s3 = await startS3([bucketNamed('shelf', { versioning: 'Enabled' })]);
  const create = new CreateMultipartUploadCommand({
    ...named,
    ContentType: 'text/plain',
    Metadata: { owner: 'ann' },
  });
  ({ UploadId } = await s3.client.send(create));
});
afterEach(() => s3.stop());

const upload = async (PartNumber: number, Body: Buffer) => {
  const { ETag } = await s3.client.send(new UploadPartCommand({ ...named, UploadId, PartNumber, Body }));
  return { PartNumber, ETag };
};
const complete = (Parts: readonly { PartNumber: number; ETag: string | undefined }[]) =>
  s3.client.send(
    new CompleteMultipartUploadCommand({ ...named, UploadId, MultipartUpload: { Parts: [...Parts] } }),
  );

describe('a multipart upload', () => {
  it('becomes one object with the contents of its parts, over a restart', async () => {
    const second = await upload(2, SECOND);
    await upload(1, Buffer.from('replaced'));
    const first = await upload(1, FIRST);
    await s3.restart();
    const { ETag, VersionId } = await complete([first, second]);
    expect(ETag).toBe(`"${md5(Buffer.concat([md5(FIRST), md5(SECOND)])).toString('hex')}-2"`);
    const found = await s3.client.send(new GetObjectCommand({ ...named, VersionId }));
    expect(found).toMatchObject({ ContentType: 'text/plain', Metadata: { owner: 'ann' }, ETag });
    const content = Buffer.from((await found.Body?.transformToByteArray()) ?? []);
    expect(content.equals(Buffer.concat([FIRST, SECOND]))).toBe(true);
    expect(readdirSync(s3.folder)).toHaveLength(1);
  });

  it('is removed with its parts', async () => {
    await upload(1, SECOND);
    await s3.client.send(new AbortMultipartUploadCommand({ ...named, UploadId }));
    expect(readdirSync(s3.folder)).toEqual([]);
    await expect(errorOf(upload(2, SECOND))).resolves.toContain('NoSuchUpload');
  });

  it('is refused with parts that are missing, in another order, or too small', async () => {
    const first = await upload(1, SECOND);
    const second = await upload(2, SECOND);
    await expect(
      errorOf(
        complete([
          { ...first, ETag: second.ETag },
          { PartNumber: 3, ETag: 'x' },
        ]),
      ),
    ).resolves.toContain('InvalidPart:');
    await expect(errorOf(complete([second, first]))).resolves.toContain('InvalidPartOrder');
    await expect(errorOf(complete([first, second]))).resolves.toContain('EntityTooSmall');
    await expect(errorOf(upload(10_001, SECOND))).resolves.toContain('InvalidArgument');
    await complete([first]);
  });
});
