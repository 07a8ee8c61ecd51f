import type { StoredApiKey } from '../domain/api-key.ts';
import { revokeReplacedApiKeys } from './revoke-replaced-api-keys.ts';

const keyOf = (id: string): StoredApiKey => ({
  ...{ id, gatewayKeyId: `gateway-${id}`, version: 1, partner: 'Cups' },
  ...{ issuedAt: '2026-01-01T12:00:00.000Z', issuedBy: 'ada', revokeAt: '2026-01-02T12:00:00.000Z' },
});

describe('revokeReplacedApiKeys', () => {
  it('revokes all other keys if one cannot be revoked, and then throws', async () => {
    const revoked: string[] = [];
    const run = revokeReplacedApiKeys({
      apiKeys: { due: async () => ['key_1', 'key_2', 'key_3'].map(keyOf) } as never,
      completeRevocation: async (key) => {
        if (key.id === 'key_1') throw new Error('API Gateway is throttled');
        revoked.push(key.id);
        return key;
      },
      now: () => '2026-01-03T12:00:00.000Z',
      logger: { info: () => undefined, error: () => undefined },
    });
    await expect(run).rejects.toThrow('1 API keys were not revoked');
    expect(revoked).toEqual(['key_2', 'key_3']);
  });
});
