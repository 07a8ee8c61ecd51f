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
 * `irrelevant`: a Stripe account may have other users. So is `payment_intent.requires_action`: the response to our own request has
 * what the customer must do.
 *
 * A bad signature does not cause the secret to be read again: otherwise anyone could cause a request to Secrets Manager with each
 * webhook.
 *
 * @param signingSecret of the webhook endpoint: `whsec_…`
 * @param paymentIdOf finds the payment of a PaymentIntent, for disputes, which do not have its metadata
 */
export function createStripeWebhookReader(
  signingSecret: ReadSecret,
  paymentIdOf: (intentId: string) => Promise<string | undefined>,
): ReadWebhook {
  return async (webhook) => {
    if (!isSigned(webhook, await signingSecret())) return 'notSigned';
    const parsed = event.safeParse(toJson(webhook.body));
    if (!parsed.success) return 'irrelevant';
    if (isOfDispute(parsed.data)) return (await toDisputeNotice(parsed.data, paymentIdOf)) ?? 'irrelevant';
    return toNotice(parsed.data) ?? 'irrelevant';
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

/** https://docs.stripe.com/api/disputes/object */
const dispute = z.object({
  id: z.string(),
  amount,
  currency: z.string(),
  payment_intent: z.string(),
  status: z.string(),
  reason: z.nullish(z.string()),
  balance_transactions: z.nullish(z.array(z.object({ fee: z.int(), currency: z.string() }))),
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
  z.object({
    type: z.enum(['charge.dispute.created', 'charge.dispute.funds_withdrawn', 'charge.dispute.closed']),
    data: z.object({ object: dispute }),
  }),
]);

type StripeEvent = z.infer<typeof event>;
type DisputeEvent = Extract<StripeEvent, { data: { object: z.infer<typeof dispute> } }>;
type OtherEvent = Exclude<StripeEvent, DisputeEvent>;

function isOfDispute(stripeEvent: StripeEvent): stripeEvent is DisputeEvent {
  return stripeEvent.type.startsWith('charge.dispute.');
}

/** Returns undefined if the dispute moves no money, as an inquiry, or is not of a payment of ours. */
async function toDisputeNotice(
  { type, data: { object } }: DisputeEvent,
  paymentIdOf: (intentId: string) => Promise<string | undefined>,
): Promise<ProviderNotice | undefined> {
  const status = toDisputeStatus(type, object.status);
  if (status === undefined) return undefined;
  const payment = await paymentIdOf(object.payment_intent);
  if (payment === undefined) return undefined;
  const { id: disputeId, currency } = object;
  const fees = (object.balance_transactions ?? []).filter((each) => each.currency === currency);
  const fee = fromStripeAmount(
    fees.reduce((sum, each) => sum + Math.max(0, each.fee), 0),
    currency,
  );
  const reason = object.reason ?? undefined;
  const result = { type: 'disputed' as const, disputeId, status, feeMinor: fee?.amountMinor ?? 0, reason };
  return withAmount(payment, object.payment_intent, object.amount, currency, result);
}

/** An inquiry (`warning_…`) leaves the money with us, until it becomes a dispute. https://docs.stripe.com/disputes */
function toDisputeStatus(type: DisputeEvent['type'], status: string): 'open' | 'won' | 'lost' | undefined {
  if (type === 'charge.dispute.closed') return status === 'won' || status === 'lost' ? status : undefined;
  return status.startsWith('warning') || status === 'prevented' ? undefined : 'open';
}
type StripeIntent = z.infer<typeof intent>;

/** Returns undefined if the event leaves the outcome of our call open, or its amount is not one of ours. */
function toNotice(stripeEvent: OtherEvent): ProviderNotice | undefined {
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
 * request does, and a void is repeated until there is one. Without a request of ours, Stripe no longer holds the money.
 */
function toIntentResult(
  type: Extract<OtherEvent, { data: { object: StripeIntent } }>['type'],
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
      return latest_charge ? { type: 'expired' } : { type: 'voided', releasedMinor: 0 };
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
