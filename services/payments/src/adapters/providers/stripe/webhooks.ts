import type { ReadSecret } from '@tradepost/lambda/secret';
import Stripe from 'stripe';
import * as z from 'zod/mini';
import type { ProviderResult } from '../../../domain/record-result.ts';
import type { ProviderNotice, ReadWebhook, Webhook } from '../provider.ts';
import { toDeclineCode } from './decline-codes.ts';
import { fromStripeAmount } from './stripe-amount.ts';

/** Age at which a signature no longer counts, so that a webhook cannot be replayed. Stripe's own default. */
const TOLERANCE_SECONDS = 300;

/**
 * Reads Stripe's webhooks. Stripe signs time and body with the secret of the endpoint (https://docs.stripe.com/webhooks/signature);
 * its library checks the signature. An event of a charge that is not ours, of another type, or that leaves the outcome open, is
 * `irrelevant`: a Stripe account may have other users.
 *
 * A bad signature does not cause the secret to be read again: otherwise anyone could cause a request to Secrets Manager with each
 * webhook.
 *
 * @param signingSecret of the webhook endpoint: `whsec_…`
 */
export function createStripeWebhookReader(signingSecret: ReadSecret): ReadWebhook {
  return async (webhook) => {
    if (!isSigned(webhook, await signingSecret())) return 'notSigned';
    const parsed = event.safeParse(toJson(webhook.body));
    return (parsed.success ? toNotice(parsed.data) : undefined) ?? 'irrelevant';
  };
}

function isSigned({ body, headers }: Webhook, signingSecret: string): boolean {
  const header = headers['stripe-signature'] ?? '';
  try {
    return Stripe.webhooks.signature?.verifyHeader(body, header, signingSecret, TOLERANCE_SECONDS) === true;
  } catch {
    return false;
  }
}

function toJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

const paymentId = z.string().check(z.startsWith('pay_'));
const amount = z.int().check(z.minimum(0));

const intent = z.object({
  id: z.string(),
  amount,
  amount_received: amount,
  currency: z.string(),
  latest_charge: z.nullish(z.string()),
  last_payment_error: z.nullish(
    z.object({ code: z.nullish(z.string()), decline_code: z.nullish(z.string()) }),
  ),
  metadata: z.object({ paymentId }),
});
const refund = z.object({
  amount,
  currency: z.string(),
  payment_intent: z.string(),
  status: z.string(),
  failure_reason: z.nullish(z.string()),
  metadata: z.object({ paymentId, refundId: z.string() }),
});

/** https://docs.stripe.com/api/events/types */
const event = z.discriminatedUnion('type', [
  z.object({
    type: z.enum([
      'payment_intent.amount_capturable_updated',
      'payment_intent.payment_failed',
      'payment_intent.succeeded',
      'payment_intent.canceled',
    ]),
    data: z.object({ object: intent }),
  }),
  z.object({
    type: z.enum(['refund.created', 'refund.updated', 'refund.failed']),
    data: z.object({ object: refund }),
  }),
]);

type StripeEvent = z.infer<typeof event>;
type StripeIntent = z.infer<typeof intent>;

/** Returns undefined if the event leaves the outcome of our call open, or its amount is not one of ours. */
function toNotice(stripeEvent: StripeEvent): ProviderNotice | undefined {
  switch (stripeEvent.type) {
    case 'payment_intent.amount_capturable_updated':
    case 'payment_intent.payment_failed':
    case 'payment_intent.succeeded':
    case 'payment_intent.canceled': {
      const { object } = stripeEvent.data;
      const result = toIntentResult(stripeEvent.type, object);
      const minor = result?.type === 'captured' ? object.amount_received : object.amount;
      return withAmount(object.metadata.paymentId, object.id, minor, object.currency, result);
    }
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed': {
      const { metadata, payment_intent, ...object } = stripeEvent.data.object;
      const result = toRefundResult(object, metadata.refundId);
      return withAmount(metadata.paymentId, payment_intent, object.amount, object.currency, result);
    }
    default:
      return stripeEvent satisfies never;
  }
}

function withAmount(
  payment: string,
  providerReference: string,
  minor: number,
  currency: string,
  result: ProviderResult | undefined,
): ProviderNotice | undefined {
  const money = fromStripeAmount(minor, currency);
  if (result === undefined || money === undefined) return undefined;
  return { paymentId: payment, providerReference, amount: money, result };
}

/**
 * A PaymentIntent that is cancelled after a charge does not show whether that charge held money: the response to our own
 * request does, and a void is repeated until there is one.
 */
function toIntentResult(
  type: Extract<StripeEvent, { data: { object: StripeIntent } }>['type'],
  { id, latest_charge, last_payment_error }: StripeIntent,
): ProviderResult | undefined {
  switch (type) {
    case 'payment_intent.amount_capturable_updated':
      return { type: 'authorized', providerReference: id };
    case 'payment_intent.payment_failed':
      return { type: 'declined', declineCode: toDeclineCode(last_payment_error ?? {}) };
    case 'payment_intent.succeeded':
      return { type: 'captured' };
    case 'payment_intent.canceled':
      return latest_charge ? undefined : { type: 'voided', releasedMinor: 0 };
    default:
      return type satisfies never;
  }
}

/** A pending refund has no result yet. */
function toRefundResult(
  { status, failure_reason }: Pick<z.infer<typeof refund>, 'status' | 'failure_reason'>,
  refundId: string,
): ProviderResult | undefined {
  switch (status) {
    case 'succeeded':
      return { type: 'refunded', refundId };
    case 'failed':
    case 'canceled':
      return { type: 'refundFailed', refundId, providerCode: failure_reason ?? status };
    default:
      return undefined;
  }
}
