import type { Recorded } from '@tradepost/contracts/audit/acts';
import { ContentionError } from '@tradepost/dynamodb/contention-error';
import type { GatewayKeyDeps } from '../deps.ts';
import type { StoredApiKey } from '../domain/api-key.ts';
import { type ApiKeyAct, actOnKey } from '../domain/api-key-act.ts';

/** A key to create. `replaced` is the key that it replaces, as it will be stored, with the act of that. */
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
  { apiKeys, audit, gatewayKeys, newApiKeyId }: GatewayKeyDeps,
): Promise<{
  readonly key: StoredApiKey;
  readonly value: string;
  readonly recorded: Recorded<'ApiKeyIssued'>;
}> {
  const id = givenId ?? newApiKeyId();
  const { id: gatewayKeyId, value } = await gatewayKeys.create(id, partner);
  const replaces = replaced === undefined ? {} : { replaces: replaced.key.id };
  const key = { id, gatewayKeyId, version: 0, partner, issuedAt: now, issuedBy: by, ...replaces };
  const issued = actOnKey('ApiKeyIssued', id, { by, correlationId }, { partner, ...replaces });
  const recorded = await audit.recordWith(
    replaced === undefined ? [issued] : [issued, replaced.act],
    apiKeys.toPuts(replaced === undefined ? [key] : [key, replaced.key]),
  );
  if (recorded === undefined) {
    await gatewayKeys.remove(gatewayKeyId);
    throw new ContentionError(`API key ${replaced?.key.id ?? id} has been changed meanwhile`);
  }
  await gatewayKeys.setEnabled(gatewayKeyId, true);
  return { key, value, recorded };
}
