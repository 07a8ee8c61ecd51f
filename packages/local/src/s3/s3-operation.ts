import type { BucketResource } from '@tradepost/compiled-service/templates/resources';
import type { BodyFiles } from './body-files.ts';
import type { ObjectStore } from './object-store.ts';
import type { S3Request } from './s3-request.ts';
import type { UploadStore } from './upload-store.ts';
import { toXml, type XmlContent } from './xml.ts';

/** Stores that the operations of S3 use. */
export type S3Parts = {
  readonly objects: ObjectStore;
  readonly uploads: UploadStore;
  readonly files: BodyFiles;
};

/** A call of an operation on a bucket that exists, at the time `nowMs`. */
export type S3Call = {
  readonly request: S3Request;
  readonly bucket: BucketResource;
  /** Body of the request. */
  readonly body: Buffer;
  readonly nowMs: number;
};

/** Response of an operation. A file is sent from one byte to another, both included. */
export type S3Response = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | { readonly path: string; readonly start: number; readonly end: number };
};

/** Operations by name. Each throws an `S3Error` for an error of the caller. */
export type S3Operations = Readonly<Record<string, (call: S3Call) => S3Response | Promise<S3Response>>>;

/** Returns a response with an XML document. */
export function xmlResponse(root: string, content: XmlContent): S3Response {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: toXml(root, content) };
}
