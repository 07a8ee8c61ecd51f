import { ContentionError } from '@tradepost/dynamodb/contention-error';
import type { GatewayKeyDeps } from '../deps.ts';
import type { StoredApiKey } from '../domain/api-key.ts';
import { type ApiKeyAct, toAuditEvent } from '../domain/api-key-audit.ts';

/** A key to create. `replaced` is the key that it replaces, as it will be stored, with the audit entry of that. */
type NewKey = {
  readonly id?: string;
  readonly partner: string;
  /** Subject of the person who issues it. */
  readonly by: string;
  readonly correlationId: string;
  /** RFC 3339, UTC. */
  readonly now: string;
  readonly replaced?: { readonly key: StoredApiKey; readonly act: ApiKeyAct };
};

/**
 * Creates a key in API Gateway and records it. The key is disabled until it is recorded, so that each key that API Gateway
 * accepts is in the list and in the audit log. If the function ends in between, a disabled key is left, whose value nobody has.
 *
 * @returns the key with its value, which is stored nowhere else
 * @throws ContentionError if the replaced key has been changed meanwhile
 */
export async function createKey(
  { id: givenId, partner, by, correlationId, now, replaced }: NewKey,
  { apiKeys, gatewayKeys, newApiKeyId }: GatewayKeyDeps,
): Promise<{ readonly key: StoredApiKey; readonly value: string }> {
  const id = givenId ?? newApiKeyId();
  const { id: gatewayKeyId, value } = await gatewayKeys.create(id, partner);
  const replaces = replaced === undefined ? {} : { replaces: replaced.key.id };
  const key = { id, gatewayKeyId, version: 0, partner, issuedAt: now, issuedBy: by, ...replaces };
  const acts: readonly ApiKeyAct[] = [
    ...(replaced === undefined ? [] : [replaced.act]),
    { type: 'ApiKeyIssued', apiKeyId: id, by, correlationId, facts: { partner, ...replaces } },
  ];
  const isRecorded = await apiKeys.record(
    [key, ...(replaced === undefined ? [] : [replaced.key])],
    acts.map((act) => toAuditEvent(act, now)),
  );
  if (!isRecorded) {
    await gatewayKeys.remove(gatewayKeyId);
    throw new ContentionError(`API key ${replaced?.key.id ?? id} has been changed meanwhile`);
  }
  await gatewayKeys.setEnabled(gatewayKeyId, true);
  return { key, value };
}
