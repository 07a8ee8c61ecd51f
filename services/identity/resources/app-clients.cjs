/**
 * The app clients of the pools. People sign in with the authorization code flow and PKCE, from clients without a secret. Machines
 * have a secret each, for client credentials. Which scopes of its client an access token gets is decided by the trigger.
 * docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html
 */
const {
  CUSTOMER_SCOPE,
  RESOURCE_SERVER,
  SCOPES,
} = require('../../../packages/contracts/src/access/scopes.ts');
const { isForMachines } = require('../../../packages/contracts/src/access/machine-scopes.ts');
const { declared } = require('../../../packages/serverless-config/declared.cjs');
const { pascal } = require('../../../packages/serverless-config/names.cjs');
const { PROVIDER, providerKind } = require('./federation.cjs');

const OPENID = ['openid', 'email', 'profile'];
const ACCESS_MINUTES = 15;
const CUSTOMER_REFRESH_MINUTES = 30 * 24 * 60;
const STAFF_REFRESH_MINUTES = 8 * 60;
const MACHINE_ACCESS_MINUTES = 60;
/** A client that loses the response of a refresh may repeat it for so long. */
const RETRY_SECONDS = 10;

module.exports = async ({ resolveVariable }) => {
  const urls = await resolveVariable('param:signInUrls');
  const staffProviders = ['COGNITO', ...((await providerKind(resolveVariable)) === 'none' ? [] : [PROVIDER])];
  const staff = {
    pool: 'StaffPool',
    scopes: Object.keys(SCOPES),
    refreshMinutes: STAFF_REFRESH_MINUTES,
    providers: staffProviders,
  };
  const customers = {
    pool: 'CustomerPool',
    scopes: [CUSTOMER_SCOPE],
    refreshMinutes: CUSTOMER_REFRESH_MINUTES,
    providers: ['COGNITO'],
  };
  const people = { storefront: customers, backoffice: staff, cli: staff };
  const machines = Object.keys(await declared(resolveVariable, 'machines'));
  return {
    Resources: {
      ...Object.assign(
        {},
        ...Object.entries(people).map(([name, audience]) => clientOfPeople(name, audience, urls[name])),
      ),
      ...Object.fromEntries(machines.map((name) => [`${pascal(name)}Client`, clientOfMachine(name)])),
    },
  };
};

/** With its style of the managed login: without one, the login has no pages for the client. */
function clientOfPeople(name, { pool, scopes, refreshMinutes, providers }, { callback, signOut }) {
  const id = `${pascal(name)}Client`;
  const UserPoolId = { Ref: pool };
  return {
    [id]: {
      Type: 'AWS::Cognito::UserPoolClient',
      DependsOn: [`${pool}Api`, ...(providers.includes(PROVIDER) ? ['StaffProvider'] : [])],
      Properties: {
        ...{ UserPoolId, ClientName: name, GenerateSecret: false },
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ['code'],
        AllowedOAuthScopes: [...OPENID, ...scopes.map(inToken)],
        ...{ CallbackURLs: callback, LogoutURLs: signOut, SupportedIdentityProviders: providers },
        // Passkeys and codes by e-mail need ALLOW_USER_AUTH. Rotated refresh tokens exclude ALLOW_REFRESH_TOKEN_AUTH:
        // docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html
        ExplicitAuthFlows: ['ALLOW_USER_AUTH'],
        ...{ PreventUserExistenceErrors: 'ENABLED', EnableTokenRevocation: true },
        ...{ ReadAttributes: ['email', 'email_verified', 'name'], WriteAttributes: ['email', 'name'] },
        ...validity({ access: ACCESS_MINUTES, refresh: refreshMinutes }),
        RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: RETRY_SECONDS },
      },
    },
    [`${pascal(name)}Style`]: {
      Type: 'AWS::Cognito::ManagedLoginBranding',
      Properties: { UserPoolId, ClientId: { Ref: id }, UseCognitoProvidedValues: true },
    },
  };
}

function clientOfMachine(name) {
  return {
    Type: 'AWS::Cognito::UserPoolClient',
    DependsOn: ['StaffPoolApi'],
    Properties: {
      ...{ UserPoolId: { Ref: 'StaffPool' }, ClientName: name, GenerateSecret: true },
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: Object.keys(SCOPES).filter(isForMachines).map(inToken),
      // Without a list, Cognito would also let the client sign people in.
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      ...{ PreventUserExistenceErrors: 'ENABLED', EnableTokenRevocation: true },
      ...validity({ access: MACHINE_ACCESS_MINUTES, refresh: MACHINE_ACCESS_MINUTES }),
    },
  };
}

function validity({ access, refresh }) {
  return {
    AccessTokenValidity: access,
    IdTokenValidity: access,
    RefreshTokenValidity: refresh,
    TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
  };
}

function inToken(scope) {
  return `${RESOURCE_SERVER}/${scope}`;
}
