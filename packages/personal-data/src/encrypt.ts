import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Length of a key of AES-256, in bytes. */
const KEY_BYTES = 32;
/** @see https://doi.org/10.6028/NIST.SP.800-38D section 8.2.2: random nonces of 96 bits, at most 2^32 for each key */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';

/** The texts that a ciphertext belongs to. It can be decrypted with the same ones only. */
export type Purpose = readonly string[];

/** Cannot be decrypted: the ciphertext, the key or the purpose is another one. The message has none of them. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  readonly code = 'SEAL_BROKEN';
}

/** Returns a new random key. */
export function newKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/**
 * Encrypts bytes with AES-256-GCM.
 *
 * @param key of 32 bytes
 * @param nonce of 12 bytes, never used twice with a key. Given by test vectors only: by default it is random
 * @returns nonce, ciphertext and tag, in base64url
 */
export function encrypt(
  key: Buffer,
  purpose: Purpose,
  bytes: Buffer,
  nonce: Buffer = randomBytes(NONCE_BYTES),
): string {
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(toAdditionalData(purpose));
  const encrypted = [cipher.update(bytes), cipher.final()];
  return Buffer.concat([nonce, ...encrypted, cipher.getAuthTag()]).toString('base64url');
}

/**
 * Decrypts what `encrypt` returned.
 *
 * @throws SealBroken if the text, the key or the purpose is another one
 */
export function decrypt(key: Buffer, purpose: Purpose, text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  // Node ignores characters that are not of the alphabet, and unused bits of the last one.
  if (bytes.length < NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== text) throw broken();
  const end = bytes.length - TAG_BYTES;
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(toAdditionalData(purpose));
  decipher.setAuthTag(bytes.subarray(end));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, end)), decipher.final()]);
  } catch (error) {
    throw broken(error);
  }
}

function broken(cause?: unknown): SealBroken {
  return new SealBroken('the text cannot be decrypted with this key for this purpose', { cause });
}

/** Each text with its length before it, so that different lists of texts never give the same bytes. */
function toAdditionalData(purpose: Purpose): Buffer {
  return Buffer.concat(
    purpose.flatMap((text) => {
      const bytes = Buffer.from(text);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}
