import type { ApiKey } from '@tradepost/contracts/api-keys/model';
import { isEnded, type StoredApiKey } from '../domain/api-key.ts';

/**
 * Maps a stored API key to its API representation.
 *
 * @param now in RFC 3339. A key whose revocation is due counts as revoked
 */
export function toApiKey(stored: StoredApiKey, now: string): ApiKey {
  const { gatewayKeyId: _gatewayKeyId, version: _version, ...key } = stored;
  return { ...key, status: isEnded(stored, now) ? 'revoked' : 'active' };
}
