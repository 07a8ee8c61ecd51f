import {
  flagIn,
  objectIn,
  type Properties,
  textIn,
  textsIn,
} from '@tradepost/compiled-service/templates/properties';
import { isForMachines } from '@tradepost/contracts/access/machine-scopes';
import { CUSTOMER_SCOPE, RESOURCE_SERVER, SCOPES, type Scope } from '@tradepost/contracts/access/scopes';
import type { Cloud, CloudResource } from './cloud.ts';
import { functionAt } from './function-at.ts';
import { faultUnless, PRODUCTION, type Rule } from './rule.ts';

const POOL = 'AWS::Cognito::UserPool';
const CLIENT = 'AWS::Cognito::UserPoolClient';
const MACHINE = 'client_credentials';
/** Flows in which a client sees the password of a person. */
const PASSWORD_FLOWS = ['ADMIN_NO_SRP_AUTH', 'USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH'];
/** Maximum validity in minutes: access.md has the table. */
const MAX_MINUTES = { person: { access: 15, refresh: 30 * 24 * 60 }, machine: { access: 60, refresh: 60 } };
const MINUTES: Readonly<Record<string, number>> = { seconds: 1 / 60, minutes: 1, hours: 60, days: 1_440 };

/** Cognito waits so long for a trigger, and then calls it again, up to three times in all. */
const TRIGGER_SECONDS = 5;

