import type { IncomingHttpHeaders } from 'node:http';
import { S3Error } from './s3-error.ts';

/** A request to S3, by the path of its bucket (`/bucket/key`) or by its host (`bucket.localhost`). */
export type S3Request = {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Name of the operation, such as `GetObject`; undefined if it is unknown here. */
  readonly operation: string | undefined;
  /** Empty for operations of the service, such as `ListBuckets`. */
  readonly bucket: string;
  /** Empty for operations of a bucket. */
  readonly key: string;
  readonly query: URLSearchParams;
};

/** Query parameters that do not choose the operation. */
const PARAMETERS = new Set(
  (
    'continuation-token delimiter encoding-type fetch-owner key-marker max-keys part-number-marker partNumber prefix start-after ' +
    'version-id-marker versionId x-id'
  ).split(' '),
);

/** Operations by method, by what they are of, and by the query parameter that chooses them. */
const OPERATIONS: Readonly<Record<string, string>> = {
  'GET service': 'ListBuckets',
  'HEAD bucket': 'HeadBucket',
  'GET bucket list-type': 'ListObjectsV2',
  'GET bucket versions': 'ListObjectVersions',
  'GET bucket location': 'GetBucketLocation',
  'GET bucket versioning': 'GetBucketVersioning',
  'GET bucket object-lock': 'GetObjectLockConfiguration',
  'POST bucket delete': 'DeleteObjects',
  'GET object': 'GetObject',
  'HEAD object': 'HeadObject',
  'PUT object': 'PutObject',
  'DELETE object': 'DeleteObject',
  'GET object retention': 'GetObjectRetention',
  'PUT object retention': 'PutObjectRetention',
  'GET object legal-hold': 'GetObjectLegalHold',
  'PUT object legal-hold': 'PutObjectLegalHold',
  'POST object uploads': 'CreateMultipartUpload',
  'PUT object uploadId': 'UploadPart',
  'POST object uploadId': 'CompleteMultipartUpload',
  'DELETE object uploadId': 'AbortMultipartUpload',
};

/** Returns bucket, key and operation of a request. Throws `InvalidURI` if the path is not valid. */
export function parseS3Request(method: string, url: string, headers: IncomingHttpHeaders): S3Request {
  const [path = '', search = ''] = splitAt(url, '?');
  // SDKs put the bucket into the host unless the endpoint is an IP address.
  const [, hosted] = /^(.+)\.localhost(?::\d+)?$/.exec(headers.host ?? '') ?? [];
  const inPath = path.slice(1);
  const [bucket, key] = (hosted === undefined ? splitAt(inPath, '/') : [hosted, inPath]).map(decode) as [
    string,
    string,
  ];
  const query = new URLSearchParams(search);
  const of = bucket === '' ? 'service' : key === '' ? 'bucket' : 'object';
  const choosing = [...query.keys()].filter((name) => !isParameter(name));
  const operation = OPERATIONS[[method, of, ...choosing].join(' ')];
  const isCopy = headers['x-amz-copy-source'] !== undefined;
  return { method, url, headers, operation: isCopy ? undefined : operation, bucket, key, query };
}

/** Splits a text at the first occurrence of a separator. */
export function splitAt(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** Parameters of the signature and of the response's headers do not choose the operation either. */
function isParameter(name: string): boolean {
  return PARAMETERS.has(name) || /^(?:x-amz-|response-)/i.test(name);
}

/** Decodes a part of a URL. Throws `InvalidURI` if it is not encoded. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI.", 400);
  }
}
