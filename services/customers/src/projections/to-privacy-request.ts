import type { PrivacyRequest } from '@tradepost/contracts/privacy/model';
import type { StoredPrivacyRequest } from '../domain/privacy-request.ts';

/** A privacy request as the API returns it. */
export function toPrivacyRequest(request: StoredPrivacyRequest): PrivacyRequest {
  const { id, kind, status, customerId, orderId, requestedBy, requestedAt, dueAt } = request;
  const { approvedAt, completedAt, availableUntil, failure } = request;
  const given = { customerId, orderId, approvedAt, completedAt, availableUntil, failure };
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { id, kind, status, requestedBy, requestedAt, dueAt, ...present };
}
