import type { OpenedRequest, ProviderReply } from '../../domain/provider-request.ts';
import type { Notice } from '../../domain/record-notice.ts';

/**
 * A payment provider is a function. It throws `ProviderUnavailable` if the outcome is unknown; any other exception is a
 * bug on one of the two sides that needs investigation.
 */
export type PaymentProvider = (request: OpenedRequest) => Promise<ProviderReply>;

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

/** The provider rejected both the cached API key and the one in the secret. It did nothing; an operator has to act. */
export class ProviderKeyRefused extends Error {
  override readonly name = 'ProviderKeyRefused';
  readonly code = 'PROVIDER_KEY_REFUSED';
}
