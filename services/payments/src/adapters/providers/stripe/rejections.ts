import Stripe from 'stripe';

/** Parameters that depend on the customer's order, and errors about them that may lack `param`: https://docs.stripe.com/error-codes */
const ABOUT = {
  amount: { params: ['amount', 'currency'], codes: ['amount_too_large', 'amount_too_small'] },
  method: {
    params: ['payment_method', 'confirmation_token'],
    codes: [
      'payment_intent_action_required',
      'payment_intent_incompatible_payment_method',
      'payment_method_invalid_parameter',
      'payment_method_not_available',
      'payment_method_unexpected_state',
      'token_already_used',
    ],
  },
} as const;

/**
 * Stripe rejected the request because of the amount (too small, a currency that the account cannot charge) or the payment method
 * (unknown, used before, no card).
 */
export function isAbout(
  error: unknown,
  what: keyof typeof ABOUT,
): error is Stripe.errors.StripeInvalidRequestError {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return false;
  const { param = '', code = '' } = error;
  const { params, codes } = ABOUT[what];
  return (
    params.some((name) => param === name || param.startsWith(`${name}[`)) ||
    codes.some((each) => each === code)
  );
}

/** The state of the PaymentIntent does not permit the request. */
export function isUnexpectedState(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    error.code === 'payment_intent_unexpected_state'
  );
}
