import type { OpenedRequest } from '../../../domain/provider-request.ts';

type RequestOf<Kind extends OpenedRequest['kind']> = Extract<OpenedRequest, { kind: Kind }>;

const PAYMENT = 'pay_1';
const facts = {
  reference: PAYMENT,
  authorizationKey: `${PAYMENT}/authorize`,
  amount: { amountMinor: 5_000, currency: 'GBP' },
};

export const authorization: RequestOf<'authorize'> = {
  ...facts,
  kind: 'authorize',
  idempotencyKey: facts.authorizationKey,
  token: 'pm_card_visa',
};
export const voidRequest: RequestOf<'void'> = { ...facts, kind: 'void', idempotencyKey: `${PAYMENT}/void` };

export const captureOf = (providerReference: string, amountMinor = 5_000): RequestOf<'capture'> => ({
  ...facts,
  kind: 'capture',
  amount: { amountMinor, currency: 'GBP' },
  idempotencyKey: `${PAYMENT}/capture`,
  providerReference,
  isFinal: true,
});

export const refundOf = (
  providerReference: string,
  amountMinor: number,
  refundId = 'rfd_1',
): RequestOf<'refund'> => ({
  ...facts,
  kind: 'refund',
  amount: { amountMinor, currency: 'GBP' },
  idempotencyKey: `${PAYMENT}/refund/${refundId}`,
  providerReference,
  refundId,
});
