/** Behaviour of the simulated provider for a token. */
export type TokenEffect =
  | { readonly kind: 'approve' }
  | { readonly kind: 'approveWithoutCapture'; readonly code: string }
  | { readonly kind: 'pending'; readonly action: PendingAction }
  | { readonly kind: 'decline'; readonly code: string }
  | { readonly kind: 'errorOnce' }
  | { readonly kind: 'timeoutTaken' }
  | { readonly kind: 'timeoutNotTaken' };

/** Step of the customer before a pending charge is decided. */
export type PendingAction = 'confirm' | 'redirect' | 'bankTransfer';

export type TestToken = { readonly meaning: string; readonly effect: TokenEffect };

/** Test tokens, like Stripe's test cards. Any other token is declined with `PAYMENT_DECLINED`. */
const TEST_TOKENS: Readonly<Record<string, TestToken>> = {
  tok_approved: { meaning: 'The money is held.', effect: { kind: 'approve' } },
  tok_declined: { meaning: 'PAYMENT_DECLINED', effect: { kind: 'decline', code: 'card_declined' } },
  tok_insufficient_funds: {
    meaning: 'INSUFFICIENT_FUNDS',
    effect: { kind: 'decline', code: 'insufficient_funds' },
  },
  tok_expired: { meaning: 'CARD_EXPIRED', effect: { kind: 'decline', code: 'expired_card' } },
  tok_requires_action: {
    meaning: 'PAYMENT_ACTION_REQUIRED',
    effect: { kind: 'decline', code: 'authentication_required' },
  },
  tok_3ds: {
    meaning: 'Pending, until the customer confirms with 3-D Secure.',
    effect: { kind: 'pending', action: 'confirm' },
  },
  tok_redirect: {
    meaning: "Pending, until the customer completes it on the provider's page.",
    effect: { kind: 'pending', action: 'redirect' },
  },
  tok_bank_transfer: {
    meaning: 'Pending, until the transfer arrives.',
    effect: { kind: 'pending', action: 'bankTransfer' },
  },
  tok_capture_refused: {
    meaning: 'The money is held. Each capture is refused with `authorization_expired`.',
    effect: { kind: 'approveWithoutCapture', code: 'authorization_expired' },
  },
  tok_processing_error_once: {
    meaning: 'The first call gets a 500; later calls hold the money.',
    effect: { kind: 'errorOnce' },
  },
  tok_timeout_taken: {
    meaning: 'The first call holds the money and gets no response; a repeat with the same key gets one.',
    effect: { kind: 'timeoutTaken' },
  },
  tok_timeout_not_taken: {
    meaning: 'No call gets a response, and no money is held.',
    effect: { kind: 'timeoutNotTaken' },
  },
};

/** Returns the effect of a token. */
export function effectOf(token: string): TokenEffect {
  return Object.hasOwn(TEST_TOKENS, token) ? (TEST_TOKENS[token]?.effect ?? UNKNOWN_TOKEN) : UNKNOWN_TOKEN;
}

const UNKNOWN_TOKEN: TokenEffect = { kind: 'decline', code: 'card_declined' };
