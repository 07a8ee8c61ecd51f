import type { OpenedRequest, ProviderReply } from '../../../domain/provider-request.ts';
import { ProviderUnavailable } from '../../../domain/provider-unavailable.ts';
import { type Ask, askUnderKey } from './ask.ts';
import { createIntent, type Intent, retrieveIntent, toIntent } from './intent.ts';
import { isUnexpectedState } from './rejections.ts';
import { toStripeAmount } from './stripe-amount.ts';

type RequestOf<Kind extends OpenedRequest['kind']> = Extract<OpenedRequest, { kind: Kind }>;

/**
 * Captures the amount, and with it releases the rest of the hold. Refused if the money is no longer held: Stripe cancels a
 * PaymentIntent whose authorization has expired.
 *
 * @throws Error if Stripe cannot charge the amount
 */
export async function capture(request: RequestOf<'capture'>, ask: Ask): Promise<ProviderReply> {
  const { providerReference: id, idempotencyKey, amount: money } = request;
  const amount = toStripeAmount(money);
  if (amount === undefined)
    throw new Error(`Stripe cannot capture ${money.amountMinor} ${money.currency} minor`);
  const captured = (intent: Intent): ProviderReply | undefined =>
    intent.status === 'succeeded' && intent.amount_received === amount
      ? { outcome: 'captured' }
      : toRefusedCapture(intent);
  const send = async (key: string) => {
    const params = { amount_to_capture: amount };
    const response = await ask((stripe, options) => stripe.paymentIntents.capture(id, params, options), key);
    return decided(toIntent(response), captured);
  };
  return settle(id, { idempotencyKey, send, toReply: captured }, ask);
}

function toRefusedCapture({ status }: Intent): ProviderReply | undefined {
  return status === 'canceled' ? { outcome: 'refused', providerCode: 'authorization_expired' } : undefined;
}

/**
 * Cancels the PaymentIntent, which releases the hold. If no response to the authorization ever arrived, its PaymentIntent
 * is found, or created, under the key of the authorization: see `createIntent`.
 *
 * @throws StripeError if the money was already captured
 */
export async function voidPayment(request: RequestOf<'void'>, ask: Ask): Promise<ProviderReply> {
  const { idempotencyKey, amount, providerReference } = request;
  const id = providerReference ?? (await createIntent(request, ask))?.id;
  // No PaymentIntent of such an amount was ever created.
  if (id === undefined) return { outcome: 'voided', releasedMinor: 0 };
  const voided = ({ status, latest_charge: charge }: Intent): ProviderReply | undefined => {
    if (status !== 'canceled') return undefined;
    const wasHeld = typeof charge === 'object' && charge?.status === 'succeeded';
    return { outcome: 'voided', releasedMinor: wasHeld ? amount.amountMinor : 0 };
  };
  const send = async (key: string) => {
    const params = { expand: ['latest_charge'] };
    const response = await ask((stripe, options) => stripe.paymentIntents.cancel(id, params, options), key);
    return decided(toIntent(response), voided);
  };
  return settle(id, { idempotencyKey, send, toReply: voided }, ask);
}

type Settlement = {
  readonly idempotencyKey: string;
  readonly send: (key: string) => Promise<ProviderReply>;
  readonly toReply: (intent: Intent) => ProviderReply | undefined;
};

/** Stripe no longer permits the request if it has taken effect, or its key has expired: the PaymentIntent has the outcome. */
async function settle(
  id: string,
  { idempotencyKey, send, toReply }: Settlement,
  ask: Ask,
): Promise<ProviderReply> {
  const settled = async () => toReply(await retrieveIntent(id, ask));
  try {
    return await askUnderKey(idempotencyKey, send, settled);
  } catch (error) {
    const reply = isUnexpectedState(error) ? await settled() : undefined;
    if (reply === undefined) throw error;
    return reply;
  }
}

function decided(intent: Intent, toReply: Settlement['toReply']): ProviderReply {
  const reply = toReply(intent);
  if (reply === undefined)
    throw new ProviderUnavailable(`${intent.id} is ${intent.status} after the request`);
  return reply;
}
