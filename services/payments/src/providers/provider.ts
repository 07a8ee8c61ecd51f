import type { DeclineCode } from '@tradepost/contracts/models/payment';
import type { Money } from '@tradepost/money/money';
import type { Notice } from '../domain/record-notice.ts';

/**
 * One call to a payment provider. Sent again under the same idempotency key, it must have no further effect and
 * get the same answer.
 */
export type ProviderRequest = {
  readonly idempotencyKey: string;
  /** The idempotency key of the payment's authorization: what it is known by even where its answer never came. */
  readonly authorizationKey: string;
  /** Our id of the payment, for the provider's books. */
  readonly reference: string;
  readonly amount: Money;
} & (
  | { readonly kind: 'authorize'; readonly token: string }
  | { readonly kind: 'capture'; readonly providerReference: string }
  /**
   * Ends the authorization, whichever comes first: one that the provider has not seen yet must be refused when it
   * comes.
   */
  | { readonly kind: 'void'; readonly providerReference?: string | undefined }
  | { readonly kind: 'refund'; readonly providerReference: string; readonly refundId: string }
);

/** A provider's word on a request; each kind of request has its own. */
export type ProviderReply =
  | { readonly outcome: 'authorized'; readonly providerReference: string }
  | { readonly outcome: 'declined'; readonly declineCode: DeclineCode }
  | { readonly outcome: 'captured' }
  /** `releasedMinor` is what had been held: 0 where nothing was. */
  | { readonly outcome: 'voided'; readonly releasedMinor: number }
  | { readonly outcome: 'refunded' }
  | { readonly outcome: 'refused'; readonly providerCode: string };

/**
 * A payment provider is a function. It throws `ProviderUnavailable` where the outcome is unknown; any other
 * exception is a fault of ours or of the provider's that somebody has to look at.
 */
export type PaymentProvider = (request: ProviderRequest) => Promise<ProviderReply>;

/** A request to the webhook route. Nothing of it has been checked. */
export type Webhook = {
  /** By their names in lower case, `content-type` among them. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body as it was sent, of any media type. Signatures are of these bytes. */
  readonly body: Uint8Array;
};

/** What came of a call for a payment, and what the call was about: `record-notice.ts` compares it with the payment. */
export type ProviderNotice = { readonly paymentId: string } & Omit<Notice, 'provider'>;

/**
 * Checks the signature of a webhook, then parses it. Returns what came of a call, `notSigned` if the provider did not sign it
 * or signed it too long ago, or `irrelevant` if it is about nothing here.
 */
export type ReadWebhook = (webhook: Webhook) => Promise<ProviderNotice | 'notSigned' | 'irrelevant'>;

/** The provider did not answer, or not sensibly: what was asked for may have happened, or not. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
  readonly code = 'PROVIDER_UNAVAILABLE';
}

/** The provider takes neither the key that we had nor the one in the secret: it did nothing, and somebody has to look. */
export class ProviderKeyRefused extends Error {
  override readonly name = 'ProviderKeyRefused';
  readonly code = 'PROVIDER_KEY_REFUSED';
}
