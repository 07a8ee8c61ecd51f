import Stripe from 'stripe';
import type { OpenedRequest, ProviderReply } from '../../../domain/provider-request.ts';
import { ProviderUnavailable } from '../../../domain/provider-unavailable.ts';
import { type Ask, askUnderKey } from './ask.ts';
import { toDeclineCode } from './decline-codes.ts';
import { createIntent, type Intent, retrieveIntent, toIntent } from './intent.ts';
import { isAbout, isUnexpectedState } from './rejections.ts';

type Authorization = Extract<OpenedRequest, { kind: 'authorize' }>;

/**
 * Holds the amount on a card: creates the PaymentIntent and confirms it with the payment method (`pm_…`) or the confirmation
 * token (`ctoken_…`) of the caller. A PaymentIntent holds money at most once, however often it is confirmed.
 *
 * A card that needs 3-D Secure is pending: the customer's browser authenticates with Stripe.js and the client secret. Stripe then
 * sends the outcome by webhook.
 *
 * @throws StripeError if Stripe rejects a request for another reason than the amount or the payment method
 */
export async function authorize(request: Authorization, ask: Ask): Promise<ProviderReply> {
  const intent = await createIntent(request, ask);
  if (intent === undefined) return declined({});
  const { id } = intent;
  try {
    return await confirm(id, request, ask);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError || isAbout(error, 'method')) return declined(error);
    // Confirmed by an earlier attempt, or cancelled by a void.
    if (!isUnexpectedState(error)) throw error;
    const reply = toAuthorizationReply(await retrieveIntent(id, ask));
    if (reply === undefined) throw error;
    return reply;
  }
}

async function confirm(
  id: string,
  { token, idempotencyKey }: Authorization,
  ask: Ask,
): Promise<ProviderReply> {
  const method = token.startsWith('ctoken_') ? { confirmation_token: token } : { payment_method: token };
  const params = { ...method, use_stripe_sdk: true };
  const send = async (key: string) => {
    const intent = toIntent(
      await ask((stripe, options) => stripe.paymentIntents.confirm(id, params, options), key),
    );
    const reply = toAuthorizationReply(intent);
    if (reply === undefined)
      throw new ProviderUnavailable(`${id} is ${intent.status} after its confirmation`);
    return reply;
  };
  return askUnderKey(idempotencyKey, send, async () => toAuthorizationReply(await retrieveIntent(id, ask)));
}

/** The outcome of a confirmation by the PaymentIntent's state; undefined if it was not confirmed. */
function toAuthorizationReply(intent: Intent): ProviderReply | undefined {
  const { id, status, last_payment_error: error } = intent;
  switch (status) {
    case 'requires_capture':
    case 'succeeded':
      return { outcome: 'authorized', providerReference: id };
    case 'requires_action':
      return toPending(intent);
    case 'canceled':
      return declined({});
    case 'requires_payment_method':
      return error ? declined(error) : undefined;
    default:
      return undefined;
  }
}

/** Without a client secret, nobody could complete the authentication. */
function toPending({ id, client_secret: clientSecret, next_action }: Intent): ProviderReply {
  if (!clientSecret) return declined({ code: 'authentication_required' });
  const url = next_action?.redirect_to_url?.url;
  const nextAction = { kind: 'confirm' as const, clientSecret, ...(url ? { redirectUrl: url } : {}) };
  return { outcome: 'pending', providerReference: id, nextAction };
}

function declined(decline: Parameters<typeof toDeclineCode>[0]): ProviderReply {
  return { outcome: 'declined', declineCode: toDeclineCode(decline) };
}
