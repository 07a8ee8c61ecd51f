import { pepperedId } from './peppered-id.ts';
import type { ReadSecret } from './secret.ts';

/** Whoever sends an `Idempotency-Key`. Two of them may use the same key. */
export type KeyOwner = {
  /** `person`, `machine`, `customer` or `guest`. */
  readonly kind: string;
  /** URL of the user pool that issued the token; absent for a caller without a token. */
  readonly issuer?: string;
  /** Subject of the token, or what else identifies the caller. */
  readonly id: string;
};

/** Returns the id of what a request creates: the same for each repeat of the request, and unknown to everybody else. */
export type IdFromKey = <const Prefix extends string>(
  prefix: Prefix,
  owner: KeyOwner,
  key: string,
) => Promise<`${Prefix}_${string}`>;

/**
 * Derives the id of what a request creates from the caller and its `Idempotency-Key`, so that a repeated request finds what the
 * first one created. Nobody can compute the id of another caller's order from a guessed key, because the id depends on the
 * stage's pepper. The id has the format of a ULID, but contains no time.
 *
 * @param readPepper reads the platform's secret `idPepper`
 * @see https://github.com/ulid/spec
 */
export function createIdFromKey(readPepper: ReadSecret): IdFromKey {
  return async (prefix, { kind, issuer = '', id }, key) =>
    pepperedId(prefix, await readPepper(), [kind, issuer, id, key]);
}
