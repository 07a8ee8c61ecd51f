import {
  CONFIRMED_AT,
  CUSTOMER_ID,
  OTHER_PRIVACY_REQUEST_ID,
  PLACED_AT,
  PRIVACY_REQUEST_ID,
} from '../example-data.ts';
import { exampleFor } from '../example-for.ts';
import type { LegalHold, PrivacyRequest } from './model.ts';
import * as routes from './routes.ts';

const EXPORT: PrivacyRequest = {
  id: PRIVACY_REQUEST_ID,
  kind: 'export',
  status: 'running',
  customerId: CUSTOMER_ID,
  requestedBy: 'customer',
  requestedAt: PLACED_AT,
  dueAt: '2026-03-31T09:00:00.000Z',
};
const COMPLETE: PrivacyRequest = {
  ...EXPORT,
  status: 'completed',
  completedAt: CONFIRMED_AT,
  availableUntil: '2026-03-02T09:00:00.700Z',
};
const ERASURE: PrivacyRequest = {
  ...EXPORT,
  id: OTHER_PRIVACY_REQUEST_ID,
  kind: 'erasure',
  status: 'awaitingApproval',
  requestedBy: 'staff',
};
const LINK = {
  url: 'https://tradepost-prod-customers-exports-123456789012.s3.eu-central-1.amazonaws.com/exports/prq_01JD3XK8WQ4N6T2B9V5M7R0C1E/data.html?X-Amz-Signature=3f1c',
  expiresAt: '2026-03-01T09:05:00.000Z',
};
const HOLD: LegalHold = {
  customerId: CUSTOMER_ID,
  reason: 'Proceedings 4 C 12/26.',
  placedAt: PLACED_AT,
  placedBy: '7d2c5a0e-4b1f-4c55-9a3e-0f6f2b8c9d10',
};
const params = { privacyRequestId: EXPORT.id };
const ofCustomer = { customerId: CUSTOMER_ID };

export const requestMyPrivacy = exampleFor(routes.requestMyPrivacy, {
  body: { kind: 'export' },
  answer: EXPORT,
});
export const listMyPrivacyRequests = exampleFor(routes.listMyPrivacyRequests, {
  answer: { items: [COMPLETE] },
});
export const getMyPrivacyRequest = exampleFor(routes.getMyPrivacyRequest, { params, answer: COMPLETE });
export const getMyExportLink = exampleFor(routes.getMyExportLink, { params, answer: LINK });
export const requestPrivacy = exampleFor(routes.requestPrivacy, {
  body: { kind: 'erasure', customerId: CUSTOMER_ID, reason: 'Letter of 1 March 2026.' },
  answer: ERASURE,
});
export const listPrivacyRequests = exampleFor(routes.listPrivacyRequests, {
  query: { open: 'true' },
  answer: { items: [ERASURE] },
});
export const getPrivacyRequest = exampleFor(routes.getPrivacyRequest, {
  params: { privacyRequestId: ERASURE.id },
  answer: ERASURE,
});
export const approvePrivacyRequest = exampleFor(routes.approvePrivacyRequest, {
  params: { privacyRequestId: ERASURE.id },
  answer: { ...ERASURE, status: 'running', approvedAt: CONFIRMED_AT },
});
export const getExportLink = exampleFor(routes.getExportLink, {
  params,
  query: { format: 'json' },
  answer: LINK,
});
export const getLegalHold = exampleFor(routes.getLegalHold, { params: ofCustomer, answer: HOLD });
export const placeLegalHold = exampleFor(routes.placeLegalHold, {
  params: ofCustomer,
  body: { reason: HOLD.reason },
  answer: HOLD,
});
export const liftLegalHold = exampleFor(routes.liftLegalHold, { params: ofCustomer, answer: HOLD });
