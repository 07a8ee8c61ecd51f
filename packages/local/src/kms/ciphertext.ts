import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Key, RandomBytes } from './key-store.ts';

/** Names and values that are authenticated with a ciphertext, and needed to decrypt it. */
export type EncryptionContext = Readonly<Record<string, string>>;

const FORMAT = 1;
const KEY_ID_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES + IV_BYTES + TAG_BYTES;

/**
 * Encrypts with AES-256-GCM. The result has a format byte, the id of the key, the nonce, the tag, and the encrypted text. The
 * ARN of the key and the context are authenticated.
 */
export function encrypt(
  key: Key,
  plaintext: Buffer,
  context: EncryptionContext,
  random: RandomBytes,
): Buffer {
  const iv = random(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.material, iv);
  cipher.setAAD(authenticatedData(key, context));
  const text = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  const keyId = Buffer.from(key.id.replaceAll('-', ''), 'hex');
  return Buffer.concat([Buffer.of(FORMAT), keyId, iv, cipher.getAuthTag(), text]);
}

/** Returns the id of the key that encrypted a ciphertext; undefined if it is none. */
export function keyIdIn(ciphertext: Buffer): string | undefined {
  if (ciphertext.length <= HEADER_BYTES || ciphertext[0] !== FORMAT) return undefined;
  const digits = ciphertext.toString('hex', 1, 1 + KEY_ID_BYTES);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Decrypts a ciphertext of `key`; undefined if it was changed or has another context. */
export function decrypt(key: Key, ciphertext: Buffer, context: EncryptionContext): Buffer | undefined {
  const ivAt = 1 + KEY_ID_BYTES;
  const tagAt = ivAt + IV_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key.material, ciphertext.subarray(ivAt, tagAt));
  decipher.setAuthTag(ciphertext.subarray(tagAt, HEADER_BYTES));
  decipher.setAAD(authenticatedData(key, context));
  const text = decipher.update(ciphertext.subarray(HEADER_BYTES));
  try {
    return Buffer.concat([text, decipher.final()]);
  } catch {
    return undefined;
  }
}

/** The order of the context's names does not matter. */
function authenticatedData({ arn }: Key, context: EncryptionContext): Buffer {
  const entries = Object.entries(context).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify([arn, ...entries]));
}
