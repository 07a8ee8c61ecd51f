import { createHash } from 'node:crypto';
import { hashJson } from './hash-json.ts';

/** Crockford's base 32, as in ULIDs: without I, L, O and U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const ID_BYTES = 16;
const ID_CHARACTERS = 26;

/**
 * Derives the id of the aggregate that a request creates from the caller and its `Idempotency-Key`, so that a repeated
 * request finds the aggregate of the first one. The id has the format of a ULID, but contains no time.
 *
 * @param prefix the kind of aggregate, before the `_`: `ord`
 * @param callerId the caller: the same key from two callers gives two ids
 * @param key the Idempotency-Key
 * @returns the prefix and 26 characters of Crockford base 32, the first of them 0 to 7
 * @see https://github.com/ulid/spec
 */
export function deriveId<const Prefix extends string>(
  prefix: Prefix,
  callerId: string,
  key: string,
): `${Prefix}_${string}` {
  // A JSON array, so that different pairs of caller and key never give the same text.
  const digest = createHash('sha256')
    .update(JSON.stringify([callerId, key]))
    .digest();
  return `${prefix}_${toBase32(digest.subarray(0, ID_BYTES))}`;
}

/**
 * Digest of a parsed request, which distinguishes a repeat from another request with the same key.
 *
 * @param body the parsed body
 */
export function hashRequest(body: unknown): string {
  return hashJson(body);
}

/** Returns 16 bytes as the 26 characters of a ULID: of five bits each, but the first has only three. */
export function toBase32(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let characters = '';
  for (let place = 0; place < ID_CHARACTERS; place += 1) {
    characters = `${ALPHABET[Number(rest & 31n)]}${characters}`;
    rest >>= 5n;
  }
  return characters;
}
