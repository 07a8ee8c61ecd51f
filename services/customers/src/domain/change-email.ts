import type { Command } from '@tradepost/aggregate/aggregate';
import type { CustomerEvent, CustomerState } from './customer-shapes.ts';

/** Time for which a code can be confirmed. */
export const CODE_LIFETIME_MS = 15 * 60_000;
/** Codes that a caller may try. With six digits, a guess succeeds once in 200,000 requests for a change. */
const MAX_WRONG_CODES = 5;
/** Requests of a customer within an hour: each sends an e-mail to an address that may be somebody else's. */
const MAX_REQUESTS = 3;
const WINDOW_MS = 3_600_000;

type NotFound = { readonly code: 'CUSTOMER_NOT_FOUND' };

/** A requested change: seals and HMACs of the new address and of the code. */
export type EmailChange = Omit<
  Extract<CustomerEvent, { type: 'EmailChangeRequested' }>,
  'type' | 'at' | 'since'
>;

export type RequestEmailChangeRejection =
  | NotFound
  | { readonly code: 'EMAIL_CHANGE_LIMIT'; readonly retryAfterSeconds: number };

/** Requests a change of the e-mail address. It replaces one that is not confirmed. */
export const requestEmailChange =
  (change: EmailChange): Command<CustomerState, CustomerEvent, RequestEmailChangeRejection> =>
  (customer, { at }) => {
    if (customer.status !== 'registered') return { rejection: { code: 'CUSTOMER_NOT_FOUND' } };
    const { since, count } = customer.emailChanges ?? { since: at, count: 0 };
    const leftMs = Date.parse(since) + WINDOW_MS - Date.parse(at);
    if (leftMs > 0 && count >= MAX_REQUESTS)
      return {
        rejection: { code: 'EMAIL_CHANGE_LIMIT', retryAfterSeconds: Math.ceil(leftMs / 1_000) },
      };
    return { events: [{ type: 'EmailChangeRequested', ...change, since: leftMs > 0 ? since : at }] };
  };

export type EmailCodeRejection = NotFound | { readonly code: 'EMAIL_CHANGE_NOT_FOUND' };

/** Tries a code. A wrong one is counted; the right one changes nothing yet. */
export const tryCode =
  (codeHash: string): Command<CustomerState, CustomerEvent, EmailCodeRejection> =>
  (customer, { at }) => {
    if (customer.status !== 'registered') return { rejection: { code: 'CUSTOMER_NOT_FOUND' } };
    const { emailChange: pending, confirmedCodeHash } = customer;
    if (pending === undefined)
      return confirmedCodeHash === codeHash
        ? { events: [] }
        : { rejection: { code: 'EMAIL_CHANGE_NOT_FOUND' } };
    if (pending.wrongCodes >= MAX_WRONG_CODES || pending.expiresAt <= at)
      return { rejection: { code: 'EMAIL_CHANGE_NOT_FOUND' } };
    return pending.codeHash === codeHash ? { events: [] } : { events: [{ type: 'EmailCodeRejected' }] };
  };

/** Changes the e-mail address of the profile, after that of the account. A repeat changes nothing. */
export const changeEmail =
  (codeHash: string): Command<CustomerState, CustomerEvent, EmailCodeRejection> =>
  (customer) => {
    if (customer.status !== 'registered') return { rejection: { code: 'CUSTOMER_NOT_FOUND' } };
    const { emailChange: pending, confirmedCodeHash } = customer;
    if (pending?.codeHash === codeHash) {
      const { email, emailHash } = pending;
      return { events: [{ type: 'EmailChanged', email, emailHash, codeHash }] };
    }
    return confirmedCodeHash === codeHash
      ? { events: [] }
      : { rejection: { code: 'EMAIL_CHANGE_NOT_FOUND' } };
  };

/** Number of further wrong codes that a customer may try; undefined if no change is pending. */
export function attemptsLeft(customer: CustomerState): number | undefined {
  const pending = customer.status !== 'registered' ? undefined : customer.emailChange;
  return pending && Math.max(0, MAX_WRONG_CODES - pending.wrongCodes);
}
