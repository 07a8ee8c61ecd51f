import type { ApiKeyChange } from '@tradepost/contracts/api-keys/model';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { ulid } from 'ulid';
import * as z from 'zod/mini';

/** An act on an API key, for the audit log. The value of the key is not part of it. */
export type ApiKeyAct = {
  readonly type: ApiKeyChange['type'];
  readonly apiKeyId: string;
  /** Subject of the person, from the token. */
  readonly by: string;
  readonly correlationId: string;
  /** Facts of the act: the partner, the replacement, the reason. */
  readonly facts: Readonly<Record<string, unknown>>;
};

const type = z.enum(['ApiKeyIssued', 'ApiKeyRotated', 'ApiKeyRevoked']);
const data = z.object({ by: z.string(), reason: z.optional(z.string()) });

/** Subject of the audit entries of a key: `api-keys/key_…`. */
export function auditSubject(apiKeyId: string): string {
  return `api-keys/${apiKeyId}`;
}

/** Returns the audit entry of an act in the form of an event, which is not published. */
export function toAuditEvent(
  { type: act, apiKeyId, by, correlationId, facts }: ApiKeyAct,
  now: string,
): CloudEvent {
  return {
    specversion: '1.0',
    id: ulid(Date.parse(now)),
    source: 'tradepost.catalog',
    type: act,
    subject: auditSubject(apiKeyId),
    time: now,
    correlationid: correlationId,
    data: { by, ...facts },
  };
}

/** Returns an act as the API lists it. */
export function toApiKeyChange(event: CloudEvent): ApiKeyChange {
  const { by, reason } = data.parse(event.data);
  return {
    id: event.id,
    type: type.parse(event.type),
    at: event.time,
    by,
    correlationId: event.correlationid,
    ...(reason === undefined ? {} : { reason }),
  };
}
