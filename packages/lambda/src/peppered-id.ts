import { createHmac } from 'node:crypto';
import { ID_BYTES, toBase32 } from './idempotent-id.ts';

/**
 * Derives an id from what identifies a caller, with the stage's pepper as the key. Who knows the caller but not the pepper cannot
 * compute the id, and the same caller has other ids on other stages.
 *
 * @param prefix kind of the id, before the `_`: `cus`
 * @param pepper value of the platform's secret `idPepper`
 * @param parts the kind first, then what identifies the caller: `['customer', issuer, subject]`
 * @returns the prefix and 26 characters of Crockford base 32, the first of them 0 to 7
 */
export function pepperedId<const Prefix extends string>(
  prefix: Prefix,
  pepper: string,
  parts: readonly string[],
): `${Prefix}_${string}` {
  // A JSON array, so that different parts never give the same text.
  const digest = createHmac('sha256', pepper).update(JSON.stringify(parts)).digest();
  return `${prefix}_${toBase32(digest.subarray(0, ID_BYTES))}`;
}
