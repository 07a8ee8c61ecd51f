import type { BucketResource } from '@tradepost/compiled-service/templates/resources';
import { md5Of, readContent } from './content.ts';
import { encryptionHeaders, headersOf, headersToStore, versionHeader } from './object-headers.ts';
import { lockOfNew } from './object-lock.ts';
import type { ObjectStore, ObjectVersion } from './object-store.ts';
import { malformedXml, parseXml, textIn } from './read-xml.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import {
  type S3Call,
  type S3Operations,
  type S3Parts,
  type S3Response,
  xmlResponse,
} from './s3-operation.ts';
import { addVersion, deleteObject, nextVersionId } from './versions.ts';
import type { XmlContent } from './xml.ts';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const MAX_KEY_BYTES = 1_024;
/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
const MAX_DELETED = 1_000;
const BYPASS = 'x-amz-bypass-governance-retention';

/** Creates the operations that write, read and delete objects. */
export function objectOperations(parts: S3Parts): S3Operations {
  return {
    PutObject: (call) => putObject(parts, call),
    GetObject: (call) => getObject(parts, call, true),
    HeadObject: (call) => getObject(parts, call, false),
    DeleteObject: async ({ request, bucket, nowMs }) => {
      const versionId = request.query.get('versionId') ?? undefined;
      const bypass = request.headers[BYPASS] === 'true';
      const deleted = await deleteObject(parts, bucket, { key: request.key, versionId }, { bypass, nowMs });
      const marker = deleted?.isDeleteMarker === true ? { 'x-amz-delete-marker': 'true' } : {};
      return { status: 204, headers: deleted === undefined ? {} : { ...versionHeader(deleted), ...marker } };
    },
    DeleteObjects: (call) => deleteObjects(parts, call),
  };
}

/** Throws if a key is too long. */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES)
    throw new S3Error('KeyTooLongError', 'Your key is too long', 400, {
      elements: { Size: Buffer.byteLength(key), MaxSizeAllowed: MAX_KEY_BYTES },
    });
}

/** Returns the version that a request names, or the current one. Throws if there is none, or if it is a delete marker. */
export function foundVersion(
  objects: ObjectStore,
  bucket: BucketResource,
  { key, query }: S3Call['request'],
): ObjectVersion {
  const versionId = query.get('versionId') ?? undefined;
  const found = objects.find(bucket.name, key, versionId);
  if (found === undefined || (found.isDeleteMarker && versionId === undefined)) {
    const headers = found === undefined ? {} : { 'x-amz-delete-marker': 'true', ...versionHeader(found) };
    throw versionId === undefined
      ? new S3Error('NoSuchKey', 'The specified key does not exist.', 404, {
          elements: { Key: key },
          headers,
        })
      : new S3Error('NoSuchVersion', 'The specified version does not exist.', 404, {
          elements: { Key: key, VersionId: versionId },
        });
  }
  if (found.isDeleteMarker)
    throw new S3Error('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405, {
      headers: { 'x-amz-delete-marker': 'true', allow: 'DELETE' },
    });
  return found;
}

async function putObject(
  { objects, files }: S3Parts,
  { request, bucket, body, nowMs }: S3Call,
): Promise<S3Response> {
  const { key, headers } = request;
  checkKey(key);
  const { bytes, checksum } = readContent(headers, body);
  const stored = headersToStore(headers, bucket);
  const version = {
    ...{ bucket: bucket.name, key, versionId: nextVersionId(bucket), modifiedAtMs: nowMs },
    ...({ isDeleteMarker: false, sizeBytes: bytes.length, etag: `"${md5Of(bytes)}"` } as const),
    lock: lockOfNew(headers, bucket, nowMs),
    headers: { ...stored, ...checksum },
    file: await files.write(bytes),
  };
  try {
    checkWrite(objects, request, bucket);
  } catch (error) {
    await files.remove([version.file]);
    throw error;
  }
  await addVersion(objects, files, version);
  return {
    status: 200,
    headers: { etag: version.etag, ...versionHeader(version), ...encryptionHeaders(stored), ...checksum },
  };
}

