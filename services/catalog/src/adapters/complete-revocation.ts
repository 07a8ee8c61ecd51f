import type { StoredApiKey } from '../domain/api-key.ts';
import type { ApiKeysTable } from './api-keys-table.ts';
import type { GatewayKeys } from './gateway-keys.ts';

/**
 * Disables a key in API Gateway whose revocation is recorded and due. A completed one stays as it is.
 *
 * @param now RFC 3339, UTC
 * @returns the key with the time at which it was disabled
 */
export type CompleteRevocation = (key: StoredApiKey, now: string) => Promise<StoredApiKey>;

export function createCompleteRevocation(deps: {
  readonly apiKeys: Pick<ApiKeysTable, 'complete'>;
  readonly gatewayKeys: Pick<GatewayKeys, 'setEnabled'>;
}): CompleteRevocation {
  return async (key, now) => {
    if (key.revokedAt !== undefined) return key;
    await deps.gatewayKeys.setEnabled(key.gatewayKeyId, false);
    const completed = { ...key, version: key.version + 1, revokedAt: now };
    await deps.apiKeys.complete(completed);
    return completed;
  };
}
