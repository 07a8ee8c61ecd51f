import type { IncomingHttpHeaders } from 'node:http';
import type { BucketResource } from '@tradepost/compiled-service/templates/resources';
import { NO_VERSION, type ObjectVersion, type StoredHeaders, type Version } from './object-store.ts';
import { notImplemented, S3Error } from './s3-error.ts';

const STORED = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-bucket-key-enabled',
];
const METADATA = 'x-amz-meta-';
/** Headers whose effect is missing here, so that a request with one is refused. */
const UNSUPPORTED =
  /^x-amz-(?:acl|copy-source|grant-.*|server-side-encryption-customer-.*|tagging|website-redirect-location|write-offset-bytes)$/;
/** Size of all metadata. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
const MAX_METADATA_BYTES = 2_048;
/** Query parameters that replace headers of a response. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
const OVERRIDES = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/** Returns the headers to store with a new object: those of the request, and the encryption of the bucket by default. */
export function headersToStore(headers: IncomingHttpHeaders, { encryption }: BucketResource): StoredHeaders {
  const unsupported = Object.keys(headers).find((name) => UNSUPPORTED.test(name));
  if (unsupported !== undefined) throw notImplemented(`The header ${unsupported}`);
  const stored: Record<string, string> = {
    'content-type': 'binary/octet-stream',
    'x-amz-server-side-encryption': encryption.algorithm,
    ...(encryption.keyId === undefined
      ? {}
      : { 'x-amz-server-side-encryption-aws-kms-key-id': encryption.keyId }),
  };
  let metadataBytes = 0;
  for (const [name, value] of Object.entries(headers)) {
    const isMetadata = name.startsWith(METADATA);
    if (isMetadata) metadataBytes += Buffer.byteLength(name.slice(METADATA.length) + String(value));
    if (isMetadata || STORED.includes(name)) stored[name] = String(value);
  }
  if (metadataBytes > MAX_METADATA_BYTES)
    throw new S3Error(
      'MetadataTooLarge',
      'Your metadata headers exceed the maximum allowed metadata size',
      400,
    );
  // Not a coding of the content, but of the request.
  const codings = (stored['content-encoding'] ?? '').split(',').map((coding) => coding.trim());
  const encoding = codings.filter((coding) => coding !== 'aws-chunked').join(', ');
  if (encoding === '') delete stored['content-encoding'];
  else stored['content-encoding'] = encoding;
  return stored;
}

/** Returns the headers of a response with an object or with its description. */
export function headersOf(
  version: ObjectVersion,
  query: URLSearchParams,
  withChecksum: boolean,
): Readonly<Record<string, string>> {
  const kept = Object.entries(version.headers).filter(
    ([name]) => withChecksum || !name.startsWith('x-amz-checksum-'),
  );
  const overrides = OVERRIDES.flatMap((name) => {
    const value = query.get(`response-${name}`);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries([...kept, ...overrides]),
    'accept-ranges': 'bytes',
    etag: version.etag,
    'last-modified': new Date(version.modifiedAtMs).toUTCString(),
    ...versionHeader(version),
    ...lockHeaders(version),
  };
}

/** Returns the header with the id of a version, if the bucket has versions. */
export function versionHeader({ versionId }: Pick<Version, 'versionId'>): Readonly<Record<string, string>> {
  return versionId === NO_VERSION ? {} : { 'x-amz-version-id': versionId };
}

/** Returns the encryption of an object, which the response to its upload has as well. */
export function encryptionHeaders(headers: StoredHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.startsWith('x-amz-server-side-encryption')),
  );
}

function lockHeaders({ lock: { retention, legalHold } }: ObjectVersion): Readonly<Record<string, string>> {
  return {
    ...(retention === undefined
      ? {}
      : {
          'x-amz-object-lock-mode': retention.mode,
          'x-amz-object-lock-retain-until-date': new Date(retention.untilMs).toISOString(),
        }),
    ...(legalHold ? { 'x-amz-object-lock-legal-hold': 'ON' } : {}),
  };
}