/** Rules for user pools. The pool of staff is the one without self sign-up by its name: `…-staff`. */
export const identityRules: readonly Rule[] = [
  {
    name: 'pool-without-sms',
    types: [POOL],
    holds: ({ properties }) =>
      properties['SmsConfiguration'] === undefined &&
      ![...textsIn(properties, 'EnabledMfas'), ...firstFactorsOf(properties)].some((factor) =>
        factor.includes('SMS'),
      ),
    otherwise: 'sends codes by SMS, which can be intercepted and cost money for whoever asks for them',
    fix: 'Remove SmsConfiguration and the factors by SMS.',
  },
  {
    name: 'staff-second-factor',
    types: [POOL],
    holds: ({ name, properties }) =>
      !isOfStaff(name) ||
      (textIn(properties, 'MfaConfiguration') === 'ON' &&
        textsIn(properties, 'EnabledMfas').join() === 'SOFTWARE_TOKEN_MFA' &&
        !firstFactorsOf(properties).includes('EMAIL_OTP') &&
        textIn(properties, 'WebAuthnFactorConfiguration') !== 'SINGLE_FACTOR'),
    otherwise: 'lets staff sign in with one factor, or with a code by e-mail',
    fix: 'Set MfaConfiguration: ON with SOFTWARE_TOKEN_MFA, and passkeys that verify their user.',
  },
  {
    name: 'staff-without-sign-up',
    types: [POOL],
    holds: ({ name, properties }) =>
      !isOfStaff(name) ||
      flagIn(objectIn(properties, 'AdminCreateUserConfig') ?? {}, 'AllowAdminCreateUserOnly', false),
    otherwise: 'lets anyone sign up as staff',
    fix: 'Set AdminCreateUserConfig.AllowAdminCreateUserOnly: true.',
  },
  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
  {
    name: 'pool-trigger-time',
    types: [POOL],
    check: (pool, cloud) =>
      triggersOf(pool).flatMap((trigger) => {
        const seconds = functionAt(trigger, cloud)?.timeoutSeconds ?? 0;
        return faultUnless(
          seconds <= TRIGGER_SECONDS,
          `calls a trigger that may run for ${seconds} s, and asks again after ${TRIGGER_SECONDS} s`,
        );
      }),
    fix: `Set the timeout of the trigger to at most ${TRIGGER_SECONDS} s.`,
  },
  {
    name: 'pool-decides-tokens',
    types: [POOL],
    // Version V2_0 has no events for client credentials, so a machine would have all scopes of its client.
    holds: (pool, cloud) => {
      const trigger = objectIn(objectIn(pool.properties, 'LambdaConfig') ?? {}, 'PreTokenGenerationConfig');
      const version = textIn(trigger ?? {}, 'LambdaVersion');
      const hasMachines = clientsOf(pool, cloud).some(isMachine);
      return version === 'V3_0' || (version === 'V2_0' && !hasMachines);
    },
    otherwise: 'issues access tokens with all scopes of the client: no trigger decides on them',
    fix: 'Give it a PreTokenGenerationConfig: V3_0 if it has clients for machines, else V2_0 or V3_0.',
  },
  {
    name: 'pool-deletion-protection',
    types: [POOL],
    holds: ({ properties }, { stage }) =>
      stage !== PRODUCTION || textIn(properties, 'DeletionProtection') === 'ACTIVE',
    otherwise: 'can be deleted in production',
    fix: 'Set DeletionProtection by the stage parameter deletionProtection.',
  },
  {
    name: 'client-hides-users',
    types: [CLIENT],
    holds: ({ properties }) => textIn(properties, 'PreventUserExistenceErrors') === 'ENABLED',
    otherwise: 'tells callers whether an account exists',
    fix: 'Set PreventUserExistenceErrors: ENABLED.',
  },
  {
    name: 'client-flow',
    types: [CLIENT],
    // The implicit flow puts tokens into URLs. A secret of a public client is known to all its users.
    holds: (client) => {
      const { properties } = client;
      const flows = textsIn(properties, 'AllowedOAuthFlows').join();
      const explicit = textsIn(properties, 'ExplicitAuthFlows');
      return (
        flows === (isMachine(client) ? MACHINE : 'code') &&
        flagIn(properties, 'GenerateSecret', false) === isMachine(client) &&
        // Without a list, Cognito allows some.
        explicit.length > 0 &&
        !explicit.some((flow) => PASSWORD_FLOWS.includes(flow) || flow === 'ALLOW_USER_PASSWORD_AUTH')
      );
    },
    otherwise:
      'is neither a public client with the code flow nor a confidential one with client credentials, or it sees passwords',
    fix: 'Declare it in services/identity/resources/app-clients.cjs or machines.yml.',
  },
  {
    name: 'client-token-validity',
    types: [CLIENT],
    check: (client) => {
      const { properties } = client;
      const units = objectIn(properties, 'TokenValidityUnits') ?? {};
      const limit = MAX_MINUTES[isMachine(client) ? 'machine' : 'person'];
      const minutes = (token: string, unit: string) =>
        Number(properties[`${token}TokenValidity`]) *
        (MINUTES[textIn(units, `${token}Token`) ?? unit] ?? NaN);
      const [access, refresh] = [minutes('Access', 'hours'), minutes('Refresh', 'days')];
      return faultUnless(
        access <= limit.access && refresh <= limit.refresh,
        `has access tokens for ${access} and refresh tokens for ${refresh} minutes, more than ${limit.access} and ${limit.refresh}`,
      );
    },
    fix: 'Shorten AccessTokenValidity and RefreshTokenValidity.',
  },
  {
    name: 'client-rotates-refresh-tokens',
    types: [CLIENT],
    holds: (client) =>
      isMachine(client) || objectIn(client.properties, 'RefreshTokenRotation')?.['Feature'] === 'ENABLED',
    otherwise: 'has refresh tokens that are valid after their use, so that nobody notices a stolen one',
    fix: 'Set RefreshTokenRotation.Feature: ENABLED.',
  },
  {
    name: 'client-callback-tls',
    types: [CLIENT],
    check: ({ properties }) =>
      ['CallbackURLs', 'LogoutURLs']
        .flatMap((name) => textsIn(properties, name))
        .filter((url) => !/^(?:https:\/\/|http:\/\/localhost[:/])/.test(url))
        .map((url) => ({ subject: url, detail: `may return to ${url}, without TLS` })),
    fix: 'Use https in signInUrls of stages.yml.',
  },
  {
    name: 'client-scopes',
    types: [CLIENT],
    check: (client) => {
      const foreign = ownScopesOf(client).filter((scope) => !allowedScopes(client).includes(scope));
      return foreign.map((scope) => ({
        subject: scope,
        detail: `has the scope ${scope}, which is not for it`,
      }));
    },
    fix: 'Give clients of customers the scope me, those of machines the scopes of isForMachines, those of staff any of SCOPES.',
  },
  {
    name: 'resource-server-scopes',
    types: ['AWS::Cognito::UserPoolResourceServer'],
    check: (server) => {
      const declared = (server.properties['Scopes'] ?? []) as readonly { readonly ScopeName: string }[];
      const names = declared.map(({ ScopeName }) => ScopeName);
      const wanted = isOfStaff(poolNameOf(server)) ? Object.keys(SCOPES) : [CUSTOMER_SCOPE];
      const differing = [
        ...names.filter((name) => !wanted.includes(name)),
        ...wanted.filter((name) => !names.includes(name)),
      ];
      return faultUnless(
        differing.length === 0 && textIn(server.properties, 'Identifier') === RESOURCE_SERVER,
        `differs from the scopes of the contracts in ${differing.join(', ')}`,
      );
    },
    fix: 'Take its scopes from packages/contracts/src/access/scopes.ts: all of staff, or that of customers alone.',
  },
];

