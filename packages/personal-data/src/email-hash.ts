import { pepperedId } from '@tradepost/lambda/peppered-id';
import type { ReadSecret } from '@tradepost/lambda/secret';

/** Returns `eml_…`, which replaces an e-mail address where data of one address is found. Upper and lower case make no difference. */
export type HashEmail = (email: string) => Promise<string>;

/** @param readPepper reads the platform's secret `idPepper`, without which nobody can try addresses */
export function createHashEmail(readPepper: ReadSecret): HashEmail {
  return async (email) => pepperedId('eml', await readPepper(), ['email', normaliseEmail(email)]);
}

/**
 * Returns the form of an e-mail address in which two of the same mailbox are equal. Mail servers may distinguish upper and lower
 * case before the `@` (RFC 5321, section 2.4), but do not.
 */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}
