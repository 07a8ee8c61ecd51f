import * as z from 'zod/mini';
import { RECENT_SIGN_IN } from '../access/step-up.ts';
import { defineRoute } from '../define-route.ts';
import { auditReason } from '../fields/audit-reason.ts';
import { customerId, orderId, privacyRequestId } from '../fields/identifiers.ts';
import { pageOf, paging } from '../fields/paging.ts';
import { personal } from '../fields/personal-data.ts';
import { email } from '../fields/text.ts';
import { exportLink, legalHold, privacyRequest, privacyRequestKind } from './model.ts';

const service = 'customers';
const params = z.strictObject({ privacyRequestId });
const ofCustomer = () => z.strictObject({ customerId });
const asCustomer = { kind: 'customer', stepUp: RECENT_SIGN_IN } as const;
const reads = { kind: 'staff', scope: 'privacy:read', machines: false } as const;
const writes = { kind: 'staff', scope: 'privacy:write', machines: false, stepUp: RECENT_SIGN_IN } as const;
const format = () =>
  z.strictObject({
    format: z
      ._default(z.enum(['html', 'json']), 'html')
      .check(z.describe('html: a page to read; json: the same data for programs. Defaults to html.')),
  });

export const requestMyPrivacy = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/me/privacy-requests',
  summary:
    'Request a copy or the erasure of the data of the signed-in customer. While a request of the same kind is open, it is returned instead.',
  access: asCustomer,
  records: ['ExportRequested', 'ErasureRequested'],
  throttle: 'mail',
  body: () => z.strictObject({ kind: privacyRequestKind }),
  success: { status: 202, body: privacyRequest },
});

export const listMyPrivacyRequests = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/me/privacy-requests',
  summary: 'List the privacy requests of the signed-in customer, newest first.',
  access: { kind: 'customer' },
  query: () => z.strictObject({ ...paging }),
  success: { status: 200, body: () => pageOf(privacyRequest) },
  problems: ['INVALID_CURSOR'],
});

export const getMyPrivacyRequest = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/me/privacy-requests/{privacyRequestId}',
  summary: 'Get a privacy request of the signed-in customer.',
  access: { kind: 'customer' },
  params,
  success: { status: 200, body: privacyRequest },
  problems: ['PRIVACY_REQUEST_NOT_FOUND'],
});

export const getMyExportLink = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/me/privacy-requests/{privacyRequestId}/download',
  summary:
    'Get a link to a complete export of the signed-in customer. A link is valid for five minutes, the export for 24 hours.',
  access: asCustomer,
  records: ['ExportDownloaded'],
  params,
  query: format,
  success: { status: 200, body: exportLink },
  problems: ['PRIVACY_REQUEST_NOT_FOUND', 'EXPORT_NOT_READY', 'EXPORT_NO_LONGER_AVAILABLE'],
});

export const requestPrivacy = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/privacy-requests',
  summary:
    'Request a copy or the erasure of the data of a person for them: a customer, or whoever placed an order without an account. A second person must approve an erasure.',
  access: writes,
  records: ['ExportRequested', 'ErasureRequested'],
  body: () =>
    z
      .strictObject({
        kind: privacyRequestKind,
        customerId: z.optional(customerId),
        orderId: z.optional(orderId),
        email: z
          .optional(email)
          .check(
            z.describe(
              'E-mail address of orders that were placed without an account. It is not stored, only its hash.',
            ),
            personal('contact'),
          ),
        reason: auditReason,
      })
      .check(
        z.refine(
          (body) =>
            [body.customerId, body.orderId, body.email].filter((each) => each !== undefined).length === 1,
          { error: 'must name one of customerId, orderId and email' },
        ),
      ),
  success: { status: 202, body: privacyRequest },
});

export const listPrivacyRequests = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/privacy-requests',
  summary: 'List privacy requests, newest first, or only those that are open.',
  access: reads,
  query: () =>
    z.strictObject({
      ...paging,
      open: z
        .optional(z.enum(['true']))
        .check(z.describe('true: only requests that have not ended, the one that is due first at the top.')),
    }),
  success: { status: 200, body: () => pageOf(privacyRequest) },
  problems: ['INVALID_CURSOR'],
});

export const getPrivacyRequest = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/privacy-requests/{privacyRequestId}',
  summary: 'Get a privacy request.',
  access: reads,
  params,
  success: { status: 200, body: privacyRequest },
  problems: ['PRIVACY_REQUEST_NOT_FOUND'],
});

export const approvePrivacyRequest = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/privacy-requests/{privacyRequestId}/approval',
  summary:
    'Approve an erasure that another person requested, and start it. Repeating the call changes nothing.',
  access: writes,
  records: ['ErasureApproved'],
  params,
  success: { status: 202, body: privacyRequest },
  problems: ['PRIVACY_REQUEST_NOT_FOUND', 'PRIVACY_REQUEST_NOT_AWAITING_APPROVAL', 'SECOND_PERSON_REQUIRED'],
});

export const getExportLink = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/privacy-requests/{privacyRequestId}/download',
  summary: 'Get a link to a complete export, to give it to the person. A link is valid for five minutes.',
  access: writes,
  records: ['ExportDownloaded'],
  params,
  query: format,
  success: { status: 200, body: exportLink },
  problems: ['PRIVACY_REQUEST_NOT_FOUND', 'EXPORT_NOT_READY', 'EXPORT_NO_LONGER_AVAILABLE'],
});

export const getLegalHold = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/customers/{customerId}/legal-hold',
  summary: 'Get the legal hold on a customer.',
  access: reads,
  params: ofCustomer,
  success: { status: 200, body: legalHold },
  problems: ['LEGAL_HOLD_NOT_FOUND'],
});

export const placeLegalHold = /* @__PURE__ */ defineRoute({
  service,
  method: 'PUT',
  path: '/v1/customers/{customerId}/legal-hold',
  summary:
    'Place a legal hold on a customer: erasures wait until it is lifted. It replaces the reason of an earlier one.',
  access: writes,
  records: ['LegalHoldPlaced'],
  params: ofCustomer,
  body: () => z.strictObject({ reason: auditReason }),
  success: { status: 200, body: legalHold },
});

export const liftLegalHold = /* @__PURE__ */ defineRoute({
  service,
  method: 'DELETE',
  path: '/v1/customers/{customerId}/legal-hold',
  summary: 'Lift the legal hold on a customer. Erasures that waited for it continue within a day.',
  access: writes,
  records: ['LegalHoldLifted'],
  params: ofCustomer,
  success: { status: 200, body: legalHold },
  problems: ['LEGAL_HOLD_NOT_FOUND'],
});
