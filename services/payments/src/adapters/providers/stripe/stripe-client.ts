import Stripe from 'stripe';

/**
 * Version of Stripe's API: that of the library's types, and of the webhook endpoint. Stripe sends and accepts it for years, so an
 * upgrade of the library is the occasion to read its changelog. https://docs.stripe.com/api/versioning
 */
const STRIPE_API_VERSION = '2026-10-28.endive';

/** Another server than Stripe's own, for tests. */
export type StripeAddress = { readonly protocol: 'http'; readonly host: string; readonly port: number };

/**
 * Creates Stripe's client. It repeats nothing by itself, because the saga and the inbox repeat a command under the same
 * idempotency key; only a connection that Stripe has closed is opened once more, which the library does in any case.
 */
export function createStripeClient(apiKey: string, address?: StripeAddress): Stripe {
  return new Stripe(apiKey, {
    apiVersion: STRIPE_API_VERSION,
    maxNetworkRetries: 0,
    // Sends durations of earlier requests with each request.
    telemetry: false,
    ...address,
  });
}
