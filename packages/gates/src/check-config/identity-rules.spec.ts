import type { TemplateResource } from '@tradepost/compiled-service/packaging/service-state';
import { type Changes, faultsWith, plant } from './plant.spec-kit.ts';

const POOL: TemplateResource = {
  Type: 'AWS::Cognito::UserPool',
  ...{ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' },
  Properties: {
    ...{ UserPoolName: 'tradepost-prod-orders-staff', DeletionProtection: 'ACTIVE' },
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    ...{ MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
    LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V3_0' } },
  },
};
const CLIENT: TemplateResource = {
  Type: 'AWS::Cognito::UserPoolClient',
  Properties: {
    ...{ UserPoolId: { Ref: 'Pool' }, GenerateSecret: false, AllowedOAuthFlows: ['code'] },
    AllowedOAuthScopes: ['openid', 'tradepost/orders:read'],
    ...{ ExplicitAuthFlows: ['ALLOW_USER_AUTH'], PreventUserExistenceErrors: 'ENABLED' },
    ...{ CallbackURLs: ['https://example.com/callback'], LogoutURLs: ['http://localhost:3000/'] },
    ...{ AccessTokenValidity: 15, RefreshTokenValidity: 8 },
    TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'hours' },
    RefreshTokenRotation: { Feature: 'ENABLED' },
  },
};
const MACHINE: TemplateResource = {
  Type: 'AWS::Cognito::UserPoolClient',
  Properties: {
    ...{ UserPoolId: { Ref: 'Pool' }, GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'] },
    AllowedOAuthScopes: ['tradepost/orders:read'],
    ...{ ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'], PreventUserExistenceErrors: 'ENABLED' },
    ...{ AccessTokenValidity: 60, RefreshTokenValidity: 60 },
    TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'minutes' },
  },
};

/** The faults of a pool with a client for people and one for a machine, with these changes. */
const faultsOf = (changes: Changes) =>
  faultsWith(plant({ Pool: POOL, Client: CLIENT, Machine: MACHINE }, changes) as Changes);

describe('A user pool of staff', () => {
  it('with both factors and its clients has no fault', () => {
    expect(faultsOf({})).toEqual([]);
  });

  it.each<[string, string, Changes]>([
    ['with SMS', 'pool-without-sms', { 'Pool.SmsConfiguration': { SnsCallerArn: 'arn' } }],
    ['without a second factor', 'staff-second-factor', { 'Pool.MfaConfiguration': 'OPTIONAL' }],
    [
      'with passkeys as one factor',
      'staff-second-factor',
      { 'Pool.WebAuthnFactorConfiguration': 'SINGLE_FACTOR' },
    ],
    [
      'with a code by e-mail as second factor',
      'staff-second-factor',
      { 'Pool.EnabledMfas': ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] },
    ],
    ['with sign-up', 'staff-without-sign-up', { 'Pool.AdminCreateUserConfig': undefined }],
    ['without a trigger', 'pool-decides-tokens', { 'Pool.LambdaConfig': {} }],
    [
      'whose trigger gets no events of machines',
      'pool-decides-tokens',
      { 'Pool.LambdaConfig.PreTokenGenerationConfig.LambdaVersion': 'V2_0' },
    ],
    ['without deletion protection', 'pool-deletion-protection', { 'Pool.DeletionProtection': 'INACTIVE' }],
  ])('%s is found', (_, rule, changes) => {
    expect(faultsOf(changes)).toEqual([`Pool ${rule}`]);
  });
});

describe('A client', () => {
  it.each<[string, string, Changes]>([
    [
      'that reveals accounts',
      'Client client-hides-users',
      { 'Client.PreventUserExistenceErrors': undefined },
    ],
    ['with the implicit flow', 'Client client-flow', { 'Client.AllowedOAuthFlows': ['code', 'implicit'] }],
    ['of people with a secret', 'Client client-flow', { 'Client.GenerateSecret': true }],
    [
      'that sees passwords',
      'Client client-flow',
      { 'Client.ExplicitAuthFlows': ['ALLOW_USER_PASSWORD_AUTH'] },
    ],
    ["with Cognito's own flows", 'Client client-flow', { 'Client.ExplicitAuthFlows': undefined }],
    ['of a machine without a secret', 'Machine client-flow', { 'Machine.GenerateSecret': false }],
    ['with long access tokens', 'Client client-token-validity', { 'Client.AccessTokenValidity': 16 }],
    ['without units', 'Client client-token-validity', { 'Client.TokenValidityUnits': undefined }],
    ['without validity', 'Client client-token-validity', { 'Client.AccessTokenValidity': undefined }],
    [
      'without rotation',
      'Client client-rotates-refresh-tokens',
      { 'Client.RefreshTokenRotation': undefined },
    ],
    [
      'without TLS',
      'Client client-callback-tls',
      { 'Client.CallbackURLs': ['http://localhost.example.com/'] },
    ],
    [
      'of a machine with a scope for people',
      'Machine client-scopes',
      { 'Machine.AllowedOAuthScopes': ['tradepost/replays:write'] },
    ],
    [
      'with the scope of customers',
      'Client client-scopes',
      { 'Client.AllowedOAuthScopes': ['tradepost/me'] },
    ],
  ])('%s is found', (_, fault, changes) => {
    expect(faultsOf(changes)).toEqual([fault]);
  });
});

describe('The resource server', () => {
  const server = (scopes: readonly string[]) => ({
    Api: {
      Type: 'AWS::Cognito::UserPoolResourceServer',
      Properties: {
        ...{ UserPoolId: { Ref: 'Pool' }, Identifier: 'tradepost' },
        Scopes: scopes.map((ScopeName) => ({ ScopeName })),
      },
    },
  });
  const customers = { 'Pool.UserPoolName': 'tradepost-prod-orders-customers' };

  it('of customers has the scope me alone', () => {
    const changes = { ...customers, 'Client.AllowedOAuthScopes': ['tradepost/me'], Machine: undefined };
    expect(faultsOf({ ...changes, ...server(['me']) })).toEqual([]);
    expect(faultsOf({ ...changes, ...server(['me', 'orders:read']) })).toEqual([
      'Api resource-server-scopes',
    ]);
  });

  it('of staff has all scopes of the contracts', () => {
    expect(faultsOf(server(['orders:read']))).toEqual(['Api resource-server-scopes']);
  });
});
