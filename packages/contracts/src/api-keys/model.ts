import * as z from 'zod/mini';
import { apiKeyId } from '../fields/identifiers.ts';
import { notPersonal, personal } from '../fields/personal-data.ts';
import { line } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';

/** Longest overlap of a replaced key and its replacement, and the default one: 30 days and 7 days. */
export const MAX_OVERLAP_HOURS = 720;
export const DEFAULT_OVERLAP_HOURS = 168;

/** Maximum number of days of one report: that of API Gateway. */
export const MAX_USAGE_DAYS = 90;

export const partnerName = /* @__PURE__ */ line(100)
  .check(notPersonal('name of a company'))
  .register(z.globalRegistry, {
    description: 'Name of the partner that uses the key: 1 to 100 printable characters.',
  });

/** An API key of a partner, without its value, which is shown once and not stored. */
export const apiKey = /* @__PURE__ */ z
  .object({
    id: apiKeyId,
    partner: z.string().check(z.describe('Name of the partner.'), notPersonal('name of a company')),
    status: z
      .enum(['active', 'revoked'])
      .check(z.describe('active: API Gateway accepts the key; revoked: it no longer does.')),
    issuedAt: timestamp,
    issuedBy: z
      .string()
      .check(z.describe('Subject of the person who issued or rotated the key.'), personal('pseudonym')),
    replaces: z.optional(apiKeyId).check(z.describe('Key that this one replaces.')),
    replacedBy: z.optional(apiKeyId).check(z.describe('Key that replaces this one.')),
    revokeAt: z
      .optional(timestamp)
      .check(
        z.describe(
          'Time from which the key is revoked: that of a revocation, or the end of the overlap of a rotation. RFC 3339, UTC.',
        ),
      ),
    revokedBy: z
      .optional(z.string())
      .check(z.describe('Subject of the person who revoked or rotated the key.'), personal('pseudonym')),
    revokedAt: z
      .optional(timestamp)
      .check(z.describe('Time at which the key was revoked, up to an hour after `revokeAt`. RFC 3339, UTC.')),
  })
  .register(z.globalRegistry, { description: 'API key of a partner, without its value.' });

export type ApiKey = z.infer<typeof apiKey>;

/** The response to an issue or a rotation: the only one with the value. */
export const issuedApiKey = /* @__PURE__ */ z
  .object({
    ...apiKey.shape,
    value: z
      .string()
      .check(
        z.describe(
          'Value for the header `X-Api-Key`. This response is the only one that has it: Tradepost does not store it.',
        ),
        notPersonal('secret of a machine'),
      ),
  })
  .register(z.globalRegistry, { description: 'New API key of a partner, with its value.' });

const count = z.int().check(z.minimum(0));

/** Requests of one day. */
export const dailyUsage = /* @__PURE__ */ z
  .object({
    day: z.iso.date().check(z.describe('Day in UTC.')),
    requests: count.check(z.describe('Requests that were counted.')),
    remaining: count.check(
      z.describe('Requests that the quota had left at the end of the day, or has left now.'),
    ),
  })
  .register(z.globalRegistry, { description: 'Requests with an API key on one day.' });

/** An act on an API key, as the audit log has it. */
export const apiKeyChange = /* @__PURE__ */ z
  .object({
    id: z.string().check(z.describe('Id of the audit entry.'), notPersonal('id of an audit entry')),
    type: z
      .enum(['ApiKeyIssued', 'ApiKeyRotated', 'ApiKeyRevoked'])
      .check(z.describe('The act. The replacement of a rotated key has an entry ApiKeyIssued.')),
    at: timestamp.check(z.describe('Time of the act.')),
    by: z.string().check(z.describe('Subject of the person.'), personal('pseudonym')),
    correlationId: z
      .string()
      .check(z.describe('Correlation id of the request.'), notPersonal('id of a request')),
    reason: z
      .optional(z.string())
      .check(z.describe('Reason of a revocation.'), notPersonal('written by staff, about an act')),
  })
  .register(z.globalRegistry, { description: 'An act on an API key.' });

export type ApiKeyChange = z.infer<typeof apiKeyChange>;
