import type { DeclineCode, NextAction } from '@tradepost/contracts/payments/model';
import type { Money } from '@tradepost/money/money';
import type { PaymentState, TakenPayment } from './payment-state.ts';
import type { ProviderResult } from './record-result.ts';

/**
 * One request to a payment provider. If it is sent again with the same idempotency key, it must have no further effect
 * and get the same reply.
 */
export type ProviderRequest = RequestFacts &
  ({ readonly kind: 'authorize'; readonly sealedToken: string } | LaterRequest);

/** A request as a provider gets it: with the opened token. */
export type OpenedRequest = RequestFacts &
  ({ readonly kind: 'authorize'; readonly token: string } | LaterRequest);

type RequestFacts = {
  readonly idempotencyKey: string;
  /** The idempotency key of the payment's authorization. Identifies the charge even if no reply ever arrived. */
  readonly authorizationKey: string;
  /** Our id of the payment, which the provider stores. */
  readonly reference: string;
  readonly amount: Money;
};

type LaterRequest =
  | {
      readonly kind: 'capture';
      readonly providerReference: string;
      /** Absent for the capture of the whole amount. */
      readonly captureId?: string | undefined;
      /** No capture follows: the rest of the hold is released. */
      readonly isFinal: boolean;
    }
  /**
   * Voids the authorization, or what is left of it, also in advance: the provider must reject an authorization that arrives
   * after its void, and the completion of a pending one.
   */
  | { readonly kind: 'void'; readonly providerReference?: string | undefined }
  | { readonly kind: 'refund'; readonly providerReference: string; readonly refundId: string };

/** A provider's reply to a request. Each kind of request has its own outcomes. */
export type ProviderReply =
  | { readonly outcome: 'authorized'; readonly providerReference: string }
  | { readonly outcome: 'declined'; readonly declineCode: DeclineCode }
  /** The customer must act first. A repeat of the request returns this, or how the customer has completed it. */
  | { readonly outcome: 'pending'; readonly providerReference: string; readonly nextAction: NextAction }
  | { readonly outcome: 'captured' }
  /** `releasedMinor` is the amount that was held; 0 if nothing was held. */
  | { readonly outcome: 'voided'; readonly releasedMinor: number }
  | { readonly outcome: 'refunded' }
  /** The provider does not make the capture or the refund, however often it is requested. */
  | { readonly outcome: 'refused'; readonly providerCode: string };

/** A provider's reply as it is recorded: without what only the customer may have. */
export type SealedReply =
  | Exclude<ProviderReply, { readonly outcome: 'pending' }>
  | {
      readonly outcome: 'pending';
      readonly providerReference: string;
      readonly actionKind: NextAction['kind'];
      readonly sealedAction: string;
    };

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
      const { amount, sealedToken } = payment;
      return { ...named, kind: 'authorize', idempotencyKey: named.authorizationKey, amount, sealedToken };
    }
    case 'declined': {
      const { amount, openCharge: providerReference } = payment;
      if (providerReference === undefined) return undefined;
      return { ...named, kind: 'void', idempotencyKey: `${paymentId}/void`, amount, providerReference };
    }
    case 'voiding': {
      const { amount, providerReference } = payment;
      return { ...named, kind: 'void', idempotencyKey: `${paymentId}/void`, amount, providerReference };
    }
    case 'capturing': {
      const { capture, providerReference } = payment;
      const { amount, captureId, isFinal } = capture;
      const idempotencyKey = [paymentId, 'capture', ...(captureId === undefined ? [] : [captureId])].join(
        '/',
      );
      return { ...named, kind: 'capture', idempotencyKey, amount, providerReference, captureId, isFinal };
    }
    case 'releasing': {
      const { amount: authorized, captured, providerReference } = payment;
      const amount = { ...authorized, amountMinor: authorized.amountMinor - captured.amountMinor };
      return { ...named, kind: 'void', idempotencyKey: `${paymentId}/release`, amount, providerReference };
    }
    case 'partlyCaptured':
    case 'captured':
      return pendingRefund(paymentId, payment, named);
    case 'none':
    case 'voided-in-advance':
    case 'pending':
    case 'authorized':
    case 'voided':
      return undefined;
    default:
      return payment satisfies never;
  }
}

function pendingRefund(
  paymentId: string,
  { refunds, providerReference }: TakenPayment,
  named: Pick<ProviderRequest, 'reference' | 'authorizationKey'>,
): ProviderRequest | undefined {
  const refund = refunds.find(({ status }) => status === 'requested');
  if (refund === undefined) return undefined;
  const { refundId, amount } = refund;
  const idempotencyKey = `${paymentId}/refund/${refundId}`;
  return { ...named, kind: 'refund', idempotencyKey, amount, providerReference, refundId };
}

/**
 * Maps a provider's reply to the result to record.
 *
 * @throws if the reply does not fit the kind of the request
 */
export function toResult(request: ProviderRequest, reply: SealedReply): ProviderResult {
  switch (reply.outcome) {
    case 'authorized':
      if (request.kind !== 'authorize') break;
      return { type: 'authorized', providerReference: reply.providerReference };
    case 'declined':
      if (request.kind !== 'authorize') break;
      return { type: 'declined', declineCode: reply.declineCode };
    case 'pending': {
      if (request.kind !== 'authorize') break;
      const { providerReference, actionKind, sealedAction } = reply;
      return { type: 'pending', providerReference, actionKind, sealedAction };
    }
    case 'captured':
      if (request.kind !== 'capture') break;
      return { type: 'captured', of: { captureId: request.captureId } };
    case 'voided':
      if (request.kind !== 'void') break;
      return { type: 'voided', releasedMinor: reply.releasedMinor };
    case 'refunded':
      if (request.kind !== 'refund') break;
      return { type: 'refunded', refundId: request.refundId };
    case 'refused':
      if (request.kind === 'capture')
        return {
          type: 'captureFailed',
          providerCode: reply.providerCode,
          of: { captureId: request.captureId },
        };
      if (request.kind !== 'refund') break;
      return { type: 'refundFailed', refundId: request.refundId, providerCode: reply.providerCode };
    default:
      return reply satisfies never;
  }
  throw new Error(`the provider answered "${reply.outcome}" to "${request.kind}" ${request.idempotencyKey}`);
}
