import { createHash } from 'node:crypto';
import { md5Of, readContent } from './content.ts';
import { encryptionHeaders, headersToStore, versionHeader } from './object-headers.ts';
import { lockOfNew } from './object-lock.ts';
import { checkKey, checkWrite } from './object-operations.ts';
import { malformedXml, parseXml, textIn } from './read-xml.ts';
import { S3Error } from './s3-error.ts';
import {
  type S3Call,
  type S3Operations,
  type S3Parts,
  type S3Response,
  xmlResponse,
} from './s3-operation.ts';
import type { Part, Upload } from './upload-store.ts';
import { addVersion, nextVersionId } from './versions.ts';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MAX_PARTS = 10_000;
const MIN_PART_BYTES = 5 * 1024 * 1024;

/** Creates the operations of multipart uploads. */
export function uploadOperations(parts: S3Parts): S3Operations {
  const { uploads, files } = parts;
  const uploadOf = ({ request, bucket }: S3Call): Upload => {
    const id = request.query.get('uploadId') ?? '';
    const upload = uploads.find(id, bucket.name, request.key);
    if (upload !== undefined) return upload;
    throw new S3Error(
      'NoSuchUpload',
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
      404,
      { elements: { UploadId: id } },
    );
  };
  return {
    CreateMultipartUpload: ({ request: { key, headers }, bucket, nowMs }) => {
      checkKey(key);
      const lock = lockOfNew(headers, bucket, nowMs);
      const stored = headersToStore(headers, bucket);
      const UploadId = uploads.start({ bucket: bucket.name, key, startedAtMs: nowMs, headers: stored, lock });
      const answer = xmlResponse('InitiateMultipartUploadResult', {
        Bucket: bucket.name,
        Key: key,
        UploadId,
      });
      return { ...answer, headers: { ...answer.headers, ...encryptionHeaders(stored) } };
    },
    UploadPart: async (call) => {
      const { id, headers } = uploadOf(call);
      const number = Number(call.request.query.get('partNumber'));
      if (!Number.isInteger(number) || number < 1 || number > MAX_PARTS)
        throw new S3Error(
          'InvalidArgument',
          'Part number must be an integer between 1 and 10000, inclusive',
          400,
        );
      const { bytes, checksum } = readContent(call.request.headers, call.body);
      const md5 = md5Of(bytes);
      const file = await files.write(bytes);
      const replaced = uploads.addPart(id, { number, file, sizeBytes: bytes.length, md5 });
      if (replaced !== undefined) await files.remove([replaced]);
      return { status: 200, headers: { etag: `"${md5}"`, ...encryptionHeaders(headers), ...checksum } };
    },
    CompleteMultipartUpload: (call) => complete(parts, call, uploadOf(call)),
    AbortMultipartUpload: async (call) => {
      await abortUpload(parts, uploadOf(call));
      return { status: 204, headers: {} };
    },
  };
}

/** Removes an upload with its parts. */
export async function abortUpload({ uploads, files }: S3Parts, { id }: Upload): Promise<void> {
  const names = uploads.parts(id).map(({ file }) => file);
  uploads.remove(id);
  await files.remove(names);
}

async function complete(
  parts: S3Parts,
  { request, bucket, body, nowMs }: S3Call,
  upload: Upload,
): Promise<S3Response> {
  const { objects, uploads, files } = parts;
  const { id, key, headers, lock } = upload;
  const chosen = chosenParts(body, uploads.parts(id));
  const digests = Buffer.concat(chosen.map(({ md5 }) => Buffer.from(md5, 'hex')));
  const version = {
    ...{ bucket: bucket.name, key, versionId: nextVersionId(bucket), modifiedAtMs: nowMs, lock, headers },
    ...({ isDeleteMarker: false } as const),
    sizeBytes: chosen.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    etag: `"${createHash('md5').update(digests).digest('hex')}-${chosen.length}"`,
    file: await files.join(chosen.map(({ file }) => file)),
  };
  try {
    // Another request may have completed or aborted the upload meanwhile.
    if (uploads.find(id, bucket.name, key) === undefined)
      throw new S3Error('NoSuchUpload', 'The specified upload does not exist.', 404);
    checkWrite(objects, request, bucket);
  } catch (error) {
    await files.remove([version.file]);
    throw error;
  }
  await addVersion(objects, files, version);
  await abortUpload(parts, upload);
  const answer = xmlResponse('CompleteMultipartUploadResult', {
    Location: `/${bucket.name}/${key}`,
    Bucket: bucket.name,
    Key: key,
    ETag: version.etag,
  });
  return {
    ...answer,
    headers: { ...answer.headers, ...versionHeader(version), ...encryptionHeaders(headers) },
  };
}

/** Returns the parts that a request lists, in its order. Throws if one is missing, changed, too small or out of order. */
function chosenParts(body: Buffer, uploaded: readonly Part[]): readonly Part[] {
  const listed = (parseXml(body, 'CompleteMultipartUpload')['Part'] ?? []).flatMap((each) =>
    typeof each === 'string'
      ? []
      : [{ number: Number(textIn(each, 'PartNumber')), etag: textIn(each, 'ETag') ?? '' }],
  );
  if (listed.length === 0) throw malformedXml();
  const chosen = listed.map(({ number, etag }) => {
    const part = uploaded.find((each) => each.number === number);
    if (part !== undefined && part.md5 === etag.replaceAll('"', '')) return part;
    throw new S3Error(
      'InvalidPart',
      "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
      400,
      { elements: { PartNumber: number } },
    );
  });
  if (chosen.some(({ number }, index) => number <= (chosen[index - 1]?.number ?? 0)))
    throw new S3Error(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. The parts list must be specified in order by part number.',
      400,
    );
  if (chosen.slice(0, -1).some(({ sizeBytes }) => sizeBytes < MIN_PART_BYTES))
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400);
  return chosen;
}
