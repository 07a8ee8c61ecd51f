/**
 * The two user pools. Each has a domain with the managed login, a resource server with its scopes, and a trigger that decides
 * on every access token. The pools are separate so that no scope of staff exists in the pool of customers.
 */
const { ROLES } = require('../../../packages/contracts/src/access/roles.ts');
const {
  CUSTOMER_SCOPE,
  RESOURCE_SERVER,
  SCOPES,
} = require('../../../packages/contracts/src/access/scopes.ts');
const { pascal } = require('../../../packages/serverless-config/names.cjs');
const { poolResources, settingsOf } = require('./pool-settings.cjs');

/** NIST SP 800-63B, section 3.1.1.2: length instead of composition rules. */
const password = (MinimumLength) => ({
  MinimumLength,
  RequireLowercase: false,
  RequireNumbers: false,
  RequireSymbols: false,
  RequireUppercase: false,
  TemporaryPasswordValidityDays: 3,
});

module.exports = async ({ resolveVariable }) => {
  const settings = await settingsOf(resolveVariable);
  return {
    Resources: {
      ...poolResources(settings, {
        ...{ id: 'CustomerPool', name: 'customers', trigger: { key: 'customerToken', version: 'V2_0' } },
        ...{ resourceServer: RESOURCE_SERVER, scopes: { [CUSTOMER_SCOPE]: 'Your own orders and data.' } },
        signIn: await resolveVariable('param:customerSignIn'),
        properties: customers(),
      }),
      ...poolResources(settings, {
        ...{ id: 'StaffPool', name: 'staff', trigger: { key: 'staffToken', version: 'V3_0' } },
        ...{ resourceServer: RESOURCE_SERVER, scopes: SCOPES },
        signIn: await resolveVariable('param:staffSignIn'),
        properties: staff(),
      }),
      ...groups(),
    },
  };
};

/** Customers sign up themselves and need no password: they use a passkey, or a code that they get by e-mail. */
function customers() {
  return {
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
    // A pool that requires a second factor cannot offer codes by e-mail as the first one:
    // docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
    MfaConfiguration: 'OFF',
    Policies: {
      PasswordPolicy: password(12),
      SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] },
    },
  };
}

/**
 * Staff are created by an administrator or come from the company's identity provider. The second factor is an authenticator
 * app, or the passkey itself, which verifies its user.
 */
function staff() {
  return {
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
    MfaConfiguration: 'ON',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    WebAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
    Policies: {
      PasswordPolicy: password(15),
      SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] },
    },
  };
}

function groups() {
  return Object.fromEntries(
    Object.keys(ROLES).map((GroupName) => [
      `${pascal(GroupName)}Group`,
      { Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: { Ref: 'StaffPool' }, GroupName } },
    ]),
  );
}
