import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { profileId, subjectId } from '../fields/identifiers.ts';
import { changedPart } from './model.ts';

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
