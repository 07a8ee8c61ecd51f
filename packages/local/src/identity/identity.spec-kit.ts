import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { packagedService } from '@tradepost/compiled-service/templates/packaged-service.spec-kit';
import { readTemplates } from '@tradepost/compiled-service/templates/read-templates';
import type { JSONWebKeySet } from 'jose';
import type { AwsHandler } from '../gateway/aws-handler.ts';
import { startGateway } from '../gateway/gateway.ts';
import type { InvocationResult } from '../invocation.ts';
import { openStore } from '../store.ts';
import { createCognitoEndpoint } from './cognito-endpoint.ts';
import { createIdentity } from './create-identity.ts';
import { type IdentityKeys, provideIdentityKeys, type SigningKey, toPublicKeys } from './identity-keys.ts';
import { createPools, type LocalUser, type Pool } from './pools.ts';
import type { Identity } from './user-pools.ts';
import { createUserStore, withUserStore } from './user-store.ts';

const REF = { Ref: 'Staff' };
export const CALLBACK = 'http://127.0.0.1:9999/callback';
export const SIGNED_OUT = 'http://127.0.0.1:9999/signed-out';

/** A pool with a client that rotates refresh tokens, one that does not, and a machine. */
const templateWith = (callback: string) => ({
  Staff: {
    Type: 'AWS::Cognito::UserPool',
    Properties: {
      UserPoolName: 'staff',
      LambdaConfig: {
        PreTokenGenerationConfig: { LambdaArn: { 'Fn::GetAtt': ['Trigger', 'Arn'] }, LambdaVersion: 'V3_0' },
      },
    },
  },
  Trigger: {
    Type: 'AWS::Lambda::Function',
    Properties: { FunctionName: 'trigger', Handler: 'a.b', Runtime: 'nodejs24.x' },
  },
  Scopes: {
    Type: 'AWS::Cognito::UserPoolResourceServer',
    Properties: {
      UserPoolId: REF,
      Identifier: 'shop',
      Name: 'shop',
      Scopes: [{ ScopeName: 'orders:read' }, { ScopeName: 'orders:write' }, { ScopeName: 'stock:read' }],
    },
  },
  Support: {
    Type: 'AWS::Cognito::UserPoolGroup',
    Properties: { UserPoolId: REF, GroupName: 'support' },
  },
  Backoffice: {
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: {
      UserPoolId: REF,
      ClientName: 'backoffice',
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'shop/orders:read', 'shop/orders:write'],
      CallbackURLs: [callback],
      LogoutURLs: [SIGNED_OUT],
      AccessTokenValidity: 15,
      RefreshTokenValidity: 8,
      TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'hours' },
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
    },
  },
  Kiosk: {
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: {
      UserPoolId: REF,
      ClientName: 'kiosk',
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      CallbackURLs: [callback],
    },
  },
  Erp: {
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: {
      UserPoolId: REF,
      ClientName: 'erp',
      GenerateSecret: true,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: ['shop/stock:read'],
    },
  },
});

const USERS: readonly LocalUser[] = [
  { pool: 'staff', username: 'sam', email: 'sam@example.com', groups: ['support'] },
  { pool: 'staff', username: 'dev', scopes: 'all' },
];

export type RunningIdentity = {
  readonly url: string;
  readonly pool: Pool;
  readonly keys: IdentityKeys;
  readonly identity: Identity;
  /** The admin API of the pool's users. */
  readonly cognito: AwsHandler;
  /** Public keys of the pool. */
  readonly jwks: JSONWebKeySet;
  /** Events that the trigger got. */
  readonly events: Record<string, unknown>[];
  readonly log: string[];
  /** Moves every sign-in into the past. */
  readonly ageSessions: (seconds: number) => void;
  readonly stop: () => Promise<void>;
};

type Answer = (event: Record<string, unknown>) => InvocationResult;

/**
 * Starts a gateway with one user pool.
 *
 * @param answer   result of the pre-token trigger for an event
 * @param callback callback URL of the clients
 */
export async function startTestIdentity(answer: Answer, callback = CALLBACK): Promise<RunningIdentity> {
  const dataDir = mkdtempSync(join(tmpdir(), 'identity-'));
  const gateway = await startGateway({
    port: 0,
    stage: { accountId: '000000000000', stage: 'dev' },
    health: () => ({}),
  });
  const description = readTemplates(
    [packagedService('identity', templateWith(callback), { functions: { trigger: { name: 'trigger' } } })],
    {
      ...PLACEHOLDER_ADDRESSES,
      gatewayUrl: gateway.url,
    },
  );
  const database = openStore(':memory:');
  const store = createUserStore(database);
  const pools = withUserStore(createPools(description, USERS), store);
  const keys = await provideIdentityKeys(dataDir, pools);
  const events: Record<string, unknown>[] = [];
  const log: string[] = [];
  const identity = createIdentity({
    pools,
    keys,
    database,
    region: 'us-east-1',
    invoke: async (_name, event) => {
      events.push(event as Record<string, unknown>);
      return answer(structuredClone(event) as Record<string, unknown>);
    },
    open: { staff: 'sam' },
    signInPages: ['/reference'],
    log: (line) => log.push(line),
  });
  gateway.open(description, { invoke: async () => ({ ok: true, payload: {} }), identity });
  const [pool] = pools;
  if (pool === undefined) throw new Error(description.problems.join('\n'));
  return {
    url: gateway.url,
    pool,
    keys,
    identity,
    cognito: createCognitoEndpoint(pools, store),
    jwks: toPublicKeys(keys.pools[pool.id] as SigningKey),
    events,
    log,
    ageSessions: (seconds) =>
      database
        .prepare(
          "UPDATE issuer_entries SET payload = json_set(payload, '$.loginTs', payload ->> '$.loginTs' - ?) WHERE payload ->> '$.loginTs' IS NOT NULL",
        )
        .run(seconds),
    stop: async () => {
      await gateway.stop();
      database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Answers an event with changes, as a function does. */
export function withAnswer(
  event: Record<string, unknown>,
  claimsAndScopeOverrideDetails: object,
): InvocationResult {
  return { ok: true, payload: { ...event, response: { claimsAndScopeOverrideDetails } } };
}
