import * as z from 'zod/mini';
import type { OpenedRequest } from '../../../domain/provider-request.ts';
import { ProviderUnavailable } from '../../../domain/provider-unavailable.ts';
import { type Ask, askUnderKey } from './ask.ts';
import { isAbout } from './rejections.ts';
import { toStripeAmount } from './stripe-amount.ts';

/** The part of a PaymentIntent that is read. Its charge is an object if the request expands it, else an id. */
const intentShape = z.object({
  id: z.string().check(z.minLength(1)),
  status: z.string(),
  amount_received: z.optional(z.int()),
  client_secret: z.nullish(z.string()),
  next_action: z.nullish(z.object({ redirect_to_url: z.nullish(z.object({ url: z.nullish(z.string()) })) })),
  latest_charge: z.nullish(z.union([z.string(), z.object({ status: z.string() })])),
  last_payment_error: z.nullish(
    z.object({ code: z.nullish(z.string()), decline_code: z.nullish(z.string()) }),
  ),
});

export type Intent = z.infer<typeof intentShape>;

/**
 * Reads a PaymentIntent of a response.
 *
 * @throws ProviderUnavailable if the response has none: the outcome of the request is then unknown
 */
export function toIntent(response: unknown): Intent {
  const parsed = intentShape.safeParse(response);
  if (parsed.success) return parsed.data;
  throw new ProviderUnavailable('the response of Stripe has no PaymentIntent');
}

/** Reads a PaymentIntent with its last charge. */
export async function retrieveIntent(id: string, ask: Ask): Promise<Intent> {
  return toIntent(
    await ask((stripe, options) =>
      stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }, options),
    ),
  );
}

/**
 * Creates the PaymentIntent of a payment, without a payment method: it holds no money. The parameters and the key follow from
 * facts that an authorization and a void both have, so either gets the same PaymentIntent, whichever comes first and whatever
 * responses were lost. A void cancels it, and Stripe then refuses to confirm it.
 *
 * Only cards, which include Apple Pay and Google Pay: with most other methods an amount cannot be held before it is captured
 * (https://docs.stripe.com/payments/place-a-hold-on-a-payment-method).
 *
 * @returns undefined if Stripe cannot charge the amount
 */
export async function createIntent(
  { amount: money, authorizationKey, reference }: OpenedRequest,
  ask: Ask,
): Promise<Intent | undefined> {
  const amount = toStripeAmount(money);
  if (amount === undefined) return undefined;
  const params = {
    amount,
    currency: money.currency.toLowerCase(),
    capture_method: 'manual' as const,
    payment_method_types: ['card'],
    metadata: { paymentId: reference },
  };
  const send = (key: string) =>
    ask((stripe, options) => stripe.paymentIntents.create(params, options), key).then(toIntent);
  try {
    // A PaymentIntent whose creation was not reported is never confirmed.
    return await askUnderKey(`${authorizationKey}/intent`, send, async () => undefined);
  } catch (error) {
    if (isAbout(error, 'amount')) return undefined;
    throw error;
  }
}
