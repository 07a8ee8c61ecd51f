import { randomUUID } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import type { BucketResource } from '@tradepost/compiled-service/templates/resources';
import { readBody } from '../gateway/request-body.ts';
import { createBodyFiles } from './body-files.ts';
import { bucketOperations } from './bucket-operations.ts';
import { applyLifecycles } from './lifecycle.ts';
import { listingOperations } from './listing-operations.ts';
import { lockOperations } from './lock-operations.ts';
import { objectOperations } from './object-operations.ts';
import { createObjectStore } from './object-store.ts';
import { type Credentials, checkPresigned, isPresigned } from './presigned.ts';
import { accessDenied, errorXml, notImplemented, S3Error } from './s3-error.ts';
import { type S3Operations, type S3Response, xmlResponse } from './s3-operation.ts';
import { parseS3Request, type S3Request } from './s3-request.ts';
import { uploadOperations } from './upload-operations.ts';
import { createUploadStore } from './upload-store.ts';

/** Largest body, which is read as a whole. S3 accepts 5 GiB. */
export const MAX_S3_BODY_BYTES = 256 * 1024 * 1024;
const HOUR_MS = 3_600_000;
/** Clients of the local cloud sign with these: see `awsEnvironment`. */
const CREDENTIALS: Credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Handles a whole request. An error of the caller is a response; any other error rejects. */
export type S3Endpoint = {
  readonly handle: (request: IncomingMessage, response: ServerResponse, body?: Buffer) => Promise<void>;
};

export type S3Options = {
  readonly buckets: readonly BucketResource[];
  readonly database: DatabaseSync;
  /** Folder for the contents of objects. */
  readonly folder: string;
  readonly region: string;
  /** The clock of presigned links, retention and lifecycle. */
  readonly now?: () => number;
};

/**
 * Creates an endpoint with a part of S3: objects with their metadata, versions and locks, listings, multipart uploads and
 * presigned links, in buckets that the templates declare, by the path (`/bucket/key`). Requests need a signature; it is checked
 * only if it is in the query. Lifecycles are applied at the first request, and then before a request after an hour or more.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export function createS3Endpoint({
  buckets,
  database,
  folder,
  region,
  now = Date.now,
}: S3Options): S3Endpoint {
  const files = createBodyFiles(folder);
  const parts = { objects: createObjectStore(database), uploads: createUploadStore(database), files };
  files.keepOnly(new Set([...parts.objects.files(), ...parts.uploads.files()]));
  const operations: S3Operations = {
    ...objectOperations(parts),
    ...listingOperations(parts),
    ...lockOperations(parts),
    ...uploadOperations(parts),
    ...bucketOperations(region),
  };
  let nextSweepMs = 0;
  let sweep = Promise.resolve();
  const sweepIfDue = (nowMs: number): Promise<void> => {
    if (nowMs < nextSweepMs) return sweep;
    nextSweepMs = nowMs + HOUR_MS;
    sweep = applyLifecycles(parts, buckets, nowMs).catch((error: unknown) => {
      nextSweepMs = nowMs;
      throw error;
    });
    return sweep;
  };
  const answer = async (request: S3Request, read: () => Promise<Buffer>): Promise<S3Response> => {
    const nowMs = now();
    authenticate(request, nowMs);
    await sweepIfDue(nowMs);
    const { operation } = request;
    if (operation === 'ListBuckets') return listBuckets(buckets);
    const bucket = buckets.find(({ name }) => name === request.bucket);
    if (bucket === undefined)
      throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', 404, {
        elements: { BucketName: request.bucket },
      });
    const run = operation === undefined ? undefined : operations[operation];
    if (run === undefined) throw notImplemented(`${request.method} ${request.url}`);
    return run({ request, bucket, body: await read(), nowMs });
  };
  return {
    handle: async (request, response, body) => {
      const { method = 'GET', url = '/', headers } = request;
      const read = async () => body ?? readBody(request, MAX_S3_BODY_BYTES);
      try {
        await send(response, await answer(parseS3Request(method, url, headers), read));
      } catch (error) {
        if (!(error instanceof S3Error)) throw error;
        request.resume();
        await send(response, refusal(error, method === 'HEAD'));
      }
    },
  };
}

/** Throws for a request without a signature. One in a header is not checked: any credentials are accepted. */
function authenticate(request: S3Request, nowMs: number): void {
  if (request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') === true) return;
  if (!isPresigned(request.url)) throw accessDenied('Access Denied');
  checkPresigned(request, CREDENTIALS, nowMs);
}

function listBuckets(buckets: readonly BucketResource[]): S3Response {
  const Bucket = buckets.map(({ name }) => ({ Name: name })).toSorted((a, b) => (a.Name < b.Name ? -1 : 1));
  return xmlResponse('ListAllMyBucketsResult', { Owner: { ID: 'local' }, Buckets: { Bucket } });
}

/** Returns the response of an error. A response to HEAD has no body. */
function refusal(error: S3Error, isHead: boolean): S3Response {
  const headers = { ...error.headers, 'content-type': 'application/xml' };
  return { status: error.status, headers, ...(isHead ? {} : { body: errorXml(error) }) };
}

async function send(response: ServerResponse, { status, headers, body }: S3Response): Promise<void> {
  const common = { ...headers, 'x-amz-request-id': randomUUID() };
  if (typeof body === 'object') {
    // Once it is open, the file can be read even if the object is deleted.
    const file: FileHandle = await open(body.path);
    response.writeHead(status, common);
    await pipeline(file.createReadStream({ start: body.start, end: body.end }), response);
    return;
  }
  // Responses without a body have the header already, or have no content at all (204, 304).
  const isEmpty = status === 204 || status === 304 || 'content-length' in headers;
  const length = isEmpty ? {} : { 'content-length': String(Buffer.byteLength(body ?? '')) };
  response.writeHead(status, { ...common, ...length });
  response.end(body);
}
