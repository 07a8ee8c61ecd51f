import type { DeclineCode } from '@tradepost/contracts/payments/model';

const DECLINE_CODES: ReadonlyMap<string, DeclineCode> = new Map([
  ['card_declined', 'PAYMENT_DECLINED'],
  ['insufficient_funds', 'INSUFFICIENT_FUNDS'],
  ['expired_card', 'CARD_EXPIRED'],
  ['authentication_required', 'PAYMENT_ACTION_REQUIRED'],
]);

/** Maps the provider's decline code, one of Stripe's, to ours. */
export function toDeclineCode(code: string): DeclineCode {
  return DECLINE_CODES.get(code) ?? 'PAYMENT_DECLINED';
}
