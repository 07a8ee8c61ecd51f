import * as z from 'zod/mini';
import { RECENT_SIGN_IN } from '../access/step-up.ts';
import { defineRoute } from '../define-route.ts';
import { auditReason } from '../fields/audit-reason.ts';
import { apiKeyId } from '../fields/identifiers.ts';
import { pageOf, paging } from '../fields/paging.ts';
import {
  apiKey,
  apiKeyChange,
  DEFAULT_OVERLAP_HOURS,
  dailyUsage,
  issuedApiKey,
  MAX_OVERLAP_HOURS,
  MAX_USAGE_DAYS,
  partnerName,
} from './model.ts';

const service = 'catalog';
const params = z.strictObject({ apiKeyId });
const reads = { kind: 'staff', scope: 'api-keys:read', machines: false } as const;
const writes = { kind: 'staff', scope: 'api-keys:write', machines: false, stepUp: RECENT_SIGN_IN } as const;

/** It takes no `Idempotency-Key`: a repeat could not return the value again, because the value is not stored. */
export const issueApiKey = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/admin/api-keys',
  summary:
    'Issue an API key to a partner. Only this response has its value. API Gateway accepts the key within a minute.',
  access: writes,
  records: ['ApiKeyIssued'],
  throttle: 'keys',
  body: () => z.strictObject({ partner: partnerName }),
  success: { status: 201, body: issuedApiKey },
});

export const listApiKeys = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/admin/api-keys',
  summary: 'List API keys of partners, newest first, revoked ones included.',
  access: reads,
  query: () => z.strictObject({ ...paging }),
  success: { status: 200, body: () => pageOf(apiKey) },
  problems: ['INVALID_CURSOR'],
});

export const getApiKey = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/admin/api-keys/{apiKeyId}',
  summary: 'Get an API key of a partner, without its value.',
  access: reads,
  params,
  success: { status: 200, body: apiKey },
  problems: ['API_KEY_NOT_FOUND'],
});

export const rotateApiKey = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/admin/api-keys/{apiKeyId}/rotate',
  summary:
    'Issue a second API key to the partner of a key. Both are valid until the overlap ends; then the first one is revoked.',
  access: writes,
  records: ['ApiKeyRotated', 'ApiKeyIssued'],
  throttle: 'keys',
  params,
  body: () =>
    z.strictObject({
      overlapHours: z._default(
        z
          .int()
          .check(
            z.minimum(1),
            z.maximum(MAX_OVERLAP_HOURS),
            z.describe('Hours for which both keys are valid, from 1 to 720. Defaults to 168, a week.'),
          ),
        DEFAULT_OVERLAP_HOURS,
      ),
    }),
  success: { status: 201, body: issuedApiKey },
  problems: ['API_KEY_NOT_FOUND', 'API_KEY_REVOKED', 'API_KEY_REPLACED'],
});

export const revokeApiKey = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/admin/api-keys/{apiKeyId}/revoke',
  summary:
    'Revoke an API key. API Gateway rejects it within a minute. Repeating the call changes nothing; a revoked key stays revoked.',
  access: writes,
  records: ['ApiKeyRevoked'],
  throttle: 'keys',
  params,
  body: () => z.strictObject({ reason: auditReason }),
  success: { status: 200, body: apiKey },
  problems: ['API_KEY_NOT_FOUND'],
});

const MS_PER_DAY = 86_400_000;

type Period = { readonly from: string; readonly to: string };

function daysIn({ from, to }: Period): number {
  return (Date.parse(to) - Date.parse(from)) / MS_PER_DAY + 1;
}

const date = z.iso.date({ error: 'must be a date, such as 2026-11-30' });

export const getApiKeyUsage = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/admin/api-keys/{apiKeyId}/usage',
  summary: 'Get the requests of an API key per day, in UTC. API Gateway counts with a delay of some minutes.',
  access: reads,
  throttle: 'keys',
  params,
  query: () =>
    z
      .strictObject({
        from: date.check(z.describe('First day in UTC, inclusive.')),
        to: date.check(z.describe('Last day in UTC, inclusive.')),
      })
      .check(
        // A date that is not valid has its own error.
        z.refine((query) => !(daysIn(query) < 1), { path: ['to'], error: 'must not be before from' }),
        z.refine((query) => !(daysIn(query) > MAX_USAGE_DAYS), {
          path: ['to'],
          error: `must be at most ${MAX_USAGE_DAYS - 1} days after from`,
        }),
      ),
  success: {
    status: 200,
    body: () => z.object({ items: z.array(dailyUsage).check(z.describe('The days, in order.')) }),
  },
  problems: ['API_KEY_NOT_FOUND'],
});

export const listApiKeyChanges = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/admin/api-keys/{apiKeyId}/changes',
  summary: 'List who issued, rotated and revoked an API key, oldest first.',
  access: reads,
  params,
  query: () => z.strictObject({ ...paging }),
  success: { status: 200, body: () => pageOf(apiKeyChange) },
  problems: ['INVALID_CURSOR'],
});
