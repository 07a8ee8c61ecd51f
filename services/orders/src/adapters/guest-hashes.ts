import { pepperedId } from '@tradepost/lambda/peppered-id';
import type { ReadSecret } from '@tradepost/lambda/secret';
import { normaliseEmail } from '../domain/normalise-email.ts';

/** Hashes that replace what identifies a guest. */
export type GuestHashes = {
  /** Returns `eml_…`. Upper and lower case make no difference. */
  readonly ofEmail: (email: string) => Promise<string>;
  /** Returns `ipa_…`. */
  readonly ofIp: (address: string) => Promise<string>;
};

/** @param readPepper reads the platform's secret `idPepper`, without which nobody can try addresses */
export function createGuestHashes(readPepper: ReadSecret): GuestHashes {
  return {
    ofEmail: async (email) => pepperedId('eml', await readPepper(), ['email', normaliseEmail(email)]),
    ofIp: async (address) => pepperedId('ipa', await readPepper(), ['ip', address]),
  };
}