/**
 * Checks the condition of a write, right before it.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function checkWrite(
  objects: ObjectStore,
  { key, headers }: S3Call['request'],
  bucket: BucketResource,
): void {
  const none = headers['if-none-match'];
  const match = headers['if-match'];
  if (none !== undefined && none !== '*')
    throw notImplemented('If-None-Match of a write with another value than *');
  const found = objects.find(bucket.name, key);
  const current = found === undefined || found.isDeleteMarker ? undefined : found;
  if (match !== undefined && current === undefined)
    throw new S3Error('NoSuchKey', 'The specified key does not exist.', 404, { elements: { Key: key } });
  if ((none !== undefined && current !== undefined) || (match !== undefined && match !== current?.etag))
    throw preconditionFailed(none === undefined ? 'If-Match' : 'If-None-Match');
}

function getObject({ objects, files }: S3Parts, { request, bucket }: S3Call, withBody: boolean): S3Response {
  const { headers, query } = request;
  if (query.has('partNumber')) throw notImplemented('The parameter partNumber');
  const version = foundVersion(objects, bucket, request);
  const seconds = Math.floor(version.modifiedAtMs / 1_000) * 1_000;
  if (headers['if-match'] !== undefined && headers['if-match'] !== version.etag)
    throw preconditionFailed('If-Match');
  if (headers['if-unmodified-since'] !== undefined && seconds > Date.parse(headers['if-unmodified-since']))
    throw preconditionFailed('If-Unmodified-Since');
  const isSame = headers['if-none-match'] === version.etag;
  const isOld =
    headers['if-none-match'] === undefined &&
    headers['if-modified-since'] !== undefined &&
    seconds <= Date.parse(headers['if-modified-since']);
  const range = rangeOf(headers.range, version.sizeBytes);
  const withChecksum = headers['x-amz-checksum-mode'] === 'ENABLED' && range === undefined;
  const described = headersOf(version, query, withChecksum);
  if (isSame || isOld) return { status: 304, headers: described };
  const { start, end } = range ?? { start: 0, end: version.sizeBytes - 1 };
  const sized = { ...described, 'content-length': String(end - start + 1) };
  return {
    status: range === undefined ? 200 : 206,
    headers:
      range === undefined
        ? sized
        : { ...sized, 'content-range': `bytes ${start}-${end}/${version.sizeBytes}` },
    ...(withBody && end >= start ? { body: { path: files.path(version.file), start, end } } : {}),
  };
}

/** Returns the first and the last byte of a range; undefined if the header has none that S3 reads (RFC 9110, section 14.1). */
function rangeOf(header: string | undefined, size: number) {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(from) > Number(to)) return undefined;
  if (start >= size || (from === '' && Number(to) === 0))
    throw new S3Error('InvalidRange', 'The requested range is not satisfiable', 416, {
      elements: { RangeRequested: header, ActualObjectSize: size },
      headers: { 'content-range': `bytes */${size}` },
    });
  return { start, end };
}

async function deleteObjects(parts: S3Parts, { request, bucket, body, nowMs }: S3Call): Promise<S3Response> {
  const root = parseXml(readContent(request.headers, body).bytes, 'Delete');
  const targets = (root['Object'] ?? []).flatMap((each) =>
    typeof each === 'string'
      ? []
      : [{ key: textIn(each, 'Key') ?? '', versionId: textIn(each, 'VersionId') }],
  );
  if (targets.length === 0 || targets.length > MAX_DELETED) throw malformedXml();
  const bypass = request.headers[BYPASS] === 'true';
  const deleted: XmlContent[] = [];
  const errors: XmlContent[] = [];
  for (const { key, versionId } of targets) {
    try {
      const done = await deleteObject(parts, bucket, { key, versionId }, { bypass, nowMs });
      const marker =
        done?.isDeleteMarker === true ? { DeleteMarker: true, DeleteMarkerVersionId: done.versionId } : {};
      deleted.push({ Key: key, VersionId: versionId, ...marker });
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      errors.push({ Key: key, VersionId: versionId, Code: error.name, Message: error.message });
    }
  }
  const quiet = textIn(root, 'Quiet') === 'true';
  return xmlResponse('DeleteResult', { Deleted: quiet ? [] : deleted, Error: errors });
}

function preconditionFailed(condition: string): S3Error {
  return new S3Error(
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    412,
    {
      elements: { Condition: condition },
    },
  );
}
