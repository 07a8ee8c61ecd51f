import type { Act } from '@tradepost/contracts/audit/acts';
import type { AuditEntryReply } from '@tradepost/contracts/audit/model';
import type { AccessChange } from '@tradepost/contracts/identity/model';
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
const changed = z.object({ ...content.shape, version: z.int() });

/** Target of the acts on a grant: `grants/group/support`. */
export function auditTarget({ kind, id }: GrantKey): string {
  return `grants/${kind}/${id}`;
}

/** Returns the act of a change. */
export function toAct({
  key,
  by,
  reason,
  version,
  before,
  after,
  correlationId,
}: GrantChanged): Act<'GrantChanged'> {
  return {
    ...{ act: 'GrantChanged', actor: by, target: auditTarget(key), reason, correlationId },
    ...{ before, after: { ...after, version } },
  };
}

type Entry = Omit<AuditEntryReply, 'act' | 'chain' | 'seq' | 'prev' | 'hash'>;

/** Returns a change as the API lists it. */
export function toAccessChange({ id, at, actor, correlationId, reason, before, after }: Entry): AccessChange {
  const { version, ...set } = changed.parse(after);
  return {
    ...{ id, at, by: actor, correlationId, version, before: content.parse(before), after: set },
    ...(reason === undefined ? {} : { reason }),
  };
}
