import type { GatewayResponse } from '@tradepost/compiled-service/templates/gateway-responses';
import type { ApiResponse } from '../gateway/api-response.ts';

/** Reason for which an API answers a request without its function, by the names of a REST API's gateway responses. */
export type Rejection =
  | {
      readonly type: 'UNAUTHORIZED';
      readonly reason: 'missing' | 'invalid' | 'expired';
      readonly description: string;
    }
  | { readonly type: 'ACCESS_DENIED' }
  | { readonly type: 'INVALID_API_KEY' }
  | { readonly type: 'THROTTLED' }
  | { readonly type: 'QUOTA_EXCEEDED' };

/** Converts a rejection of a route with `scopes` to the response of its API. */
export type ToRejectionResponse = (
  route: { readonly kind: 'http' | 'rest'; readonly apiId: string },
  rejection: Rejection,
  requestId: string,
  scopes: readonly string[],
) => ApiResponse;

/**
 * Creates the responses to refused requests. Those of a REST API can be changed by the gateway responses of the templates.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html HTTP APIs
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html REST APIs
 */
export function createRejectionResponses(declared: readonly GatewayResponse[]): ToRejectionResponse {
  return (route, rejection, requestId, scopes) => {
    if (route.kind === 'http') return toHttpResponse(rejection, scopes);
    const ofApi = declared.filter(({ apiId }) => apiId === route.apiId);
    const custom =
      ofApi.find(({ type }) => type === rejection.type) ?? ofApi.find(({ type }) => type === 'DEFAULT_4XX');
    return toRestResponse(rejection, custom, requestId);
  };
}

function toHttpResponse(rejection: Rejection, scopes: readonly string[]): ApiResponse {
  const challenge = challengeOf(rejection, scopes);
  const { status, message } = HTTP[rejection.type];
  const headers = [
    ['content-type', 'application/json'],
    ...(challenge === undefined ? [] : [['www-authenticate', challenge] as const]),
  ] as const;
  return { status, headers, body: Buffer.from(JSON.stringify({ message })) };
}

const HTTP: Readonly<Record<Rejection['type'], { readonly status: number; readonly message: string }>> = {
  UNAUTHORIZED: { status: 401, message: 'Unauthorized' },
  ACCESS_DENIED: { status: 403, message: 'Forbidden' },
  INVALID_API_KEY: { status: 403, message: 'Forbidden' },
  THROTTLED: { status: 429, message: 'Too Many Requests' },
  QUOTA_EXCEEDED: { status: 429, message: 'Limit Exceeded' },
};

/** Without a token there is only the name of the scheme (RFC 6750, section 3.1). */
function challengeOf(rejection: Rejection, scopes: readonly string[]): string | undefined {
  const scope = scopes.join(' ');
  switch (rejection.type) {
    case 'UNAUTHORIZED':
      return rejection.reason === 'missing'
        ? 'Bearer'
        : `Bearer scope="${scope}" error="invalid_token" error_description="${rejection.description}"`;
    case 'ACCESS_DENIED':
      return `Bearer scope="${scope}" error="insufficient_scope" error_description="the token does not have a scope of the route"`;
    default:
      return undefined;
  }
}

function toRestResponse(
  rejection: Rejection,
  custom: GatewayResponse | undefined,
  requestId: string,
): ApiResponse {
  const { status, errorType } = REST[rejection.type];
  const message = restMessageOf(rejection);
  const headers = {
    'content-type': 'application/json',
    'x-amzn-errortype': errorType,
    ...custom?.headers,
  };
  const body =
    custom?.template === undefined
      ? JSON.stringify({ message })
      : fillTemplate(custom.template, { message, responseType: rejection.type, requestId });
  return { status: custom?.status ?? status, headers: Object.entries(headers), body: Buffer.from(body) };
}

const REST: Readonly<Record<Rejection['type'], { readonly status: number; readonly errorType: string }>> = {
  UNAUTHORIZED: { status: 401, errorType: 'UnauthorizedException' },
  ACCESS_DENIED: { status: 403, errorType: 'AccessDeniedException' },
  INVALID_API_KEY: { status: 403, errorType: 'ForbiddenException' },
  THROTTLED: { status: 429, errorType: 'TooManyRequestsException' },
  QUOTA_EXCEEDED: { status: 429, errorType: 'LimitExceededException' },
};

function restMessageOf(rejection: Rejection): string {
  return rejection.type === 'UNAUTHORIZED' && rejection.reason === 'expired'
    ? 'The incoming token has expired'
    : HTTP[rejection.type].message;
}

/** Replaces the variables of a template. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html */
function fillTemplate(
  template: string,
  facts: { readonly message: string; readonly responseType: string; readonly requestId: string },
): string {
  return template
    .replaceAll('$context.error.messageString', () => JSON.stringify(facts.message))
    .replaceAll('$context.error.message', () => facts.message)
    .replaceAll('$context.error.responseType', () => facts.responseType)
    .replaceAll('$context.requestId', () => facts.requestId);
}
