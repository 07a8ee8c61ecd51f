import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provideIdentityKeys, readKeys, type SigningKey, toPublicKeys } from './identity-keys.ts';
import type { Pool } from './pools.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'identity-keys-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const poolWith = (id: string, ...clientIds: string[]) =>
  ({ id, clients: clientIds.map((each) => ({ id: each, hasSecret: each !== 'public' })) }) as unknown as Pool;

it('keys and secrets are created once, and kept in a file that only the user can read', async () => {
  expect(readKeys(dataDir)).toBeUndefined();
  const first = await provideIdentityKeys(dataDir, [poolWith('a', 'public', 'erp')]);
  expect(Object.keys(first.clientSecrets)).toEqual(['erp']);
  expect(statSync(join(dataDir, 'identity', 'keys.json')).mode & 0o777).toBe(0o600);

  const second = await provideIdentityKeys(dataDir, [poolWith('a', 'erp'), poolWith('b')]);
  expect(second).toMatchObject({ pools: { a: first.pools['a'] }, clientSecrets: first.clientSecrets });
  expect(second.pools['b']?.kid).not.toBe(second.pools['a']?.kid);
  expect(readKeys(dataDir)).toEqual(second);
});

it('public keys have no private member', async () => {
  const { pools } = await provideIdentityKeys(dataDir, [poolWith('a')]);
  const [key] = toPublicKeys(pools['a'] as SigningKey).keys;
  expect(Object.keys(key ?? {}).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
});
