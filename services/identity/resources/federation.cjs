/**
 * The company's identity provider for staff, by the stage parameter `staffFederation`: `{kind: none}`,
 * `{kind: SAML, metadataUrl}`, or `{kind: OIDC, issuer, clientId, clientSecretName}`. The secret of an OIDC client is a secret
 * of Secrets Manager that an operator makes. Cognito asks a federated person for no second factor: the provider must.
 * docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolidentityprovider.html
 */

/** Name of the provider in the pool, and on the sign-in page. */
const PROVIDER = 'Company';

const SAML_CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

const KINDS = {
  SAML: ({ metadataUrl }) => ({
    ProviderDetails: { MetadataURL: metadataUrl, IDPSignout: 'true', RequestSigningAlgorithm: 'rsa-sha256' },
    AttributeMapping: { email: `${SAML_CLAIMS}/emailaddress`, name: `${SAML_CLAIMS}/name` },
  }),
  OIDC: ({ issuer, clientId, clientSecretName }) => ({
    ProviderDetails: {
      oidc_issuer: issuer,
      client_id: clientId,
      client_secret: `{{resolve:secretsmanager:${clientSecretName}:SecretString}}`,
      authorize_scopes: 'openid email profile',
      attributes_request_method: 'GET',
    },
    AttributeMapping: { email: 'email', name: 'name', username: 'sub' },
  }),
};

/**
 * Returns `none`, `SAML` or `OIDC`.
 *
 * @throws Error if the parameter has another kind
 */
async function providerKind(resolveVariable) {
  const { kind } = await resolveVariable('param:staffFederation');
  if (kind !== 'none' && KINDS[kind] === undefined)
    throw new Error(`staffFederation: kind must be none, SAML or OIDC, not "${kind}"`);
  return kind;
}

module.exports = async ({ resolveVariable }) => {
  const kind = await providerKind(resolveVariable);
  if (kind === 'none') return { Resources: {} };
  return {
    Resources: {
      StaffProvider: {
        Type: 'AWS::Cognito::UserPoolIdentityProvider',
        Properties: {
          UserPoolId: { Ref: 'StaffPool' },
          ProviderName: PROVIDER,
          ProviderType: kind,
          ...KINDS[kind](await resolveVariable('param:staffFederation')),
        },
      },
    },
  };
};
module.exports.PROVIDER = PROVIDER;
module.exports.providerKind = providerKind;
