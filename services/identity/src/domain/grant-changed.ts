import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { AccessChange } from '@tradepost/contracts/identity/model';
import { ulid } from 'ulid';
import * as z from 'zod/mini';
import type { GrantKey } from './grants.ts';
import type { StoredGrant } from './stored-grant.ts';

/** Content of a grant, without its version. It is empty for the default. */
type Content = Omit<StoredGrant, 'pk' | 'version'>;

/** A change of a grant, for the audit log. */
export type GrantChanged = {
  readonly key: GrantKey;
  readonly before: Content;
  readonly after: Content;
  /** Version of the grant after the change. */
  readonly version: number;
  /** Absent for a withdrawal. */
  readonly reason?: string | undefined;
  /** Subject of the administrator, from the token. */
  readonly by: string;
  readonly correlationId: string;
};

const content = z.object({
  scopes: z.optional(z.array(z.string())),
  groups: z.optional(z.array(z.string())),
  reach: z.optional(z.enum(['own', 'all'])),
});
const stored = z.object({
  by: z.string(),
  reason: z.optional(z.string()),
  version: z.int(),
  before: content,
  after: content,
});

/** Subject of the audit entries of a grant: `grants/group/support`. */
export function auditSubject({ kind, id }: GrantKey): string {
  return `grants/${kind}/${id}`;
}

/** Returns the audit entry of a change in the form of an event, which is not published. */
export function toAuditEvent(
  { key, by, reason, version, before, after, correlationId }: GrantChanged,
  nowMs: number,
): CloudEvent {
  return {
    ...{ specversion: '1.0', id: ulid(nowMs), source: 'tradepost.identity', type: 'GrantChanged' },
    ...{ subject: auditSubject(key), time: new Date(nowMs).toISOString(), correlationid: correlationId },
    data: { by, ...(reason === undefined ? {} : { reason }), version, before, after },
  };
}

/** Returns a change as the API lists it. */
export function toAccessChange({ id, time, correlationid, data }: CloudEvent): AccessChange {
  const { by, reason, version, before, after } = stored.parse(data);
  return {
    ...{ id, at: time, by, correlationId: correlationid, version, before, after },
    ...(reason === undefined ? {} : { reason }),
  };
}
