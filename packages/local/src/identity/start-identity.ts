import { join } from 'node:path';
import type { CloudResources } from '@tradepost/compiled-service/templates/resources';
import type { InvokeFunction } from '../invocation.ts';
import { openStore } from '../store.ts';
import { createIdentity } from './create-identity.ts';
import { provideIdentityKeys } from './identity-keys.ts';
import { createPools, type LocalUser } from './pools.ts';

/**
 * Creates the issuers of the user pools that the templates declare; undefined if they declare none. Throws if a user, or
 * something that a pool refers to, is not declared.
 */
export async function startIdentity(options: {
  readonly description: Pick<
    CloudResources,
    'userPools' | 'userPoolClients' | 'userPoolScopes' | 'userPoolGroups' | 'functions'
  >;
  readonly users: readonly LocalUser[];
  readonly open: Readonly<Record<string, string>>;
  readonly signInPages: readonly string[];
  readonly dataDir: string;
  readonly region: string;
  readonly invoke: InvokeFunction;
  readonly log: (line: string) => void;
  readonly cleanUps: AsyncDisposableStack;
}): Promise<ReturnType<typeof createIdentity> | undefined> {
  const pools = createPools(options.description, options.users);
  if (pools.length === 0) return undefined;
  const keys = await provideIdentityKeys(options.dataDir, pools);
  const database = openStore(join(options.dataDir, 'identity', 'sessions.db'));
  options.cleanUps.defer(() => database.close());
  return createIdentity({ ...options, pools, keys, database });
}
