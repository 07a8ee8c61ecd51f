import type { Plant } from './plant.spec-kit.ts';

/** Plants for the rules about user pools: see `PLANTS`. */
export const IDENTITY_PLANTS: readonly Plant[] = [
  [
    'pool-without-sms',
    'identity/CustomerPool',
    { '.Policies.SignInPolicy.AllowedFirstAuthFactors': ['PASSWORD', 'SMS_OTP'] },
  ],
  ['staff-second-factor', 'identity/StaffPool', { '.MfaConfiguration': 'OPTIONAL' }],
  [
    'staff-without-sign-up',
    'identity/StaffPool',
    { '.AdminCreateUserConfig.AllowAdminCreateUserOnly': false },
  ],
  [
    'pool-decides-tokens',
    'identity/StaffPool',
    { '.LambdaConfig.PreTokenGenerationConfig.LambdaVersion': 'V2_0' },
  ],
  ['pool-trigger-time', 'identity/CustomerPool', { 'CustomerTokenLambdaFunction.Timeout': 6 }],
  ['pool-deletion-protection', 'identity/CustomerPool', { '.DeletionProtection': 'INACTIVE' }],
  ['client-hides-users', 'identity/StorefrontClient', { '.PreventUserExistenceErrors': 'LEGACY' }],
  ['client-flow', 'identity/StorefrontClient', { '.AllowedOAuthFlows': ['code', 'implicit'] }],
  ['client-token-validity', 'identity/CliClient', { '.AccessTokenValidity': 60 }],
  ['client-rotates-refresh-tokens', 'identity/BackofficeClient', { '.RefreshTokenRotation': undefined }],
  ['client-callback-tls', 'identity/BackofficeClient', { '.CallbackURLs': ['http://example.com/callback'] }],
  ['client-scopes', 'identity/ErpClient', { '.AllowedOAuthScopes': ['tradepost/identity:write'] }],
  [
    'resource-server-scopes',
    'identity/CustomerPoolApi',
    { '.Scopes': [{ ScopeName: 'me' }, { ScopeName: 'orders:read' }] },
  ],
];
