import { pepperedId } from '@tradepost/lambda/peppered-id';
import type { ReadSecret } from '@tradepost/lambda/secret';

/** Returns the hash of an e-mail address: `eml_…`. Upper and lower case make no difference. */
export type HashEmail = (email: string) => Promise<string>;

/** @param readPepper reads the platform's secret `idPepper`, without which nobody can try addresses */
export function createHashEmail(readPepper: ReadSecret): HashEmail {
  return async (email) => pepperedId('eml', await readPepper(), ['email', normalise(email)]);
}

/** Mail servers could distinguish cases in the local part; none that people use does. */
export function normalise(email: string): string {
  return email.trim().toLowerCase();
}
