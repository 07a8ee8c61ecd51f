import { type Route, readHttpRoute, readRestRoute } from '@tradepost/compiled-service/templates/routes';
import type { Reading } from '@tradepost/compiled-service/templates/stack';
import type { Cloud, CloudResource } from './cloud.ts';

/** The routes of all APIs, with the function that answers, and without their authorization. */
export function routesOf(cloud: Cloud): readonly Route[] {
  return [...cloud.ofType(HTTP_ROUTE), ...cloud.ofType(REST_METHOD)].flatMap((resource) => {
    const route = routeOf(resource);
    return route === undefined ? [] : [route];
  });
}

export const HTTP_ROUTE = 'AWS::ApiGatewayV2::Route';
export const REST_METHOD = 'AWS::ApiGateway::Method';

/** The route that the resource declares; undefined for what only answers a browser's preflight. */
export function routeOf({ type, stack, logicalId }: CloudResource): Route | undefined {
  const reading = withoutAuthorization(stack.read(logicalId));
  return type === HTTP_ROUTE ? readHttpRoute(reading, stack) : readRestRoute(reading, stack);
}

/** `authorizer-rules.ts` reads the authorization. A type that the local cloud does not support is one of its findings. */
function withoutAuthorization(reading: Reading): Reading {
  return {
    ...reading,
    properties: Object.create(reading.properties, { AuthorizationType: { value: 'NONE' } }),
  };
}
