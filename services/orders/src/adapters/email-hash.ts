import { pepperedId } from '@tradepost/lambda/peppered-id';
import type { ReadSecret } from '@tradepost/lambda/secret';
import { normaliseEmail } from '../domain/normalise-email.ts';

/** Returns the hash of an e-mail address: `eml_…`. Upper and lower case make no difference. */
export type HashEmail = (email: string) => Promise<string>;

/** @param readPepper reads the platform's secret `idPepper`, without which nobody can try addresses */
export function createHashEmail(readPepper: ReadSecret): HashEmail {
  return async (email) => pepperedId('eml', await readPepper(), ['email', normaliseEmail(email)]);
}
