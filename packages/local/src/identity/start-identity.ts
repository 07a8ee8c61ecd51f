import { join } from 'node:path';
import type { CloudResources } from '@tradepost/compiled-service/templates/resources';
import type { AwsHandler } from '../gateway/aws-handler.ts';
import type { InvokeFunction } from '../invocation.ts';
import { openStore } from '../store.ts';
import { createCognitoEndpoint } from './cognito-endpoint.ts';
import { createIdentity } from './create-identity.ts';
import { provideIdentityKeys } from './identity-keys.ts';
import { createPools, type LocalUser } from './pools.ts';
import { createUserStore, withUserStore } from './user-store.ts';

/** The issuers, and the admin API of their users. */
type LocalIdentity = ReturnType<typeof createIdentity> & { readonly cognito: AwsHandler };

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
}): Promise<LocalIdentity | undefined> {
  const declared = createPools(options.description, options.users);
  if (declared.length === 0) return undefined;
  const keys = await provideIdentityKeys(options.dataDir, declared);
  const database = openStore(join(options.dataDir, 'identity', 'sessions.db'));
  options.cleanUps.defer(() => database.close());
  const store = createUserStore(database);
  const pools = withUserStore(declared, store);
  return {
    ...createIdentity({ ...options, pools, keys, database }),
    cognito: createCognitoEndpoint(pools, store),
  };
}
