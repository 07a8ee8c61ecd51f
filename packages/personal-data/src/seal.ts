import { decrypt, encrypt, SealBroken } from './encrypt.ts';
import { pad, unpad } from './pad.ts';

/** The owner and the kind of a seal. They are authenticated, so a seal of another order, or another seal of the same order, cannot be opened. */
export type SealContext = {
  /** Id of the order, or of what else the sealed data is part of. */
  readonly ownerId: string;
  /** Kind of the seal: `contact`. */
  readonly seal: string;
  /** Version of the sealed value's shape. */
  readonly schema: number;
};

/** A value whose key was deleted. */
export type Erased = { readonly erased: true };

export type SealOptions = {
  /** Identifies the key, for a reader who has several; letters, digits, `-` and `_`. */
  readonly keyId?: string;
  /** Only for test vectors. */
  readonly nonce?: Buffer;
};

const VERSION = 's1';

/**
 * Seals a value: nobody can read or change it without the key, and its length shows only one of four sizes.
 *
 * @param key of 32 bytes
 * @param value can be written as JSON, of up to 16,380 bytes
 * @returns `s1.<key id>.<base64url>`: another text at each call
 * @throws RangeError if the value is too long
 */
export function seal(
  key: Buffer,
  context: SealContext,
  value: unknown,
  { keyId = '', nonce }: SealOptions = {},
): string {
  const padded = pad(Buffer.from(JSON.stringify(value)));
  return `${VERSION}.${keyId}.${encrypt(key, toPurpose(context), padded, nonce)}`;
}

/**
 * Opens a seal.
 *
 * @param key undefined if it was deleted
 * @returns the value, or `{ erased: true }` without a key: a value, because a deleted key is no fault
 * @throws SealBroken if the text is no seal, or is sealed with another key or for another context
 */
export function open(key: Buffer | undefined, context: SealContext, text: string): unknown {
  const { encrypted } = parse(text);
  if (key === undefined) return { erased: true } satisfies Erased;
  return JSON.parse(unpad(decrypt(key, toPurpose(context), encrypted)).toString());
}

/** Returns true if an opened value is erased. */
export function isErased(value: unknown): value is Erased {
  return typeof value === 'object' && value !== null && 'erased' in value && value.erased === true;
}

/**
 * Returns the id of the key with which a text is sealed; empty if the seal has none.
 *
 * @throws SealBroken if the text is no seal
 */
export function keyIdOf(text: string): string {
  return parse(text).keyId;
}

function parse(text: string): { readonly keyId: string; readonly encrypted: string } {
  const [version, keyId, encrypted, ...more] = text.split('.');
  if (version !== VERSION || keyId === undefined || encrypted === undefined || more.length > 0)
    throw new SealBroken(`a seal has the form ${VERSION}.<key id>.<base64url>`);
  return { keyId, encrypted };
}

function toPurpose({ ownerId, seal: kind, schema }: SealContext): readonly string[] {
  return [ownerId, kind, String(schema)];
}
