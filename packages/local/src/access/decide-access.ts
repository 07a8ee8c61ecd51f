import type { IncomingMessage } from 'node:http';
import type { Authorizer } from '@tradepost/compiled-service/templates/authorizers';
import type { Route } from '@tradepost/compiled-service/templates/routes';
import type { StageThrottles, Throttle } from '@tradepost/compiled-service/templates/throttles';
import type { CheckApiKey } from '../api-keys/check-api-key.ts';
import type { AuthorizerContext } from '../gateway/api-event.ts';
import type { UserPools } from '../identity/user-pools.ts';
import { createAuthorizeRequest } from './authorize-request.ts';
import type { Rejection } from './rejections.ts';
import { createTokenBuckets, type TokenBuckets } from './token-buckets.ts';

export type AccessDecision =
  | { readonly allowed: true; readonly authorizer: AuthorizerContext | undefined }
  | { readonly allowed: false; readonly rejection: Rejection };

/** Decides from the head of a request; its content is not read. */
export type DecideAccess = (route: Route, request: IncomingMessage) => Promise<AccessDecision>;

export type AccessOptions = {
  readonly authorizers: readonly Authorizer[];
  readonly throttles: readonly StageThrottles[];
  readonly pools: UserPools | undefined;
  /** Undefined if no template has a usage plan: a route that requires a key then refuses all requests. */
  readonly checkApiKey: CheckApiKey | undefined;
  /** Stage of the REST APIs. */
  readonly stage: string;
};

/**
 * Creates the decision about requests: the route's authorizer, then the API key with its limits, then the throttling of the
 * stage. A preflight request does not reach it.
 *
 * @throws Error if an authorizer names a user pool that no template declares
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html order of the limits
 */
export function createDecideAccess(options: AccessOptions): DecideAccess {
  const { authorizers, pools, checkApiKey, stage } = options;
  const authorize = createAuthorizeRequest(authorizers, pools);
  const isWithinRate = createStageThrottling(options.throttles, createTokenBuckets());
  return async (route, request) => {
    const { authorization, apiId } = route;
    const authorized =
      authorization === undefined
        ? { ok: true as const, context: undefined }
        : await authorize(authorization, request.headersDistinct.authorization ?? []);
    if (!authorized.ok) return { allowed: false, rejection: authorized.rejection };
    if (route.apiKeyRequired === true) {
      const value = request.headers['x-api-key']?.toString();
      const rejection =
        checkApiKey === undefined
          ? ({ type: 'INVALID_API_KEY' } as const)
          : checkApiKey({ apiId, stage, route: nameOf(route), value });
      if (rejection !== undefined) return { allowed: false, rejection };
    }
    if (!isWithinRate(route)) return { allowed: false, rejection: { type: 'THROTTLED' } };
    return { allowed: true, authorizer: authorized.context };
  };
}

/** Each route has a bucket of its own, also if it has the limit of all routes. */
function createStageThrottling(
  throttles: readonly StageThrottles[],
  buckets: TokenBuckets,
): (route: Route) => boolean {
  const byApi = new Map(throttles.map((each) => [each.apiId, each]));
  return (route) => {
    const found = byApi.get(route.apiId);
    const name = nameOf(route);
    const throttle: Throttle | undefined = found?.routes.get(name) ?? found?.otherwise;
    return throttle === undefined || buckets.take(`${route.apiId} ${name}`, throttle);
  };
}

/** Route key of an HTTP API, which the settings of a REST API have in another format. */
function nameOf({ method, path }: Route): string {
  return path === '$default' ? path : `${method} ${path}`;
}
