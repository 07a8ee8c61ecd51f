/** Test tokens of the simulated payment provider, with the status and the rejection code of an order with each. */
export const PAYMENT_TOKENS = [
  { token: 'tok_approved', status: 'confirmed', code: undefined },
  { token: 'tok_declined', status: 'rejected', code: 'PAYMENT_DECLINED' },
  { token: 'tok_insufficient_funds', status: 'rejected', code: 'INSUFFICIENT_FUNDS' },
  { token: 'tok_expired', status: 'rejected', code: 'CARD_EXPIRED' },
  { token: 'tok_requires_action', status: 'rejected', code: 'PAYMENT_ACTION_REQUIRED' },
  { token: 'tok_processing_error_once', status: 'confirmed', code: undefined },
  { token: 'tok_timeout_taken', status: 'confirmed', code: undefined },
  { token: 'tok_timeout_not_taken', status: 'rejected', code: 'PAYMENT_OUTCOME_UNKNOWN' },
] as const;
