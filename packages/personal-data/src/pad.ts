const LENGTH_BYTES = 4;

/** Sizes of padded texts, in bytes. Contact and address of most orders have the first one; the longest have the third one. */
export const PADDED_SIZES: readonly number[] = [256, 1_024, 4_096, 16_384];

/**
 * Pads bytes to one of the sizes, so that the length of a ciphertext does not show the length of a name.
 *
 * @returns the length, the bytes, and zeros
 * @throws RangeError if they are longer than the largest size has room for
 */
export function pad(bytes: Buffer): Buffer {
  const size = PADDED_SIZES.find((each) => each >= LENGTH_BYTES + bytes.length);
  if (size === undefined)
    throw new RangeError(`${bytes.length} bytes are more than a seal has room for: ${MAX_BYTES}`);
  const padded = Buffer.alloc(size);
  padded.writeUInt32BE(bytes.length);
  bytes.copy(padded, LENGTH_BYTES);
  return padded;
}

/** Maximum number of bytes that can be padded. */
const MAX_BYTES = Math.max(...PADDED_SIZES) - LENGTH_BYTES;

/** Returns the bytes that `pad` got. */
export function unpad(padded: Buffer): Buffer {
  return padded.subarray(LENGTH_BYTES, LENGTH_BYTES + padded.readUInt32BE());
}
