import Stripe from 'stripe';
import * as z from 'zod/mini';
import type { OpenedRequest, ProviderReply } from '../../../domain/provider-request.ts';
import { ProviderUnavailable } from '../../../domain/provider-unavailable.ts';
import { type Ask, askUnderKey } from './ask.ts';
import { toStripeAmount } from './stripe-amount.ts';

const refundShape = z.object({
  status: z.nullable(z.string()),
  failure_reason: z.nullish(z.string()),
  metadata: z.nullish(z.record(z.string(), z.string())),
});
const refundsShape = z.object({ data: z.array(refundShape) });

type StripeRefund = z.infer<typeof refundShape>;

/** More than a payment has: `MAX_REFUNDS` is 50, and Stripe's own entries have no id of ours. */
const LISTED_REFUNDS = 100;

/**
 * Refunds a captured amount. Earlier refunds are read first, because a key expires after 24 hours, and a refund that is
 * repeated later, from a dead-letter queue, must not be made twice.
 *
 * @throws ProviderUnavailable while the refund is pending at Stripe; a webhook, or a later repeat, has its outcome
 */
export async function refund(
  request: Extract<OpenedRequest, { kind: 'refund' }>,
  ask: Ask,
): Promise<ProviderReply> {
  const { providerReference: payment_intent, idempotencyKey, refundId, reference, amount: money } = request;
  const amount = toStripeAmount(money);
  if (amount === undefined) return { outcome: 'refused', providerCode: 'amount_not_supported' };
  const earlier = async () => {
    const list = { payment_intent, limit: LISTED_REFUNDS };
    const response = await ask((stripe, options) => stripe.refunds.list(list, options));
    const { data } = read(refundsShape, response);
    return data.find(({ metadata }) => metadata?.['refundId'] === refundId);
  };
  const params = { payment_intent, amount, metadata: { paymentId: reference, refundId } };
  const send = async (key: string) =>
    read(refundShape, await ask((stripe, options) => stripe.refunds.create(params, options), key));
  try {
    return toRefundReply(
      (await earlier()) ?? (await askUnderKey(idempotencyKey, send, earlier)),
      idempotencyKey,
    );
  } catch (error) {
    if (!isRefusedRefund(error)) throw error;
    return { outcome: 'refused', providerCode: error.code ?? `${error.param}_invalid` };
  }
}

function read<Shape extends z.ZodMiniType>(shape: Shape, response: unknown): z.infer<Shape> {
  const parsed = shape.safeParse(response);
  if (parsed.success) return parsed.data;
  throw new ProviderUnavailable('the response of Stripe has no refund');
}

function toRefundReply({ status, failure_reason }: StripeRefund, idempotencyKey: string): ProviderReply {
  if (status === 'succeeded') return { outcome: 'refunded' };
  if (status === 'failed' || status === 'canceled')
    return { outcome: 'refused', providerCode: failure_reason ?? status };
  throw new ProviderUnavailable(`${idempotencyKey} is ${status} at Stripe`);
}

/** Stripe does not refund this amount of this charge. Other rejections are faults of ours. https://docs.stripe.com/error-codes */
function isRefusedRefund(error: unknown): error is Stripe.errors.StripeError {
  if (error instanceof Stripe.errors.StripeCardError) return true;
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return false;
  return REFUSALS.has(error.code ?? '') || error.param === 'amount';
}

const REFUSALS: ReadonlySet<string> = new Set([
  'balance_insufficient',
  'charge_already_refunded',
  'charge_disputed',
  'insufficient_funds',
  'refund_disputed_payment',
]);
