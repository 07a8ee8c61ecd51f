import { pepperedId } from '@tradepost/lambda/peppered-id';
import type { ReadSecret } from '@tradepost/lambda/secret';
import { createHashEmail, type HashEmail } from '@tradepost/personal-data/email-hash';

/** Hashes that replace what identifies a guest. */
export type GuestHashes = {
  readonly ofEmail: HashEmail;
  /** Returns `ipa_…`. */
  readonly ofIp: (address: string) => Promise<string>;
};

/** @param readPepper reads the platform's secret `idPepper`, without which nobody can try addresses */
export function createGuestHashes(readPepper: ReadSecret): GuestHashes {
  return {
    ofEmail: createHashEmail(readPepper),
    ofIp: async (address) => pepperedId('ipa', await readPepper(), ['ip', address]),
  };
}
