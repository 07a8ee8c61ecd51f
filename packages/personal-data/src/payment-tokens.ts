import type { ReadSecret } from '@tradepost/lambda/secret';
import { createSharedKeySeals } from './shared-key.ts';

/** Payment tokens between orders, which seals them, and payments, which opens them. Everybody else passes the seal on. */
export type PaymentTokens = {
  readonly seal: (paymentId: string, token: string) => Promise<string>;
  /** Throws SealBroken if it was sealed for another payment. */
  readonly open: (paymentId: string, sealed: string) => Promise<string>;
};

/** @param readKeys reads the platform's secret `paymentTokens` */
export function createPaymentTokens(readKeys: ReadSecret): PaymentTokens {
  const seals = createSharedKeySeals(readKeys, 'payment-token/v1');
  const contextOf = (paymentId: string) => ({ ownerId: paymentId, seal: 'payment-token', schema: 1 });
  return {
    seal: (paymentId, token) => seals.seal(contextOf(paymentId), token),
    open: async (paymentId, sealed) => String(await seals.open(contextOf(paymentId), sealed)),
  };
}
