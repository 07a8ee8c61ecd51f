import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { cartId, emailHash, orderId, profileId, quoteId, subjectId } from '../fields/identifiers.ts';
import { anyCurrency } from '../fields/money.ts';
import { timestamp } from '../fields/timestamp.ts';
import { rejectionCode } from './model.ts';

const source = 'tradepost.carts';
const owner = {
  customerId: z.optional(profileId).check(z.describe('Customer whose cart it is; absent for a guest.')),
};

export const cartAbandoned = /* @__PURE__ */ defineEvent({
  source,
  type: 'CartAbandoned',
  version: 1,
  summary: 'A cart with lines was not changed for a day. The event has no personal data.',
  data: () =>
    z.object({
      cartId,
      ...owner,
      subjectId: z
        .optional(subjectId)
        .check(z.describe('Person whose keys seal the personal data of the cart; absent if it has none.')),
      emailHash: z.optional(emailHash).check(z.describe('Hash of the e-mail address, if it has one.')),
      currency: anyCurrency,
      lines: z.int().check(z.minimum(1), z.describe('Number of lines.')),
      lastChangedAt: timestamp.check(z.describe('Time of the last change by its owner.')),
    }),
});

export const cartSubmitted = /* @__PURE__ */ defineEvent({
  source,
  type: 'CartSubmitted',
  version: 1,
  summary: 'A cart was submitted. Its order is placed with this quote, or the submission is rejected.',
  data: () => z.object({ cartId, ...owner, orderId, quoteId }),
});

export const cartReopened = /* @__PURE__ */ defineEvent({
  source,
  type: 'CartReopened',
  version: 1,
  summary:
    'The order of a cart was rejected, for example because its payment was declined. The cart can be changed and submitted again; it will have another order.',
  data: () => z.object({ cartId, ...owner, orderId, code: rejectionCode }),
});
