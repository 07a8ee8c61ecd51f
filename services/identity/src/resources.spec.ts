import { createRequire } from 'node:module';

type Resource = {
  readonly Type: string;
  readonly DependsOn?: readonly string[];
  readonly Properties: Readonly<Record<string, unknown>>;
};
type Resources = Readonly<Record<string, Resource>>;
type Fragment = (framework: {
  readonly resolveVariable: (name: string) => Promise<unknown>;
}) => Promise<{ readonly Resources: Resources }>;

const require = createRequire(import.meta.url);
const FRAGMENTS = ['user-pools', 'app-clients', 'federation', 'parameters'].map(
  (name) => require(`../resources/${name}.cjs`) as Fragment,
);

const NO_PAGES = { domainName: '', certificateArn: '', passkeyDomain: '' };
const URLS = { callback: ['http://localhost:3000/callback'], signOut: ['http://localhost:3000/'] };
const DEFAULTS: Readonly<Record<string, unknown>> = {
  'sls:stage': 'dev',
  'self:custom.domain': 'identity',
  'param:deletionPolicy': 'Delete',
  'param:deletionProtection': false,
  'param:canary': 'none',
  'param:customerSignIn': NO_PAGES,
  'param:staffSignIn': NO_PAGES,
  'param:signInUrls': { storefront: URLS, backoffice: URLS, cli: URLS },
  'param:staffFederation': { kind: 'none' },
  'param:signInEmail': { from: '', identityArn: '' },
  'param:threatProtection': { customers: false, staff: false },
  'file(resources/machines.yml), null': { bff: {}, erp: {} },
};

/** The resources of a stage with these parameters besides the defaults. */
async function resourcesWith(parameters: Readonly<Record<string, unknown>> = {}): Promise<Resources> {
  const values = { ...DEFAULTS, ...parameters };
  const resolveVariable = async (name: string) => {
    if (!(name in values)) throw new Error(`the spec has no ${name}`);
    return values[name];
  };
  const made = await Promise.all(FRAGMENTS.map((fragment) => fragment({ resolveVariable })));
  return Object.assign({}, ...made.map(({ Resources }) => Resources)) as Resources;
}

describe('the pool of staff', () => {
  it('is called by its function, or by the alias that gets traffic', async () => {
    const { StaffPool, StaffTokenPermission } = await resourcesWith();
    const arn = { 'Fn::GetAtt': ['StaffTokenLambdaFunction', 'Arn'] };
    expect(StaffPool?.Properties['LambdaConfig']).toEqual({
      PreTokenGenerationConfig: { LambdaArn: arn, LambdaVersion: 'V3_0' },
    });
    expect(StaffTokenPermission?.Properties).toMatchObject({
      FunctionName: arn,
      SourceArn: { 'Fn::GetAtt': ['StaffPool', 'Arn'] },
    });
    const alias = { Ref: 'StaffTokenLambdaFunctionAliaslive' };
    const shifted = await resourcesWith({ 'param:canary': 'AllAtOnce' });
    expect(shifted['StaffPool']?.Properties['LambdaConfig']).toMatchObject({
      PreTokenGenerationConfig: { LambdaArn: alias },
    });
    expect(shifted['StaffTokenPermission']?.Properties['FunctionName']).toEqual(alias);
  });

  it('has pages and passkeys of its own domain, if the stage has one', async () => {
    const { StaffPoolDomain, StaffPool, StaffPoolSignInUrlParameter } = await resourcesWith({
      'param:staffSignIn': {
        ...{ domainName: 'staff.example.com', certificateArn: 'arn:cert', passkeyDomain: 'example.com' },
      },
    });
    expect(StaffPoolDomain?.Properties).toMatchObject({
      Domain: 'staff.example.com',
      CustomDomainConfig: { CertificateArn: 'arn:cert' },
    });
    expect(StaffPool?.Properties['WebAuthnRelyingPartyID']).toBe('example.com');
    expect(StaffPoolSignInUrlParameter?.Properties['Value']).toBe('https://staff.example.com');
  });

  it('is protected from threats in the tier that has it', async () => {
    const { StaffPool, CustomerPool } = await resourcesWith({
      'param:threatProtection': { customers: false, staff: true },
    });
    expect(StaffPool?.Properties).toMatchObject({
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
    });
    expect(CustomerPool?.Properties['UserPoolTier']).toBe('ESSENTIALS');
    expect(CustomerPool?.Properties).not.toHaveProperty('UserPoolAddOns');
  });
});

