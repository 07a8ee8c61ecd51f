import { hashJson } from './hash-json.ts';
import { pepperedId } from './peppered-id.ts';
import type { ReadSecret } from './secret.ts';

/** Returns the fingerprint of a parsed request, which distinguishes a repeat from another request with the same key. */
export type FingerprintOf = (body: unknown) => Promise<string>;

/**
 * Like `hashRequest`, for requests with personal data: it depends on the stage's pepper, so nobody can try out names and addresses.
 *
 * @param readPepper reads the platform's secret `idPepper`
 */
export function createFingerprint(readPepper: ReadSecret): FingerprintOf {
  return async (body) => pepperedId('fpr', await readPepper(), ['request', hashJson(body)]);
}
