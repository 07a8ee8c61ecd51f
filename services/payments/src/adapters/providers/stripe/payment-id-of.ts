import type { ReadSecret } from '@tradepost/lambda/secret';
import * as z from 'zod/mini';
import { createAsk } from './ask.ts';
import { createStripeClient, type StripeAddress } from './stripe-client.ts';

const shape = z.object({ metadata: z.object({ paymentId: z.string().check(z.startsWith('pay_')) }) });

/**
 * Finds the payment of a PaymentIntent by its metadata.
 *
 * @returns a function that returns undefined for a PaymentIntent of another user of the account, and throws ProviderUnavailable if
 *   Stripe does not respond: Stripe then sends the webhook again
 */
export function createPaymentIdOf(
  apiKey: ReadSecret,
  timeoutMs: number,
  address?: StripeAddress,
): (intentId: string) => Promise<string | undefined> {
  return async (intentId) => {
    const ask = createAsk(createStripeClient(await apiKey(), address), timeoutMs);
    const found = shape.safeParse(
      await ask((stripe, options) => stripe.paymentIntents.retrieve(intentId, {}, options)),
    );
    return found.success ? found.data.metadata.paymentId : undefined;
  };
}
