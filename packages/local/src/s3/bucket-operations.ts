import { S3Error } from './s3-error.ts';
import { type S3Operations, xmlResponse } from './s3-operation.ts';

/** Creates the operations that describe a bucket. Buckets and their settings come from the templates only. */
export function bucketOperations(region: string): S3Operations {
  return {
    HeadBucket: () => ({ status: 200, headers: { 'x-amz-bucket-region': region } }),
    // Empty for the region us-east-1: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
    GetBucketLocation: () => xmlResponse('LocationConstraint', region === 'us-east-1' ? '' : region),
    GetBucketVersioning: ({ bucket }) =>
      xmlResponse('VersioningConfiguration', { Status: bucket.versioning }),
    GetObjectLockConfiguration: ({ bucket: { objectLock, defaultRetention } }) => {
      if (!objectLock)
        throw new S3Error(
          'ObjectLockConfigurationNotFoundError',
          'Object Lock configuration does not exist for this bucket',
          404,
        );
      return xmlResponse('ObjectLockConfiguration', {
        ObjectLockEnabled: 'Enabled',
        Rule: defaultRetention && {
          DefaultRetention: { Mode: defaultRetention.mode, Days: defaultRetention.days },
        },
      });
    },
  };
}
