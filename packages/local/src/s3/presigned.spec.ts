import { GetObjectCommand, type GetObjectCommandInput, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { checkPresigned } from './presigned.ts';
import { bucketNamed, HOUR_MS, NOW_MS, type S3Server, startS3 } from './s3.spec-kit.ts';
import { parseS3Request } from './s3-request.ts';

const Bucket = 'exports';
const Key = 'subject 1/data+ä.json';
let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3([bucketNamed(Bucket)]);
  const Body = '{"name":"Ann"}';
  await s3.client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json' }));
});
beforeEach(() => s3.setNow(NOW_MS));
afterAll(() => s3.stop());

const sign = (more: Partial<GetObjectCommandInput> = {}, client = s3.client) =>
  getSignedUrl(client, new GetObjectCommand({ Bucket, Key, ...more }), {
    expiresIn: 24 * 3_600,
    signingDate: new Date(NOW_MS),
  });
const codeOf = async (url: string, init: RequestInit = {}) => {
  const response = await fetch(url, init);
  const [, code] = /<Code>(\w+)<\/Code>/.exec(await response.text()) ?? [];
  return [response.status, code];
};

describe('a presigned link', () => {
  it('returns its object without credentials', async () => {
    const response = await fetch(await sign());
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    await expect(response.json()).resolves.toEqual({ name: 'Ann' });
  });

  it('returns headers that it sets', async () => {
    const url = await sign({
      ResponseContentDisposition: 'attachment; filename="my data.json"',
      ResponseCacheControl: 'no-store',
    });
    const { headers } = await fetch(url);
    expect([headers.get('content-disposition'), headers.get('cache-control')]).toEqual([
      'attachment; filename="my data.json"',
      'no-store',
    ]);
  });

  it('is valid until it expires', async () => {
    const url = await sign();
    s3.setNow(NOW_MS + 24 * HOUR_MS - 1);
    expect((await fetch(url)).status).toBe(200);
    s3.setNow(NOW_MS + 24 * HOUR_MS);
    const expired = await fetch(url);
    expect(expired.status).toBe(403);
    await expect(expired.text()).resolves.toContain(
      '<Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>86400</X-Amz-Expires>' +
        '<Expires>2026-12-01T10:00:00.000Z</Expires>',
    );
  });

  it('is not valid if it was signed in the future', async () => {
    const url = await sign();
    s3.setNow(NOW_MS - HOUR_MS / 4 - 1);
    await expect(codeOf(url)).resolves.toEqual([403, 'AccessDenied']);
  });

  it.each([
    ['another key', (url: string) => url.replace('data', 'date')],
    ['a longer period', (url: string) => url.replace('X-Amz-Expires=86400', 'X-Amz-Expires=86401')],
    ['a later date', (url: string) => url.replace('T100000Z', 'T100001Z')],
    [
      'another signature',
      (url: string) =>
        url.replace(/X-Amz-Signature=./, (text) => `${text.slice(0, -1)}${text.endsWith('0') ? 1 : 0}`),
    ],
    ['no signature', (url: string) => url.replace(/X-Amz-Signature=\w+/, 'X-Amz-Signature=')],
    ['another header of the response', (url: string) => `${url}&response-content-type=text/html`],
    ['a version', (url: string) => `${url}&versionId=null`],
    ['another host', (url: string) => url.replace('127.0.0.1', 'localhost')],
  ])('is refused with %s', async (_, change) => {
    const url = await sign();
    await expect(codeOf(change(url))).resolves.toEqual([403, 'SignatureDoesNotMatch']);
  });

  it('is refused for another method', async () => {
    await expect(codeOf(await sign(), { method: 'DELETE' })).resolves.toEqual([403, 'SignatureDoesNotMatch']);
  });

  it('is refused with a header that changes the request and is not signed', async () => {
    const headers = { 'x-amz-meta-owner': 'eve' };
    await expect(codeOf(await sign(), { headers })).resolves.toEqual([403, 'AccessDenied']);
  });

  it.each([
    ['no date', (url: string) => url.replace(/&X-Amz-Date=\w+/, '')],
    ['two dates', (url: string) => `${url}&X-Amz-Date=20261130T100000Z`],
    ['a period above a week', (url: string) => url.replace('X-Amz-Expires=86400', 'X-Amz-Expires=604801')],
    ['another algorithm', (url: string) => url.replace('HMAC-SHA256', 'HMAC-SHA1')],
    ['another service', (url: string) => url.replace('%2Fs3%2F', '%2Fsqs%2F')],
    ['no signed host', (url: string) => url.replace('SignedHeaders=host', 'SignedHeaders=date')],
  ])('is malformed with %s', async (_, change) => {
    await expect(codeOf(change(await sign()))).resolves.toEqual([400, 'AuthorizationQueryParametersError']);
  });

  it('is refused if other credentials have signed it', async () => {
    const signed = async (accessKeyId: string, secretAccessKey: string) => {
      const credentials = { accessKeyId, secretAccessKey };
      const other = new S3Client({ endpoint: s3.url, region: 'us-east-1', credentials });
      const url = await sign({}, other);
      other.destroy();
      return codeOf(url);
    };
    await expect(signed('other', 'local')).resolves.toEqual([403, 'InvalidAccessKeyId']);
    await expect(signed('local', 'other')).resolves.toEqual([403, 'SignatureDoesNotMatch']);
  });

  it('uploads an object', async () => {
    const url = await getSignedUrl(s3.client, new PutObjectCommand({ Bucket, Key: 'upload' }), {
      ...{ expiresIn: 60, signingDate: new Date(NOW_MS) },
    });
    expect((await fetch(url, { method: 'PUT', body: 'jam' })).status).toBe(200);
    const found = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'upload' }));
    await expect(found.Body?.transformToString()).resolves.toBe('jam');
  });
});

describe('checkPresigned', () => {
  // The example of https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
  const credentials = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  };
  const url =
    '/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request' +
    '&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host' +
    '&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';
  const check = (to: string) =>
    checkPresigned(
      parseS3Request('GET', to, { host: 'examplebucket.s3.amazonaws.com' }),
      credentials,
      Date.UTC(2013, 4, 24, 12),
    );

  it('accepts the example of AWS', () => {
    expect(() => check(url)).not.toThrow();
  });

  it('refuses the example with another path', () => {
    expect(() => check(url.replace('test', 'text'))).toThrow('does not match the signature');
  });
});
