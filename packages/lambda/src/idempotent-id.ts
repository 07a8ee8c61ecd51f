import { createHash } from 'node:crypto';
import { hashJson } from './hash-json.ts';

/** Crockford's base 32, as in ULIDs: without I, L, O and U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const ID_BYTES = 16;
const ID_CHARACTERS = 26;

/**
 * Derives an id from another id of Tradepost, such as the refund of a voided payment, so that a repeat has the same id. For ids
 * that follow from a caller's `Idempotency-Key`, see `createIdFromKey`.
 *
 * @param prefix the kind of aggregate, before the `_`: `rfd`
 * @param ownerId the id that it follows from
 * @param key distinguishes several ids of one owner
 * @returns the prefix and 26 characters of Crockford base 32, the first of them 0 to 7
 * @see https://github.com/ulid/spec
 */
export function deriveId<const Prefix extends string>(
  prefix: Prefix,
  ownerId: string,
  key: string,
): `${Prefix}_${string}` {
  // A JSON array, so that different pairs of owner and key never give the same text.
  const digest = createHash('sha256')
    .update(JSON.stringify([ownerId, key]))
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
