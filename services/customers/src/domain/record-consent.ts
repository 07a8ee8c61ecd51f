import type { Command } from '@tradepost/aggregate/aggregate';
import { isOfSame } from './customer.ts';
import type { Consent, CustomerEvent, CustomerState } from './customer-shapes.ts';

/** Purposes and channels of a customer: `sizes.spec.ts` counts them. */
export const MAX_CONSENTS = 100;

export type ConsentRejection =
  | { readonly code: 'CUSTOMER_NOT_FOUND' }
  | { readonly code: 'TOO_MANY_CONSENTS'; readonly maxConsents: number };

/** Records a decision about a consent. One that equals the present decision changes nothing. */
export const recordConsent =
  (consent: Consent): Command<CustomerState, CustomerEvent, ConsentRejection> =>
  (customer) => {
    if (customer.status !== 'registered') return { rejection: { code: 'CUSTOMER_NOT_FOUND' } };
    const present = customer.consents.find((each) => isOfSame(each, consent));
    if (present?.granted === consent.granted && present.textVersion === consent.textVersion)
      return { events: [] };
    if (present === undefined && customer.consents.length >= MAX_CONSENTS)
      return { rejection: { code: 'TOO_MANY_CONSENTS', maxConsents: MAX_CONSENTS } };
    return { events: [{ type: 'ConsentChanged', ...consent }] };
  };
