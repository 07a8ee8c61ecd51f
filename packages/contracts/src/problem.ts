import { apiKeyProblems } from './api-keys/rejections.ts';
import { catalogProblems } from './catalog/rejections.ts';
import { customerProblems } from './customers/rejections.ts';
import { identityProblems } from './identity/rejections.ts';
import { inventoryProblems } from './inventory/rejections.ts';
import { operationsProblems } from './operations/rejections.ts';
import { orderProblems } from './orders/rejections.ts';
import { paymentProblems } from './payments/rejections.ts';
import { pricingProblems } from './pricing/rejections.ts';
import { privacyProblems } from './privacy/rejections.ts';
import type { Problems } from './rejection.ts';
import { shippingProblems } from './shipping/rejections.ts';

/** Problem codes of the HTTP stack, and those that routes of several services respond with. */
const commonProblems = {
  MALFORMED_JSON: { status: 400, title: 'The body is not JSON' },
  VALIDATION_FAILED: { status: 400, title: 'The request does not have the form that this route takes' },
  INVALID_CURSOR: { status: 400, title: 'The cursor is not one that this list gave' },
  UNAUTHENTICATED: { status: 401, title: 'The request has no valid access token' },
  INSUFFICIENT_USER_AUTHENTICATION: {
    status: 401,
    title: 'The person must sign in again before this request',
  },
  FORBIDDEN: { status: 403, title: 'The access token does not allow this request' },
  INVALID_API_KEY: { status: 403, title: 'The request has no valid API key' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The path has no such method' },
  PRECONDITION_FAILED: { status: 412, title: 'The resource has changed since it was read' },
  PAYLOAD_TOO_LARGE: { status: 413, title: 'The body is too large' },
  UNSUPPORTED_CONTENT_ENCODING: { status: 415, title: 'The body must not be compressed' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The body must be application/json' },
  CARD_NUMBER_NOT_ACCEPTED: { status: 422, title: 'Card numbers are never accepted' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, title: 'The Idempotency-Key was used with another request' },
  PRECONDITION_REQUIRED: { status: 428, title: 'The request must name the version that it changes' },
  INTERNAL_ERROR: { status: 500, title: 'Something went wrong on our side' },
  TOO_MUCH_CONTENTION: { status: 503, title: 'Too many changes at once: try again' },
} as const satisfies Problems;

/**
 * All problem codes of the API with their HTTP status and title.
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export const PROBLEMS = {
  ...commonProblems,
  ...apiKeyProblems,
  ...catalogProblems,
  ...inventoryProblems,
  ...orderProblems,
  ...paymentProblems,
  ...operationsProblems,
  ...identityProblems,
  ...customerProblems,
  ...privacyProblems,
  ...pricingProblems,
  ...shippingProblems,
} as const;

export type ProblemCode = keyof typeof PROBLEMS;
