import { functionNameOf } from './function-name.ts';
import {
  flagIn,
  numberIn,
  objectIn,
  objectsIn,
  onlyKnown,
  optional,
  type Properties,
  requiredText,
  textIn,
  textsIn,
} from './properties.ts';
import type {
  PreTokenTrigger,
  UserPoolClientResource,
  UserPoolGroupResource,
  UserPoolResource,
  UserPoolScopes,
} from './resources.ts';
import type { Reading } from './stack.ts';

/** `AWS::Cognito::UserPool`. Of its Lambda triggers only the pre-token trigger of version 2 or 3 is supported. */
export function readUserPool({ declared, properties, name, arn }: Reading): UserPoolResource {
  return {
    ...declared,
    name: name(),
    id: arn('UserPoolId'),
    arn: arn('Arn'),
    issuer: arn('ProviderURL'),
    ...optional('preToken', readPreTokenTrigger(objectIn(properties, 'LambdaConfig') ?? {})),
  };
}

const VERSIONS: Readonly<Record<string, PreTokenTrigger['version']>> = { V2_0: '2', V3_0: '3' };

function readPreTokenTrigger(triggers: Properties): PreTokenTrigger | undefined {
  onlyKnown(triggers, 'LambdaConfig', ['PreTokenGeneration', 'PreTokenGenerationConfig']);
  const config = objectIn(triggers, 'PreTokenGenerationConfig');
  const firstVersion = textIn(triggers, 'PreTokenGeneration');
  if (config === undefined) {
    if (firstVersion === undefined) return undefined;
    throw new Error('LambdaConfig.PreTokenGeneration is not supported without PreTokenGenerationConfig');
  }
  const functionArn = requiredText(config, 'LambdaArn');
  // CloudFormation accepts both only if they name the same function.
  if (firstVersion !== undefined && firstVersion !== functionArn)
    throw new Error('LambdaConfig.PreTokenGeneration must be the LambdaArn of PreTokenGenerationConfig');
  const declaredVersion = requiredText(config, 'LambdaVersion');
  const version = VERSIONS[declaredVersion];
  if (version === undefined)
    throw new Error(
      `PreTokenGenerationConfig.LambdaVersion must be V2_0 or V3_0 here, not "${declaredVersion}"`,
    );
  return { functionName: functionNameOf(functionArn), version };
}

/**
 * `AWS::Cognito::UserPoolClient`. The defaults are Cognito's.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html
 */
export function readUserPoolClient({ declared, properties, name, arn }: Reading): UserPoolClientResource {
  return {
    ...declared,
    poolId: requiredText(properties, 'UserPoolId'),
    name: name(),
    id: arn('ClientId'),
    hasSecret: flagIn(properties, 'GenerateSecret', false),
    flows: readFlows(properties),
    scopes: textsIn(properties, 'AllowedOAuthScopes'),
    callbackUrls: textsIn(properties, 'CallbackURLs'),
    logoutUrls: textsIn(properties, 'LogoutURLs'),
    rotatesRefreshTokens: textIn(objectIn(properties, 'RefreshTokenRotation') ?? {}, 'Feature') === 'ENABLED',
    revokesTokens: flagIn(properties, 'EnableTokenRevocation', true),
    lifetimes: {
      accessSeconds: lifetimeOf(properties, 'AccessToken', 'hours', 1),
      idSeconds: lifetimeOf(properties, 'IdToken', 'hours', 1),
      refreshSeconds: lifetimeOf(properties, 'RefreshToken', 'days', 30),
    },
  };
}

function readFlows(properties: Properties): UserPoolClientResource['flows'] {
  if (!flagIn(properties, 'AllowedOAuthFlowsUserPoolClient', false)) return [];
  return textsIn(properties, 'AllowedOAuthFlows').map((flow) => {
    if (flow !== 'code' && flow !== 'client_credentials')
      throw new Error(`AllowedOAuthFlows must be code or client_credentials here, not "${flow}"`);
    return flow;
  });
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  seconds: 1,
  minutes: 60,
  hours: 3_600,
  days: 86_400,
};

/** Seconds for which a kind of token is valid. @param unit of the value, if `TokenValidityUnits` has none */
function lifetimeOf(properties: Properties, token: string, unit: string, byDefault: number): number {
  const declaredUnit = textIn(objectIn(properties, 'TokenValidityUnits') ?? {}, token) ?? unit;
  const seconds = UNIT_SECONDS[declaredUnit];
  if (seconds === undefined)
    throw new Error(
      `TokenValidityUnits.${token} must be seconds, minutes, hours or days, not "${declaredUnit}"`,
    );
  return (numberIn(properties, `${token}Validity`) ?? byDefault) * seconds;
}

/** `AWS::Cognito::UserPoolResourceServer`: the full names of its scopes, such as `orders/read`. */
export function readUserPoolScopes({ declared, properties }: Reading): UserPoolScopes {
  const identifier = requiredText(properties, 'Identifier');
  const scopes = objectsIn(properties, 'Scopes').map((scope) => requiredText(scope, 'ScopeName'));
  return {
    ...declared,
    poolId: requiredText(properties, 'UserPoolId'),
    scopes: scopes.map((scope) => `${identifier}/${scope}`),
  };
}

/** `AWS::Cognito::UserPoolGroup`. */
export function readUserPoolGroup({ declared, properties, name }: Reading): UserPoolGroupResource {
  return { ...declared, poolId: requiredText(properties, 'UserPoolId'), name: name() };
}
