import { type Properties, requiredText, textIn, textsIn } from './properties.ts';
import type { Declared } from './resources.ts';
import type { Reading } from './stack.ts';

/** An authorizer of an API: it decides by an access token in the header `Authorization`. */
export type Authorizer = Declared & { readonly id: string; readonly apiId: string } & (
    | {
        readonly kind: 'http';
        /** Value that the claim `iss` must have. */
        readonly issuer: string;
        /** Values of which the claim `aud`, or else `client_id`, must have one. */
        readonly audience: readonly string[];
      }
    | {
        readonly kind: 'rest';
        /** ARNs of the user pools whose tokens are accepted. */
        readonly poolArns: readonly string[];
      }
  );

/** Authorization of a route: its authorizer, and the scopes of which a token must have one. */
export type RouteAuthorization = {
  readonly authorizerId: string;
  /** Empty if the route does not ask for a scope. */
  readonly scopes: readonly string[];
};

const HTTP_SOURCE = '$request.header.Authorization';
const REST_SOURCE = 'method.request.header.Authorization';

/**
 * `AWS::ApiGatewayV2::Authorizer` of the type JWT.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html
 */
export function readHttpAuthorizer({ declared, properties, arn }: Reading): Authorizer {
  requireType(properties, 'AuthorizerType', 'JWT');
  const source = [properties['IdentitySource']].flat().map(String);
  if (source.join() !== HTTP_SOURCE) refuseSource(source, HTTP_SOURCE);
  const { JwtConfiguration } = properties;
  const jwt = Object(JwtConfiguration) as Properties;
  const audience = textsIn(jwt, 'Audience');
  if (audience.length === 0) throw new Error('JwtConfiguration.Audience is missing');
  return {
    ...declared,
    id: arn('AuthorizerId'),
    apiId: requiredText(properties, 'ApiId'),
    kind: 'http',
    issuer: requiredText(jwt, 'Issuer'),
    audience,
  };
}

/**
 * `AWS::ApiGateway::Authorizer` of the type COGNITO_USER_POOLS.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-authorizer.html
 */
export function readRestAuthorizer({ declared, properties, arn }: Reading): Authorizer {
  requireType(properties, 'Type', 'COGNITO_USER_POOLS');
  const source = textIn(properties, 'IdentitySource');
  if (source !== REST_SOURCE) refuseSource([source ?? ''], REST_SOURCE);
  const poolArns = textsIn(properties, 'ProviderARNs');
  if (poolArns.length === 0) throw new Error('ProviderARNs is missing');
  return {
    ...declared,
    id: arn('AuthorizerId'),
    apiId: requiredText(properties, 'RestApiId'),
    kind: 'rest',
    poolArns,
  };
}

/** Reads the authorization of a route; undefined for a route that anyone may call. Throws for another type than `supported`. */
export function readAuthorization(
  properties: Properties,
  supported: 'JWT' | 'COGNITO_USER_POOLS',
): RouteAuthorization | undefined {
  const type = textIn(properties, 'AuthorizationType') ?? 'NONE';
  if (type === 'NONE') return undefined;
  if (type !== supported)
    throw new Error(`AuthorizationType ${type} is not supported: only NONE and ${supported} are`);
  return {
    authorizerId: requiredText(properties, 'AuthorizerId'),
    scopes: textsIn(properties, 'AuthorizationScopes'),
  };
}

function requireType(properties: Properties, name: string, supported: string): void {
  const type = requiredText(properties, name);
  if (type !== supported) throw new Error(`${name} ${type} is not supported: only ${supported} is`);
}

function refuseSource(source: readonly string[], supported: string): never {
  throw new Error(`IdentitySource ${source.join(', ')} is not supported: only ${supported} is`);
}
