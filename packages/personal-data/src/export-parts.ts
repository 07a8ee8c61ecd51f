import { DeleteObjectsCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** The parts of an export: what one service has about a person, until they are put together. */
export const EXPORT_PARTS = ['orders', 'payments', 'carts'] as const;
export type ExportPart = (typeof EXPORT_PARTS)[number];

/** The parts in the bucket of exports, which is encrypted and deletes its objects after some days. */
export type ExportParts = {
  /** Stores a part. A repeat replaces it. */
  readonly put: (requestId: string, part: ExportPart, content: unknown) => Promise<void>;
  /** @throws if the part was not stored */
  readonly get: (requestId: string, part: ExportPart) => Promise<unknown>;
  /** Deletes all parts of an export. */
  readonly remove: (requestId: string) => Promise<void>;
};

export function createExportParts(client: S3Client, Bucket: string): ExportParts {
  return {
    put: async (requestId, part, content) => {
      await client.send(
        new PutObjectCommand({
          Bucket,
          Key: keyOf(requestId, part),
          Body: JSON.stringify(content),
          ContentType: 'application/json',
        }),
      );
    },
    get: async (requestId, part) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: keyOf(requestId, part) }));
      return JSON.parse((await Body?.transformToString()) ?? '');
    },
    remove: async (requestId) => {
      const Objects = EXPORT_PARTS.map((part) => ({ Key: keyOf(requestId, part) }));
      const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
      if (Errors.length > 0) throw new Error(`parts of ${requestId} were not deleted: ${Errors[0]?.Code}`);
    },
  };
}

function keyOf(requestId: string, part: ExportPart): string {
  return `parts/${requestId}/${part}.json`;
}
