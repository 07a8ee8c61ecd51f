import { randomInt } from 'node:crypto';
import { pepperedId } from '@tradepost/lambda/peppered-id';
import type { ReadSecret } from '@tradepost/lambda/secret';

/** Codes that prove that a customer receives e-mails at an address. */
export type EmailCodes = {
  /** Returns a random code of six digits. */
  readonly create: () => string;
  /** Returns the HMAC of a code of a customer. */
  readonly hash: (customerId: string, code: string) => Promise<string>;
};

const DIGITS = 6;

/** @param readPepper reads the platform's secret `idPepper`, without which nobody can find the code of a stored hash */
export function createEmailCodes(readPepper: ReadSecret): EmailCodes {
  return {
    create: () => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0'),
    hash: async (customerId, code) => pepperedId('cod', await readPepper(), ['email-code', customerId, code]),
  };
}
