import type { DeclineCode } from '@tradepost/contracts/payments/model';

/** Codes of Stripe's card errors: https://docs.stripe.com/error-codes and https://docs.stripe.com/declines/codes */
const DECLINE_CODES: ReadonlyMap<string, DeclineCode> = new Map([
  ['insufficient_funds', 'INSUFFICIENT_FUNDS'],
  ['expired_card', 'CARD_EXPIRED'],
  ['authentication_required', 'PAYMENT_ACTION_REQUIRED'],
  ['authentication_not_handled', 'PAYMENT_ACTION_REQUIRED'],
  ['payment_intent_action_required', 'PAYMENT_ACTION_REQUIRED'],
  ['payment_intent_authentication_failure', 'PAYMENT_ACTION_REQUIRED'],
]);

/** A declined payment of Stripe: the reason of the card's issuer is more exact than Stripe's own code. */
export type StripeDecline = {
  readonly code?: string | null | undefined;
  readonly decline_code?: string | null | undefined;
};

/** Maps the codes of a decline to ours. Reasons of fraud checks deliberately have no code of their own. */
export function toDeclineCode({ code, decline_code }: StripeDecline): DeclineCode {
  return DECLINE_CODES.get(decline_code ?? '') ?? DECLINE_CODES.get(code ?? '') ?? 'PAYMENT_DECLINED';
}