/** Scopes that a client may have, with the prefix of the resource server. */
function allowedScopes(client: CloudResource): readonly string[] {
  if (!isOfStaff(poolNameOf(client))) return [`${RESOURCE_SERVER}/${CUSTOMER_SCOPE}`];
  const scopes = Object.keys(SCOPES) as Scope[];
  return (isMachine(client) ? scopes.filter(isForMachines) : scopes).map(
    (scope) => `${RESOURCE_SERVER}/${scope}`,
  );
}

/** Scopes of a client besides those of OpenID Connect. */
function ownScopesOf({ properties }: CloudResource): readonly string[] {
  return textsIn(properties, 'AllowedOAuthScopes').filter(
    (scope) => !['openid', 'email', 'profile'].includes(scope),
  );
}

function firstFactorsOf(properties: CloudResource['properties']): readonly string[] {
  const policy = objectIn(objectIn(properties, 'Policies') ?? {}, 'SignInPolicy') ?? {};
  return textsIn(policy, 'AllowedFirstAuthFactors');
}

function isOfStaff(poolName: string): boolean {
  return poolName.endsWith('-staff');
}

function isMachine({ properties }: CloudResource): boolean {
  return textsIn(properties, 'AllowedOAuthFlows').includes(MACHINE);
}

function clientsOf(pool: CloudResource, cloud: Cloud): readonly CloudResource[] {
  return cloud
    .ofType(CLIENT)
    .filter((client) => client.service === pool.service && poolIdOf(client) === pool.logicalId);
}

/** Logical id of the pool that a part refers to. */
function poolIdOf({ declared }: CloudResource): string | undefined {
  const { UserPoolId } = (declared.Properties ?? {}) as { readonly UserPoolId?: { readonly Ref?: string } };
  return UserPoolId?.Ref;
}

/** Name of the pool that a part refers to; empty if it is not in the same stack. */
function poolNameOf(part: CloudResource): string {
  const pool = part.stack.resources[poolIdOf(part) ?? ''];
  return String(part.stack.resolve(pool?.Properties?.['UserPoolName'] ?? ''));
}

/** The ARNs of the functions that a pool calls. */
function triggersOf({ properties }: CloudResource): readonly string[] {
  return Object.values(objectIn(properties, 'LambdaConfig') ?? {}).flatMap((value) => {
    const arn = typeof value === 'string' ? value : textIn(Object(value) as Properties, 'LambdaArn');
    return arn === undefined ? [] : [arn];
  });
}
