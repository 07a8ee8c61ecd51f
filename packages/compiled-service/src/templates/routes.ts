import { type RouteAuthorization, readAuthorization } from './authorizers.ts';
import { functionNameOf } from './function-name.ts';
import { flagIn, objectIn, objectsIn, optional, requiredText, textIn } from './properties.ts';
import type { Declared } from './resources.ts';
import type { Reading, Stack } from './stack.ts';

/** A route of an API Gateway API to a function. */
export type Route = Declared & {
  readonly kind: 'http' | 'rest';
  readonly apiId: string;
  /** In upper case; `ANY` for all methods. */
  readonly method: string;
  /** In API Gateway's notation: `/v1/orders/{id}`, `/files/{proxy+}`; `$default` for requests without another route. */
  readonly path: string;
  readonly functionName: string;
  /** Absent for a route that anyone may call. */
  readonly authorization?: RouteAuthorization;
  /** True for a route of a REST API that requires an API key. */
  readonly apiKeyRequired?: boolean;
};

/** `AWS::ApiGatewayV2::Route`. Its integration must be a function of the same service. */
export function readHttpRoute({ declared, properties }: Reading, stack: Stack): Route {
  const routeKey = requiredText(properties, 'RouteKey');
  const [method, path] = routeKey === '$default' ? ['ANY', '$default'] : routeKey.split(' ');
  const integrationId = referenceIn(stack.resources[declared.logicalId]?.Properties?.['Target']);
  if (integrationId === undefined)
    throw new Error('a target other than an integration of the same template is not supported');
  const integration = stack.read(integrationId).properties;
  const type = textIn(integration, 'IntegrationType');
  if (type !== 'AWS_PROXY') throw new Error(`the integration ${type} is not supported: only AWS_PROXY is`);
  const payloadFormat = requiredText(integration, 'PayloadFormatVersion');
  if (payloadFormat !== '2.0')
    throw new Error(
      `the payload format version ${payloadFormat} of an HTTP API is not supported: only 2.0 is`,
    );
  return {
    ...declared,
    kind: 'http',
    apiId: requiredText(properties, 'ApiId'),
    method: method ?? 'ANY',
    path: path ?? '/',
    functionName: functionNameIn(requiredText(integration, 'IntegrationUri')),
    ...optional('authorization', readAuthorization(properties, 'JWT')),
  };
}

/** Answer of a REST API to a browser's preflight request for a path. */
export type RestPreflight = Declared & {
  readonly apiId: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** `AWS::ApiGateway::Method`: a route to a function of the same service; undefined for an answer to preflight requests. */
export function readRestRoute(reading: Reading, stack: Stack): Route | undefined {
  const { declared, properties } = reading;
  const integration = objectIn(properties, 'Integration') ?? {};
  const type = textIn(integration, 'Type');
  if (isPreflight(reading)) return undefined;
  if (type !== 'AWS_PROXY') throw new Error(`the integration ${type} is not supported: only AWS_PROXY is`);
  return {
    ...declared,
    kind: 'rest',
    apiId: requiredText(properties, 'RestApiId'),
    method: requiredText(properties, 'HttpMethod'),
    path: pathOf(stack.resources[declared.logicalId]?.Properties?.['ResourceId'], stack),
    functionName: functionNameIn(requiredText(integration, 'Uri')),
    ...optional('authorization', readAuthorization(properties, 'COGNITO_USER_POOLS')),
    ...(flagIn(properties, 'ApiKeyRequired', false) ? { apiKeyRequired: true } : {}),
  };
}

/** `AWS::ApiGateway::Method` of `OPTIONS` with a mock integration, as the framework creates it for `cors`. */
export function readRestPreflight(reading: Reading, stack: Stack): RestPreflight | undefined {
  if (!isPreflight(reading)) return undefined;
  const { declared, properties } = reading;
  const [answer = {}] = objectsIn(objectIn(properties, 'Integration') ?? {}, 'IntegrationResponses');
  const headers = Object.entries(objectIn(answer, 'ResponseParameters') ?? {}).map(([name, value]) => [
    name.replace(/^method\.response\.header\./, '').toLowerCase(),
    String(value).replace(/^'(.*)'$/s, '$1'),
  ]);
  const path = pathOf(stack.resources[declared.logicalId]?.Properties?.['ResourceId'], stack);
  const preflight = { ...declared, apiId: requiredText(properties, 'RestApiId'), path };
  const found: RestPreflight = { ...preflight, headers: Object.fromEntries(headers) };
  // The framework lists several origins in a mapping template.
  if (found.headers['access-control-allow-origin'] === '*') return found;
  throw new Error('CORS of a REST API for other origins than * is not supported');
}

function isPreflight({ properties }: Reading): boolean {
  const type = textIn(objectIn(properties, 'Integration') ?? {}, 'Type');
  return type === 'MOCK' && textIn(properties, 'HttpMethod') === 'OPTIONS';
}

/** Returns the path of a REST resource, from its parents up to the root. */
function pathOf(resourceId: unknown, stack: Stack): string {
  const logicalId = (resourceId as { Ref?: string } | undefined)?.Ref;
  if (logicalId === undefined) return '';
  const { ParentId, PathPart } = stack.resources[logicalId]?.Properties ?? {};
  return `${pathOf(ParentId, stack)}/${String(PathPart)}`;
}

/** Returns the logical id in the first `Ref`: that of `X` in `{"Fn::Join": ["/", ["integrations", {"Ref": "X"}]]}`. */
function referenceIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('Ref' in value) return String(value.Ref);
  for (const part of Object.values(value)) {
    const found = referenceIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Returns the name of a function from its ARN or from API Gateway's URI `…/functions/ARN/invocations`. */
function functionNameIn(uri: string): string {
  const [, arn] = /functions\/(.+)\/invocations$/.exec(uri) ?? [];
  return functionNameOf(arn ?? uri);
}
