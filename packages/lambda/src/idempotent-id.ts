import { createHash } from 'node:crypto';

/** Crockford's base 32, as ULIDs have it: no I, L, O and U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ID_BYTES = 16;
const ID_CHARACTERS = 26;

/**
 * The id of what a request creates, made from the caller and its Idempotency-Key, so that a repeat of the
 * request comes upon what the first one made. It has the form of a ULID, but tells no time.
 *
 * @param prefix the kind of aggregate, before the `_`: `ord`
 * @param callerId whose key it is: the same key of two callers makes two ids
 * @param key the Idempotency-Key
 * @returns the prefix and 26 characters of Crockford base 32, the first of them 0 to 7
 * @see https://github.com/ulid/spec
 */
export function deriveId<const Prefix extends string>(
  prefix: Prefix,
  callerId: string,
  key: string,
): `${Prefix}_${string}` {
  // As a JSON array, so that no caller's id can reach into the key.
  const digest = createHash('sha256')
    .update(JSON.stringify([callerId, key]))
    .digest();
  return `${prefix}_${toBase32(digest.subarray(0, ID_BYTES))}`;
}

/**
 * A digest of a parsed request, which tells a repeat of it from another request under the same key. The order in
 * which the fields of an object were sent makes no difference, nor does a field that is undefined.
 *
 * @param value anything that JSON can hold
 */
export function fingerprintOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value, sortFields) ?? '')
    .digest('base64url');
}

/** 128 bits are 26 characters of five bits, of which the first has but three. */
function toBase32(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let characters = '';
  for (let place = 0; place < ID_CHARACTERS; place += 1) {
    characters = `${ALPHABET[Number(rest & 31n)]}${characters}`;
    rest >>= 5n;
  }
  return characters;
}

function sortFields(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
