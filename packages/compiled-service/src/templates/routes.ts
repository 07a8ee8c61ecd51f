import type { CloudAddresses } from './cloud-addresses.ts';
import { functionNameOf } from './function-name.ts';
import { objectIn, requiredText, textIn } from './properties.ts';
import { type Reading, readingOf } from './reading.ts';
import type { Declared } from './resources.ts';
import type { Stack } from './stack.ts';

/** A route of an API Gateway API to a function. */
export type Route = Declared & {
  readonly kind: 'http' | 'rest';
  readonly apiId: string;
  /** In upper case; `ANY` for all methods. */
  readonly method: string;
  /** In API Gateway's notation: `/v1/orders/{id}`, `/files/{proxy+}`; `$default` for requests without another route. */
  readonly path: string;
  readonly functionName: string;
};

/** `AWS::ApiGatewayV2::Route`. Its integration must be a function of the same service. */
export function readHttpRoute({ declared, properties }: Reading, stack: Stack, where: CloudAddresses): Route {
  const routeKey = requiredText(properties, 'RouteKey');
  const [method, path] = routeKey === '$default' ? ['ANY', '$default'] : routeKey.split(' ');
  const integrationId = logicalIdIn(stack.resources[declared.logicalId]?.Properties?.['Target']);
  const integration = readingOf(stack, integrationId, where).properties;
  const type = textIn(integration, 'IntegrationType');
  if (type !== 'AWS_PROXY') throw new Error(`the integration ${type} is not supported: only AWS_PROXY is`);
  return {
    ...declared,
    kind: 'http',
    apiId: requiredText(properties, 'ApiId'),
    method: method ?? 'ANY',
    path: path ?? '/',
    functionName: functionNameIn(requiredText(integration, 'IntegrationUri')),
  };
}

/** `AWS::ApiGateway::Method`; undefined for the OPTIONS method that answers a browser's preflight. */
export function readRestRoute({ declared, properties }: Reading, stack: Stack): Route | undefined {
  const integration = objectIn(properties, 'Integration') ?? {};
  const method = requiredText(properties, 'HttpMethod');
  const type = textIn(integration, 'Type');
  if (type === 'MOCK' && method === 'OPTIONS') return undefined;
  if (type !== 'AWS_PROXY' && type !== 'AWS') throw new Error(`the integration ${type} is not supported`);
  return {
    ...declared,
    kind: 'rest',
    apiId: requiredText(properties, 'RestApiId'),
    method,
    path: pathOf(stack.resources[declared.logicalId]?.Properties?.['ResourceId'], stack),
    functionName: functionNameIn(requiredText(integration, 'Uri')),
  };
}

/** Returns the path of a REST resource, from its parents up to the root. */
function pathOf(resourceId: unknown, stack: Stack): string {
  const logicalId = (resourceId as { Ref?: string } | undefined)?.Ref;
  if (logicalId === undefined) return '';
  const { ParentId, PathPart } = stack.resources[logicalId]?.Properties ?? {};
  return `${pathOf(ParentId, stack)}/${String(PathPart)}`;
}

function logicalIdIn(target: unknown): string {
  const [, logicalId] = /"Ref":"([^"]+)"/.exec(JSON.stringify(target) ?? '') ?? [];
  if (logicalId === undefined)
    throw new Error('a target other than an integration of the same template is not supported');
  return logicalId;
}

/** Returns the name of a function from its ARN or from API Gateway's URI `…/functions/ARN/invocations`. */
function functionNameIn(uri: string): string {
  const [, arn] = /functions\/(.+)\/invocations$/.exec(uri) ?? [];
  return functionNameOf(arn ?? uri);
}