describe('the sender of messages', () => {
  it('is Cognito, or the identity of Amazon SES that the stage has', async () => {
    const { CustomerPool } = await resourcesWith();
    expect(CustomerPool?.Properties['EmailConfiguration']).toEqual({
      EmailSendingAccount: 'COGNITO_DEFAULT',
    });
    const own = await resourcesWith({
      'param:signInEmail': { from: 'shop@example.com', identityArn: 'arn:identity' },
    });
    expect(own['CustomerPool']?.Properties['EmailConfiguration']).toEqual({
      ...{ EmailSendingAccount: 'DEVELOPER', From: 'shop@example.com', SourceArn: 'arn:identity' },
    });
  });
});

describe('federation', () => {
  const saml = { kind: 'SAML', metadataUrl: 'https://idp.example.com/metadata.xml' };
  const oidc = {
    ...{ kind: 'OIDC', issuer: 'https://idp.example.com', clientId: 'tradepost' },
    clientSecretName: '/tradepost/dev/identity/staff-oidc-client',
  };

  it('is absent by default', async () => {
    const resources = await resourcesWith();
    expect(resources).not.toHaveProperty('StaffProvider');
    expect(resources['CliClient']?.Properties['SupportedIdentityProviders']).toEqual(['COGNITO']);
  });

  it.each([
    ['SAML', saml, { MetadataURL: saml.metadataUrl }],
    [
      'OIDC',
      oidc,
      {
        ...{ oidc_issuer: oidc.issuer, client_id: 'tradepost' },
        client_secret: '{{resolve:secretsmanager:/tradepost/dev/identity/staff-oidc-client:SecretString}}',
      },
    ],
  ])('by %s is for staff only', async (kind, parameter, details) => {
    const resources = await resourcesWith({ 'param:staffFederation': parameter });
    expect(resources['StaffProvider']?.Properties).toMatchObject({
      ...{ UserPoolId: { Ref: 'StaffPool' }, ProviderType: kind, ProviderDetails: details },
      AttributeMapping: { email: expect.any(String) },
    });
    for (const name of ['CliClient', 'BackofficeClient']) {
      expect(resources[name]?.Properties['SupportedIdentityProviders']).toEqual(['COGNITO', 'Company']);
      expect(resources[name]?.DependsOn).toContain('StaffProvider');
    }
    expect(resources['StorefrontClient']?.Properties['SupportedIdentityProviders']).toEqual(['COGNITO']);
  });

  it('of another kind is refused', async () => {
    await expect(resourcesWith({ 'param:staffFederation': { kind: 'saml' } })).rejects.toThrow(
      'staffFederation: kind must be none, SAML or OIDC, not "saml"',
    );
  });
});

describe('machines', () => {
  it('have a client with a secret, an audience, and an entry in the parameter', async () => {
    const { BffClient, StaffAuthorizer, CustomerAuthorizer, MachinesClientIdsParameter } =
      await resourcesWith();
    expect(BffClient?.Properties).toMatchObject({
      ...{ GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'], ClientName: 'bff' },
    });
    const jwtOf = (authorizer: Resource | undefined) => authorizer?.Properties['JwtConfiguration'];
    expect(jwtOf(StaffAuthorizer)).toMatchObject({
      Audience: ['BackofficeClient', 'CliClient', 'BffClient', 'ErpClient'].map((Ref) => ({ Ref })),
      Issuer: { 'Fn::GetAtt': ['StaffPool', 'ProviderURL'] },
    });
    expect(jwtOf(CustomerAuthorizer)).toMatchObject({ Audience: [{ Ref: 'StorefrontClient' }] });
    expect(MachinesClientIdsParameter?.Properties['Value']).toEqual({
      // biome-ignore lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub.
      'Fn::Sub': '{"bff":"${BffClient}","erp":"${ErpClient}"}',
    });
  });
});
