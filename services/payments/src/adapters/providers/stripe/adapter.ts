import type { ReadSecret } from '@tradepost/lambda/secret';
import Stripe from 'stripe';
import type { OpenedRequest, ProviderReply } from '../../../domain/provider-request.ts';
import { type PaymentProvider, ProviderKeyRefused } from '../provider.ts';
import { type Ask, createAsk, toUnexpected } from './ask.ts';
import { authorize } from './authorize.ts';
import { refund } from './refund.ts';
import { capture, voidPayment } from './settle.ts';
import { createStripeClient, type StripeAddress } from './stripe-client.ts';

export type StripeAdapterConfig = {
  /** Our secret or restricted API key at Stripe. */
  readonly apiKey: ReadSecret;
  /** Time for all requests of one call, before its outcome counts as unknown. */
  readonly timeoutMs: number;
  readonly address?: StripeAddress;
};

/** Stripe as a `PaymentProvider`: a payment is a PaymentIntent, whose id is the provider's reference. */
export function createStripeAdapter({ apiKey, timeoutMs, address }: StripeAdapterConfig): PaymentProvider {
  let client: { readonly key: string; readonly stripe: Stripe } | undefined;
  const perform = async (request: OpenedRequest, key: string) => {
    if (client?.key !== key) client = { key, stripe: createStripeClient(key, address) };
    return send(request, createAsk(client.stripe, timeoutMs));
  };
  /** Keys are replaced while functions run: if one is rejected, the secret is read again, once. */
  const performWithKey = async (request: OpenedRequest) => {
    const key = await apiKey();
    try {
      return await perform(request, key);
    } catch (error) {
      const newKey = isKeyRejection(error) ? await apiKey(key) : key;
      if (newKey === key) throw error;
      return perform(request, newKey);
    }
  };
  return async (request) => {
    try {
      return await performWithKey(request);
    } catch (error) {
      if (isKeyRejection(error))
        throw new ProviderKeyRefused(`Stripe rejected our API key for ${request.kind}: ${error.type}`);
      throw error instanceof Stripe.errors.StripeError ? toUnexpected(request.idempotencyKey, error) : error;
    }
  };
}

function send(request: OpenedRequest, ask: Ask): Promise<ProviderReply> {
  switch (request.kind) {
    case 'authorize':
      return authorize(request, ask);
    case 'capture':
      return capture(request, ask);
    case 'void':
      return voidPayment(request, ask);
    case 'refund':
      return refund(request, ask);
    default:
      return request satisfies never;
  }
}

/** The key is unknown, revoked, or a restricted one that lacks a permission. Stripe did nothing. */
function isKeyRejection(error: unknown): error is Stripe.errors.StripeError {
  return (
    error instanceof Stripe.errors.StripeAuthenticationError ||
    error instanceof Stripe.errors.StripePermissionError
  );
}
