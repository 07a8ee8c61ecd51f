import type { AwsCall } from '@tradepost/compiled-service/roles/aws-call';
import { parseXml, textIn } from '../s3/read-xml.ts';
import { parseS3Request } from '../s3/s3-request.ts';
import type { AwsRequest } from './aws-request.ts';

/** Actions by operation, if they have not the same name. Those of an object with a version id are in `OF_VERSIONS`. */
const ACTIONS: Readonly<Record<string, string>> = {
  HeadObject: 'GetObject',
  DeleteObjects: 'DeleteObject',
  CreateMultipartUpload: 'PutObject',
  UploadPart: 'PutObject',
  CompleteMultipartUpload: 'PutObject',
  ListBuckets: 'ListAllMyBuckets',
  HeadBucket: 'ListBucket',
  ListObjectsV2: 'ListBucket',
  ListObjectVersions: 'ListBucketVersions',
  GetObjectLockConfiguration: 'GetBucketObjectLockConfiguration',
};
const OF_VERSIONS: Readonly<Record<string, string>> = {
  GetObject: 'GetObjectVersion',
  DeleteObject: 'DeleteObjectVersion',
};
/** Actions that a header requires in addition. */
const OF_HEADERS: Readonly<Record<string, string>> = {
  'x-amz-object-lock-mode': 'PutObjectRetention',
  'x-amz-object-lock-legal-hold': 'PutObjectLegalHold',
  'x-amz-bypass-governance-retention': 'BypassGovernanceRetention',
};

/**
 * Returns the calls of a request to S3; undefined if its operation is unknown.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export function s3Calls({ method, path, headers, body }: AwsRequest): AwsCall[] | undefined {
  const { operation, bucket, key, query } = parseS3Request(method, path, headers);
  if (operation === undefined) return undefined;
  const arn = `arn:aws:s3:::${bucket}`;
  const named =
    operation === 'DeleteObjects' ? deletedKeys(body) : [{ key, isVersion: query.has('versionId') }];
  return named.flatMap((object) => {
    const own = ACTIONS[operation] ?? operation;
    const actions = [
      (object.isVersion ? OF_VERSIONS[own] : undefined) ?? own,
      ...Object.entries(OF_HEADERS).flatMap(([name, action]) =>
        headers[name] === undefined ? [] : [action],
      ),
    ];
    const resource = bucket === '' ? '*' : object.key === '' ? arn : `${arn}/${object.key}`;
    return actions.map((action) => ({ action: `s3:${action}`, resource }));
  });
}

/** Each key of DeleteObjects needs the permission. */
function deletedKeys(body: Buffer): readonly { readonly key: string; readonly isVersion: boolean }[] {
  return (parseXml(body, 'Delete')['Object'] ?? []).flatMap((each) =>
    typeof each === 'string'
      ? []
      : [{ key: textIn(each, 'Key') ?? '', isVersion: textIn(each, 'VersionId') !== undefined }],
  );
}
