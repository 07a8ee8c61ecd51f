import * as z from 'zod/mini';
import { auditReason } from '../fields/audit-reason.ts';
import { customerId, orderId, privacyRequestId } from '../fields/identifiers.ts';
import { notPersonal, personal } from '../fields/personal-data.ts';
import { timestamp } from '../fields/timestamp.ts';

/**
 * Days within which a request must be complete: one month.
 * @see https://eur-lex.europa.eu/eli/reg/2016/679/oj (Article 12, paragraph 3)
 */
export const PRIVACY_DEADLINE_DAYS = 30;

/** How long an export can be downloaded. */
export const EXPORT_AVAILABLE_HOURS = 24;

/** How long a link to an export is valid. */
export const LINK_MINUTES = 5;

/** Kind of a privacy request. */
export const privacyRequestKind = z
  .enum(['export', 'erasure'])
  .check(
    z.describe('export: a copy of the data of the person; erasure: the deletion of the data of the person.'),
  );

/** A request of a person about their data. */
export const privacyRequest = /* @__PURE__ */ z
  .object({
    id: privacyRequestId,
    kind: privacyRequestKind,
    status: z
      .enum(['awaitingApproval', 'running', 'held', 'completed', 'failed'])
      .check(
        z.describe(
          'awaitingApproval: a second person must approve the erasure; running: it is being carried out; held: a legal hold delays the erasure; completed, failed: it has ended.',
        ),
      ),
    customerId: z
      .optional(z.string())
      .check(z.describe('Customer whose data it is about.'), personal('pseudonym')),
    orderId: z.optional(orderId).check(z.describe('Order without a customer that it is about.')),
    requestedBy: z
      .enum(['customer', 'staff'])
      .check(z.describe('customer: the person themselves; staff: a person of staff, for them.')),
    requestedAt: timestamp,
    dueAt: timestamp.check(z.describe('Time by which it must be complete: 30 days after the request.')),
    approvedAt: z
      .optional(timestamp)
      .check(z.describe('Time at which a second person approved the erasure. Absent if it needs none.')),
    completedAt: z.optional(timestamp).check(z.describe('Time at which it was complete.')),
    availableUntil: z
      .optional(timestamp)
      .check(z.describe('Time until which the export can be downloaded. Only of a complete export.')),
    failure: z
      .optional(z.string())
      .check(z.describe('Code of the error that ended it.'), notPersonal('code of an error')),
  })
  .register(z.globalRegistry, { description: 'Request of a person about their data.' });

export type PrivacyRequest = z.infer<typeof privacyRequest>;

/** Link to a complete export. */
export const exportLink = /* @__PURE__ */ z
  .object({
    url: z
      .string()
      .check(
        z.describe('URL of the file. Whoever has it can read the file until it expires.'),
        notPersonal('signed URL'),
      ),
    expiresAt: timestamp.check(z.describe('Time at which the URL expires, five minutes from now.')),
  })
  .register(z.globalRegistry, { description: 'Link to the export of the data of a person.' });

/** A legal hold on the data of a customer. */
export const legalHold = /* @__PURE__ */ z
  .object({
    customerId,
    reason: auditReason.check(notPersonal('reason of an act of staff')),
    placedAt: timestamp,
    placedBy: z.string().check(z.describe('Id of the person of staff who placed it.'), personal('pseudonym')),
  })
  .register(z.globalRegistry, {
    description: 'Legal hold on a customer, whose data is not erased until it is lifted.',
  });

export type LegalHold = z.infer<typeof legalHold>;
