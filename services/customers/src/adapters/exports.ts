import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

export type ExportFormat = 'html' | 'json';

/** Complete exports in their bucket. */
export type Exports = {
  readonly put: (requestId: string, format: ExportFormat, text: string) => Promise<void>;
  /** Returns a URL of an export, which is signed by the role of the function. */
  readonly link: (requestId: string, format: ExportFormat, validSeconds: number) => Promise<string>;
};

const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json',
};

export function createExports(client: S3Client, Bucket: string): Exports {
  return {
    put: async (requestId, format, Body) => {
      await client.send(
        new PutObjectCommand({
          Bucket,
          Key: keyOf(requestId, format),
          Body,
          ContentType: MEDIA_TYPES[format],
        }),
      );
    },
    link: (requestId, format, expiresIn) =>
      getSignedUrl(
        client,
        new GetObjectCommand({
          Bucket,
          Key: keyOf(requestId, format),
          // Saved, and not shown: a page of an export must not run in the browser under the address of the bucket.
          ResponseContentDisposition: `attachment; filename="personal-data.${format}"`,
        }),
        { expiresIn },
      ),
  };
}

function keyOf(requestId: string, format: ExportFormat): string {
  return `exports/${requestId}/data.${format}`;
}
