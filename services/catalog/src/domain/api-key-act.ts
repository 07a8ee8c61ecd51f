import type { ApiKeyChange } from '@tradepost/contracts/api-keys/model';
import type { Act } from '@tradepost/contracts/audit/acts';
import type { AuditEntryReply } from '@tradepost/contracts/audit/model';
import * as z from 'zod/mini';

/** A request of a person, for the audit log. */
export type By = {
  /** Subject of the person, from the token. */
  readonly by: string;
  readonly correlationId: string;
};

/** An act on an API key. */
export type ApiKeyAct = Act<ApiKeyChange['type']>;

const type = z.enum(['ApiKeyIssued', 'ApiKeyRotated', 'ApiKeyRevoked']);

/** Target of the acts on a key: `api-keys/key_…`. */
export function auditTarget(apiKeyId: string): string {
  return `api-keys/${apiKeyId}`;
}

/**
 * Returns an act on an API key. The value of the key is not part of it.
 *
 * @param facts of the act: the partner, the replacement
 */
export function actOnKey<Name extends ApiKeyAct['act']>(
  act: Name,
  apiKeyId: string,
  { by, correlationId }: By,
  { reason, ...facts }: { readonly reason?: string; readonly [fact: string]: unknown },
): Act<Name> {
  return { act, actor: by, target: auditTarget(apiKeyId), reason, after: facts, correlationId };
}

type Entry = Omit<AuditEntryReply, 'chain' | 'seq' | 'prev' | 'hash'>;

/** Returns an act as the API lists it. */
export function toApiKeyChange({ id, act, at, actor, correlationId, reason }: Entry): ApiKeyChange {
  return {
    ...{ id, type: type.parse(act), at, by: actor, correlationId },
    ...(reason === undefined ? {} : { reason }),
  };
}
