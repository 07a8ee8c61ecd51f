import { MalformedFile } from './malformed-file.ts';

const BYTE_ORDER_MARKS = [
  { encoding: 'utf-8', bytes: Buffer.from([0xef, 0xbb, 0xbf]) },
  { encoding: 'utf-16le', bytes: Buffer.from([0xff, 0xfe]) },
  { encoding: 'utf-16be', bytes: Buffer.from([0xfe, 0xff]) },
] as const;

/**
 * Finds the encoding of a file: the named one, that of its byte order mark, UTF-16 by its zeros, or UTF-8.
 *
 * @param head the first bytes of the file
 * @throws MalformedFile if the byte order mark contradicts the named encoding
 */
export function findEncoding(head: Buffer, named: string | undefined): string {
  const marked = BYTE_ORDER_MARKS.find(({ bytes }) => head.subarray(0, bytes.length).equals(bytes))?.encoding;
  if (marked !== undefined && named !== undefined && named !== marked) {
    throw new MalformedFile(
      1,
      '1',
      `the file has the byte order mark of ${marked}, not ${named}: try --encoding ${marked}`,
    );
  }
  return named ?? marked ?? unmarkedUtf16(head) ?? 'utf-8';
}

/** UTF-16 has a zero in every other byte of text that is mostly ASCII; no other encoding of text has zeros. */
function unmarkedUtf16(head: Buffer): string | undefined {
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 4 && even === 0) return 'utf-16le';
  if (even > head.length / 4 && odd === 0) return 'utf-16be';
  return undefined;
}
