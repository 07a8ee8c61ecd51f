/**
 * The common part of both user pools.
 * docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html
 */
const { factsOf, pascal, resourceName } = require('../../../packages/serverless-config/names.cjs');
const retentionOf = require('../../../packages/serverless-config/retention.cjs');

/**
 * The settings of a stage for its pools.
 *
 * @returns `{facts, retention, isProtected, hasAlias, email, threatProtection}`
 */
async function settingsOf(resolveVariable) {
  const parameter = (name) => resolveVariable(`param:${name}`);
  return {
    facts: await factsOf(resolveVariable),
    retention: await retentionOf({ resolveVariable }),
    isProtected: await parameter('deletionProtection'),
    hasAlias: (await parameter('canary')) !== 'none',
    email: await parameter('signInEmail'),
    threatProtection: await parameter('threatProtection'),
  };
}

/**
 * A pool with its trigger, its domain and its resource server.
 *
 * @param settings what `settingsOf` returns
 * @param pool     `{name, trigger: {key, version}, signIn, scopes, properties}`: `name` is `staff` or `customers`, `trigger` the
 *   function that decides on access tokens, `signIn` the stage's `{domainName, certificateArn, passkeyDomain}`, `scopes`
 *   the descriptions of the resource server's scopes by name
 */
function poolResources(settings, { id, name, trigger, signIn, scopes, resourceServer, properties }) {
  const arn = functionArn(settings, trigger.key);
  const UserPoolId = { Ref: id };
  return {
    [id]: {
      Type: 'AWS::Cognito::UserPool',
      ...settings.retention,
      Properties: {
        UserPoolName: resourceName(settings.facts, name),
        UserPoolTier: settings.threatProtection[name] ? 'PLUS' : 'ESSENTIALS',
        ...(settings.threatProtection[name] ? { UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } } : {}),
        DeletionProtection: settings.isProtected ? 'ACTIVE' : 'INACTIVE',
        // People sign in with an address, in any case; the user name is then the subject.
        UsernameAttributes: ['email'],
        UsernameConfiguration: { CaseSensitive: false },
        AutoVerifiedAttributes: ['email'],
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
        EmailConfiguration: emailConfiguration(settings.email),
        LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: arn, LambdaVersion: trigger.version } },
        WebAuthnUserVerification: 'required',
        ...(signIn.passkeyDomain === '' ? {} : { WebAuthnRelyingPartyID: signIn.passkeyDomain }),
        ...properties,
      },
    },
    [`${pascal(trigger.key)}Permission`]: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: arn,
        Action: 'lambda:InvokeFunction',
        Principal: 'cognito-idp.amazonaws.com',
        SourceArn: { 'Fn::GetAtt': [id, 'Arn'] },
      },
    },
    [`${id}Domain`]: {
      Type: 'AWS::Cognito::UserPoolDomain',
      Properties: { UserPoolId, ManagedLoginVersion: 2, ...domainOf(settings.facts, name, signIn) },
    },
    [`${id}Api`]: {
      Type: 'AWS::Cognito::UserPoolResourceServer',
      Properties: {
        UserPoolId,
        Identifier: resourceServer,
        Name: 'Tradepost API',
        Scopes: Object.entries(scopes).map(([ScopeName, ScopeDescription]) => ({
          ScopeName,
          ScopeDescription,
        })),
      },
    },
  };
}

/** The alias that gets traffic, where the stage has one: Cognito would call the newest version otherwise. */
function functionArn({ hasAlias }, key) {
  const id = `${pascal(key)}LambdaFunction`;
  return hasAlias ? { Ref: `${id}Aliaslive` } : { 'Fn::GetAtt': [id, 'Arn'] };
}

/**
 * Cognito's own sender is limited to 50 messages a day:
 * docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
 */
function emailConfiguration({ from, identityArn }) {
  return identityArn === ''
    ? { EmailSendingAccount: 'COGNITO_DEFAULT' }
    : { EmailSendingAccount: 'DEVELOPER', From: from, SourceArn: identityArn };
}

/** A name of the stage's own, or a prefix of Cognito's domain, which is unique in a region among all accounts. */
function domainOf({ stage }, name, { domainName, certificateArn }) {
  return domainName === ''
    ? { Domain: prefixOf(stage, name) }
    : {
        Domain: domainName,
        CustomDomainConfig: { CertificateArn: certificateArn, SecurityPolicy: 'TLS_V1_2_2021' },
      };
}

/** URL of the managed login of a pool. */
function signInUrl({ stage }, name, { domainName }) {
  return domainName === ''
    ? {
        'Fn::Sub': `https://tradepost-${stage}-${name}-\${AWS::AccountId}.auth.\${AWS::Region}.amazoncognito.com`,
      }
    : `https://${domainName}`;
}

function prefixOf(stage, name) {
  return { 'Fn::Sub': `tradepost-${stage}-${name}-\${AWS::AccountId}` };
}

module.exports = { poolResources, settingsOf, signInUrl };
