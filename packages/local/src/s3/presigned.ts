import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { accessDenied, S3Error } from './s3-error.ts';
import { decode, type S3Request, splitAt } from './s3-request.ts';

/** Key pair with which clients of the local cloud sign. */
export type Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

const ALGORITHM = 'AWS4-HMAC-SHA256';
/** A week. @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
const MAX_EXPIRES_SECONDS = 604_800;
/** Difference of clocks that S3 accepts. */
const MAX_SKEW_MS = 15 * 60_000;

/** Returns whether a URL is signed in its query, as a presigned link is. */
export function isPresigned(url: string): boolean {
  return /[?&]X-Amz-(?:Signature|Algorithm)=/.test(url);
}

/**
 * Checks the signature and the period of a presigned link: Signature Version 4 of its method, path, query and signed headers.
 * Throws an error of S3 if the link is incomplete, changed, expired, from the future, or signed with other credentials.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function checkPresigned(request: S3Request, credentials: Credentials, nowMs: number): void {
  const { accessKeyId, scope, date, signedHeaders, signature, expiresSeconds } = partsOf(request);
  const signedAtMs = Date.parse(
    date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  const [day, region, service, end] = scope;
  if (Number.isNaN(signedAtMs) || day !== date.slice(0, 8) || service !== 's3' || end !== 'aws4_request')
    throw malformed(`X-Amz-Credential must be KEY/${date.slice(0, 8)}/REGION/s3/aws4_request`);
  if (accessKeyId !== credentials.accessKeyId)
    throw new S3Error(
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
      403,
      { elements: { AWSAccessKeyId: accessKeyId } },
    );
  if (signedAtMs - nowMs > MAX_SKEW_MS) throw accessDenied('Request is not valid yet');
  const expiresAtMs = signedAtMs + expiresSeconds * 1_000;
  if (nowMs >= expiresAtMs)
    throw accessDenied('Request has expired', {
      'X-Amz-Expires': expiresSeconds,
      Expires: new Date(expiresAtMs).toISOString(),
      ServerTime: new Date(nowMs).toISOString(),
    });
  const toSign = [ALGORITHM, date, scope.join('/'), hash(canonicalRequest(request, signedHeaders))].join(
    '\n',
  );
  const key = [day, region ?? '', service, end].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${credentials.secretAccessKey}`,
  );
  const [expected, given] = [hmac(key, toSign), Buffer.from(signature, 'hex')];
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new S3Error(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      403,
    );
}

function partsOf({ query, headers }: S3Request) {
  const required = (name: string): string => {
    const values = query.getAll(name);
    const [value] = values;
    if (value === undefined || values.length > 1)
      throw malformed(
        'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, ' +
          'X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
      );
    return value;
  };
  if (required('X-Amz-Algorithm') !== ALGORITHM)
    throw malformed(`X-Amz-Algorithm only supports "${ALGORITHM}"`);
  const expires = required('X-Amz-Expires');
  if (!/^\d{1,6}$/.test(expires) || Number(expires) < 1 || Number(expires) > MAX_EXPIRES_SECONDS)
    throw malformed('X-Amz-Expires must be between 1 and 604800 seconds');
  const [accessKeyId = '', ...scope] = required('X-Amz-Credential').split('/');
  const signedHeaders = required('X-Amz-SignedHeaders').split(';');
  if (!signedHeaders.includes('host')) throw malformed('X-Amz-SignedHeaders must include host');
  const unsigned = Object.keys(headers).find(
    (name) => name.startsWith('x-amz-') && !signedHeaders.includes(name) && name !== 'x-amz-content-sha256',
  );
  if (unsigned !== undefined)
    throw accessDenied('There were headers present in the request which were not signed', {
      HeadersNotSigned: unsigned,
    });
  return {
    accessKeyId,
    scope,
    signedHeaders,
    date: required('X-Amz-Date'),
    signature: required('X-Amz-Signature'),
    expiresSeconds: Number(expires),
  };
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function canonicalRequest({ method, url, headers }: S3Request, signedHeaders: readonly string[]): string {
  const [path, search] = splitAt(url, '?');
  const query = search
    .split('&')
    .map((each) => splitAt(each, '=').map((part) => encode(decode(part))) as [string, string])
    .filter(([name]) => name !== 'X-Amz-Signature')
    .toSorted(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const named = signedHeaders.map(
    (name) =>
      `${name}:${String(headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  );
  const payload = String(headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD');
  return [method, canonicalPath(path), query, named.join(''), signedHeaders.join(';'), payload].join('\n');
}

/** The path is encoded once for S3, whatever the client has encoded. */
function canonicalPath(path: string): string {
  return path
    .split('/')
    .map((segment) => encode(decode(segment)))
    .join('/');
}

/** Encodes all characters but the unreserved ones of RFC 3986. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function malformed(message: string): S3Error {
  return new S3Error('AuthorizationQueryParametersError', message, 400);
}
