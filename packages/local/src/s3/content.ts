import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { crc32 } from 'node:zlib';
import { notImplemented, S3Error } from './s3-error.ts';

/** The content of an upload, and the header with its checksum, if the client sent one. */
export type Content = { readonly bytes: Buffer; readonly checksum: Readonly<Record<string, string>> };

/** Checksums, in base64, by the end of their header's name. */
const CHECKSUMS: Readonly<Record<string, (bytes: Buffer) => string>> = {
  crc32: (bytes) => {
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(bytes));
    return sum.toString('base64');
  },
  sha1: (bytes) => createHash('sha1').update(bytes).digest('base64'),
  sha256: (bytes) => createHash('sha256').update(bytes).digest('base64'),
};
/** Headers of the kind that are not checksums. */
const NOT_CHECKSUMS = new Set(['x-amz-checksum-mode', 'x-amz-checksum-algorithm', 'x-amz-checksum-type']);

/**
 * Returns the content of a request's body, without the chunks of `aws-chunked`. Throws if a digest or a checksum of the
 * request is not that of the content.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export function readContent(headers: IncomingHttpHeaders, body: Buffer): Content {
  const sha256 = String(headers['x-amz-content-sha256'] ?? '');
  const { bytes, trailers } = sha256.startsWith('STREAMING-')
    ? readChunks(body)
    : { bytes: body, trailers: {} };
  if (/^[\da-f]{64}$/.test(sha256) && sha256 !== createHash('sha256').update(bytes).digest('hex'))
    throw new S3Error(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
      400,
    );
  const md5 = headers['content-md5'];
  if (md5 !== undefined && md5 !== createHash('md5').update(bytes).digest('base64'))
    throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.', 400);
  const given = Object.entries({ ...headers, ...trailers }).filter(
    ([name]) => name.startsWith('x-amz-checksum-') && !NOT_CHECKSUMS.has(name),
  );
  for (const [name, value] of given) checkSum(name, String(value), bytes);
  return { bytes, checksum: Object.fromEntries(given.map(([name, value]) => [name, String(value)])) };
}

/** Returns the MD5 of a content in hexadecimal digits. */
export function md5Of(bytes: Buffer): string {
  return createHash('md5').update(bytes).digest('hex');
}

function checkSum(name: string, value: string, bytes: Buffer): void {
  const algorithm = name.slice('x-amz-checksum-'.length);
  const compute = CHECKSUMS[algorithm];
  if (compute === undefined) throw notImplemented(`The checksum ${algorithm}`);
  if (compute(bytes) !== value)
    throw new S3Error(
      'BadDigest',
      `The ${algorithm.toUpperCase()} you specified did not match what we received.`,
      400,
    );
}

/**
 * Reads chunks, each with its size in hexadecimal digits, and the headers after them. The signatures of chunks are not checked.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
function readChunks(body: Buffer): { readonly bytes: Buffer; readonly trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, end), 16);
    if (end < 0 || Number.isNaN(size) || end + 2 + size > body.length)
      throw new S3Error('IncompleteBody', 'The request body terminated unexpectedly', 400);
    if (size === 0) {
      const lines = body.toString('latin1', end + 2).split(/\r?\n/);
      const pairs = lines
        .filter((line) => line.includes(':'))
        .map((line) => line.split(':', 2).map((part) => part.trim()));
      const trailers = Object.fromEntries(pairs) as Record<string, string>;
      return { bytes: Buffer.concat(chunks), trailers };
    }
    chunks.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
