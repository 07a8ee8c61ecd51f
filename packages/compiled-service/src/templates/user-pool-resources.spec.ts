import { PLACEHOLDER_ADDRESSES } from './cloud-addresses.ts';
import { packagedService } from './packaged-service.spec-kit.ts';
import { type CloudDescription, readTemplates } from './read-templates.ts';

type Resources = Parameters<typeof packagedService>[1];

const ADDRESSES = { ...PLACEHOLDER_ADDRESSES, gatewayUrl: 'http://127.0.0.1:4000' };
const pool = (properties: object = {}) => ({
  Type: 'AWS::Cognito::UserPool',
  Properties: { UserPoolName: 'jars-staff', ...properties },
});
const client = (properties: object = {}) => ({
  Type: 'AWS::Cognito::UserPoolClient',
  Properties: { UserPoolId: { Ref: 'Pool' }, ClientName: 'till', ...properties },
});
const parameter = (Value: unknown) => ({
  Type: 'AWS::SSM::Parameter',
  Properties: { Name: JSON.stringify(Value), Type: 'String', Value },
});

function read(resources: Resources): CloudDescription {
  return readTemplates([packagedService('jars', resources)], ADDRESSES);
}

describe('AWS::Cognito::UserPool', () => {
  const issuer = 'http://127.0.0.1:4000/_local/identity/us-east-1_jarsPool';

  it('has an issuer on the gateway', () => {
    const { userPools, problems } = read({ Pool: pool() });
    expect(problems).toEqual([]);
    expect(userPools).toEqual([
      {
        ...{ service: 'jars', logicalId: 'Pool', name: 'jars-staff', id: 'us-east-1_jarsPool', issuer },
        arn: 'arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_jarsPool',
      },
    ]);
  });

  it.each([
    [{ Ref: 'Pool' }, 'us-east-1_jarsPool'],
    [{ 'Fn::GetAtt': ['Pool', 'UserPoolId'] }, 'us-east-1_jarsPool'],
    [{ 'Fn::GetAtt': ['Pool', 'ProviderURL'] }, issuer],
    [{ 'Fn::GetAtt': ['Pool', 'ProviderName'] }, issuer.replace('http://', '')],
    [
      { 'Fn::GetAtt': ['Pool', 'Arn'] },
      'arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_jarsPool',
    ],
    [{ Ref: 'Client' }, 'jarsClient'],
    [{ 'Fn::GetAtt': ['Client', 'ClientId'] }, 'jarsClient'],
  ])('is referred to by %j', (reference, value) => {
    const { parameters } = read({ Pool: pool(), Client: client(), Parameter: parameter(reference) });
    expect(parameters.get(JSON.stringify(reference))).toBe(value);
  });

  it.each([
    ['V2_0', '2'],
    ['V3_0', '3'],
  ])('has a pre-token trigger of the version %s', (LambdaVersion, version) => {
    const LambdaArn = 'arn:aws:lambda:us-east-1:000000000000:function:jars-token:live';
    const { userPools } = read({
      Pool: pool({ LambdaConfig: { PreTokenGenerationConfig: { LambdaArn, LambdaVersion } } }),
    });
    expect(userPools[0]?.preToken).toEqual({ functionName: 'jars-token', version });
  });

  it.each([
    [{ PreSignUp: 'arn' }, 'LambdaConfig.PreSignUp is not supported'],
    [
      { PreTokenGeneration: 'arn' },
      'LambdaConfig.PreTokenGeneration is not supported without PreTokenGenerationConfig',
    ],
    [
      { PreTokenGenerationConfig: { LambdaArn: 'arn', LambdaVersion: 'V1_0' } },
      'PreTokenGenerationConfig.LambdaVersion must be V2_0 or V3_0 here, not "V1_0"',
    ],
  ])('cannot have the triggers %j', (LambdaConfig, problem) => {
    expect(read({ Pool: pool({ LambdaConfig }) }).problems).toEqual([
      `jars: Pool (AWS::Cognito::UserPool) cannot be read: ${problem}`,
    ]);
  });
});

describe('AWS::Cognito::UserPoolClient', () => {
  it('has the defaults of Cognito', () => {
    expect(read({ Pool: pool(), Client: client() }).userPoolClients).toEqual([
      {
        ...{ service: 'jars', logicalId: 'Client', poolId: 'us-east-1_jarsPool' },
        ...{ name: 'till', id: 'jarsClient', hasSecret: false, flows: [], scopes: [] },
        ...{ callbackUrls: [], logoutUrls: [], rotatesRefreshTokens: false, revokesTokens: true },
        lifetimes: { accessSeconds: 3_600, idSeconds: 3_600, refreshSeconds: 30 * 86_400 },
      },
    ]);
  });

  it('has flows, scopes and lifetimes', () => {
    const { userPoolClients } = read({
      Pool: pool(),
      Client: client({
        ...{ GenerateSecret: true, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'] },
        ...{ AllowedOAuthScopes: ['openid'], CallbackURLs: ['https://a'], LogoutURLs: ['https://b'] },
        ...{ AccessTokenValidity: 5, IdTokenValidity: 120, RefreshTokenValidity: 8 },
        TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'seconds', RefreshToken: 'hours' },
        ...{ RefreshTokenRotation: { Feature: 'ENABLED' }, EnableTokenRevocation: false },
      }),
    });
    expect(userPoolClients[0]).toMatchObject({
      ...{ hasSecret: true, flows: ['code'], scopes: ['openid'] },
      ...{ callbackUrls: ['https://a'], logoutUrls: ['https://b'] },
      ...{ rotatesRefreshTokens: true, revokesTokens: false },
      lifetimes: { accessSeconds: 300, idSeconds: 120, refreshSeconds: 28_800 },
    });
  });

  it.each([
    [
      { AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['implicit'] },
      'AllowedOAuthFlows must be code or client_credentials here, not "implicit"',
    ],
    [
      { TokenValidityUnits: { AccessToken: 'weeks' } },
      'TokenValidityUnits.AccessToken must be seconds, minutes, hours or days, not "weeks"',
    ],
  ])('cannot have %j', (properties, problem) => {
    expect(read({ Pool: pool(), Client: client(properties) }).problems).toEqual([
      `jars: Client (AWS::Cognito::UserPoolClient) cannot be read: ${problem}`,
    ]);
  });
});

it('a resource server gives its scopes, and a group its name', () => {
  const UserPoolId = { Ref: 'Pool' };
  const { userPoolScopes, userPoolGroups } = read({
    Pool: pool(),
    Server: {
      Type: 'AWS::Cognito::UserPoolResourceServer',
      Properties: { UserPoolId, Identifier: 'jars', Name: 'Jars', Scopes: [{ ScopeName: 'lids:read' }] },
    },
    Group: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId, GroupName: 'support' } },
  });
  expect(userPoolScopes).toMatchObject([{ poolId: 'us-east-1_jarsPool', scopes: ['jars/lids:read'] }]);
  expect(userPoolGroups).toMatchObject([{ poolId: 'us-east-1_jarsPool', name: 'support' }]);
});
