import type { DeclineCode } from '@tradepost/contracts/payments/model';
import type { Money } from '@tradepost/money/money';
import type { Notice } from '../domain/record-notice.ts';

/**
 * One request to a payment provider. If it is sent again with the same idempotency key, it must have no further effect
 * and get the same reply.
 */
export type ProviderRequest = {
  readonly idempotencyKey: string;
  /** The idempotency key of the payment's authorization. Identifies the charge even if no reply ever arrived. */
  readonly authorizationKey: string;
  /** Our id of the payment, which the provider stores. */
  readonly reference: string;
  readonly amount: Money;
} & (
  | { readonly kind: 'authorize'; readonly token: string }
  | { readonly kind: 'capture'; readonly providerReference: string }
  /**
   * Voids the authorization, also in advance: the provider must reject an authorization that arrives after its void.
   */
  | { readonly kind: 'void'; readonly providerReference?: string | undefined }
  | { readonly kind: 'refund'; readonly providerReference: string; readonly refundId: string }
);

/** A provider's reply to a request. Each kind of request has its own outcomes. */
export type ProviderReply =
  | { readonly outcome: 'authorized'; readonly providerReference: string }
  | { readonly outcome: 'declined'; readonly declineCode: DeclineCode }
  | { readonly outcome: 'captured' }
  /** `releasedMinor` is the amount that was held; 0 if nothing was held. */
  | { readonly outcome: 'voided'; readonly releasedMinor: number }
  | { readonly outcome: 'refunded' }
  | { readonly outcome: 'refused'; readonly providerCode: string };

/**
 * A payment provider is a function. It throws `ProviderUnavailable` if the outcome is unknown; any other exception is a
 * bug on one of the two sides that needs investigation.
 */
export type PaymentProvider = (request: ProviderRequest) => Promise<ProviderReply>;

/** A request to the webhook route, unchecked. */
export type Webhook = {
  /** Headers by lower-case name, including `content-type`. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body as it was sent, of any media type. Signatures cover these bytes. */
  readonly body: Uint8Array;
};

/** The outcome of a call for a payment, and the call's facts: `record-notice.ts` compares them with the payment. */
export type ProviderNotice = { readonly paymentId: string } & Omit<Notice, 'provider'>;

/**
 * Checks the signature of a webhook, then parses it. Returns the outcome of a call; `notSigned` if the signature is
 * invalid or too old; or `irrelevant` if the webhook does not report a call of ours.
 */
export type ReadWebhook = (webhook: Webhook) => Promise<ProviderNotice | 'notSigned' | 'irrelevant'>;

/** The provider sent no response, or a server error: the outcome of the call is unknown. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
  readonly code = 'PROVIDER_UNAVAILABLE';
}

/** The provider rejected both the cached API key and the one in the secret. It did nothing; an operator has to act. */
export class ProviderKeyRefused extends Error {
  override readonly name = 'ProviderKeyRefused';
  readonly code = 'PROVIDER_KEY_REFUSED';
}
