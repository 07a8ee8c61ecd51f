import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, profileId, subjectId } from '../fields/identifiers.ts';
import { personal, sealed } from '../fields/personal-data.ts';
import { sealedText } from '../fields/sealed.ts';
import { timestamp } from '../fields/timestamp.ts';
import { changedPart, givenConsent } from './model.ts';

const source = 'tradepost.customers';

export const customerRegistered = /* @__PURE__ */ defineEvent({
  source,
  type: 'CustomerRegistered',
  version: 1,
  summary: 'A profile of a customer was created. The event has no personal data.',
  data: () => z.object({ customerId: profileId, subjectId }),
});

export const customerUpdated = /* @__PURE__ */ defineEvent({
  source,
  type: 'CustomerUpdated',
  version: 1,
  summary: 'The profile of a customer was changed. The event names what was changed, without its content.',
  data: () =>
    z.object({
      customerId: profileId,
      subjectId,
      changed: z
        .array(changedPart)
        .check(z.maxLength(20), z.describe('Parts of the profile that were changed.')),
    }),
});

export const emailChangeRequested = /* @__PURE__ */ defineEvent({
  source,
  type: 'EmailChangeRequested',
  version: 1,
  summary: 'A change of an e-mail address was requested: send the code to the new address.',
  data: () =>
    z.object({
      customerId: profileId,
      subjectId,
      sealed: sealedText.check(
        sealed('contact'),
        z.describe(
          'New address and code, for notifications: {email, code}, sealed with the key contact of the subject, owner customerId, kind email-change.',
        ),
      ),
      expiresAt: timestamp.check(z.describe('Time until which the code can be confirmed.')),
    }),
});

export const consentChanged = /* @__PURE__ */ defineEvent({
  source,
  type: 'ConsentChanged',
  version: 1,
  summary: 'A customer has granted, refused or withdrawn a consent.',
  data: () => z.object({ customerId: profileId, subjectId, ...givenConsent }),
});

export type EmailChangeRequested = z.infer<typeof emailChangeRequested.data>;

export const subjectErased = /* @__PURE__ */ defineEvent({
  source,
  type: 'SubjectErased',
  version: 1,
  summary:
    'The keys of a person were deleted, or restricted until the tax period ends. It is published again for some days: consumers remove what still connects their data with the person.',
  data: () =>
    z.object({
      subjectId,
      customerId: z
        .optional(z.string())
        .check(z.describe('Customer that the keys belonged to.'), personal('pseudonym')),
      orderId: z
        .optional(orderId)
        .check(z.describe('Order that the keys were made for, if it was placed without a customer.')),
      erasedAt: timestamp.check(z.describe('Time at which the keys were deleted.')),
    }),
});
