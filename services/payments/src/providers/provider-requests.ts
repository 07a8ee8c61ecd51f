import type { PaymentState } from '../domain/payment.ts';
import type { ProviderResult } from '../domain/record.ts';
import type { ProviderReply, ProviderRequest } from './provider.ts';

/**
 * The provider request that is pending: the payment's event store has its intent, but no result. The idempotency key
 * derives from the payment, so each attempt is the same call.
 *
 * @returns the oldest pending request; undefined if none is pending
 */
export function pendingRequest(paymentId: string, payment: PaymentState): ProviderRequest | undefined {
  const named = { reference: paymentId, authorizationKey: `${paymentId}/authorize` };
  switch (payment.status) {
    case 'authorizing': {
      const { amount, token } = payment;
      return { ...named, kind: 'authorize', idempotencyKey: named.authorizationKey, amount, token };
    }
    case 'voiding': {
      const { amount, providerReference } = payment;
      return { ...named, kind: 'void', idempotencyKey: `${paymentId}/void`, amount, providerReference };
    }
    case 'capturing': {
      const { captureAmount: amount, providerReference } = payment;
      return { ...named, kind: 'capture', idempotencyKey: `${paymentId}/capture`, amount, providerReference };
    }
    case 'captured': {
      const refund = payment.refunds.find(({ status }) => status === 'requested');
      if (refund === undefined) return undefined;
      const { refundId, amount } = refund;
      const { providerReference } = payment;
      const idempotencyKey = `${paymentId}/refund/${refundId}`;
      return { ...named, kind: 'refund', idempotencyKey, amount, providerReference, refundId };
    }
    case 'none':
    case 'barred':
    case 'authorized':
    case 'declined':
    case 'voided':
      return undefined;
    default:
      return payment satisfies never;
  }
}

/**
 * Maps a provider's reply to the result to record.
 *
 * @throws if the reply does not fit the kind of the request
 */
export function toResult(request: ProviderRequest, reply: ProviderReply): ProviderResult {
  switch (reply.outcome) {
    case 'authorized':
      if (request.kind !== 'authorize') break;
      return { type: 'authorized', providerReference: reply.providerReference };
    case 'declined':
      if (request.kind !== 'authorize') break;
      return { type: 'declined', declineCode: reply.declineCode };
    case 'captured':
      if (request.kind !== 'capture') break;
      return { type: 'captured' };
    case 'voided':
      if (request.kind !== 'void') break;
      return { type: 'voided', releasedMinor: reply.releasedMinor };
    case 'refunded':
      if (request.kind !== 'refund') break;
      return { type: 'refunded', refundId: request.refundId };
    case 'refused':
      if (request.kind !== 'refund') break;
      return { type: 'refundFailed', refundId: request.refundId, providerCode: reply.providerCode };
    default:
      return reply satisfies never;
  }
  throw new Error(`the provider answered "${reply.outcome}" to "${request.kind}" ${request.idempotencyKey}`);
}
