import type { GatewayResponse } from '@tradepost/compiled-service/templates/gateway-responses';
import type { ApiResponse } from '../gateway/api-response.ts';

/** Reason for which an API answers a request without its function, by the names of a REST API's gateway responses. */
export type Refusal =
  | {
      readonly type: 'UNAUTHORIZED';
      readonly reason: 'missing' | 'invalid' | 'expired';
      readonly description: string;
    }
  | { readonly type: 'ACCESS_DENIED' }
  | { readonly type: 'INVALID_API_KEY' }
  | { readonly type: 'THROTTLED' }
  | { readonly type: 'QUOTA_EXCEEDED' };

/** Converts a refusal of a route with `scopes` to the response of its API. */
export type ToRefusalResponse = (
  route: { readonly kind: 'http' | 'rest'; readonly apiId: string },
  refusal: Refusal,
  requestId: string,
  scopes: readonly string[],
) => ApiResponse;

/**
 * Creates the responses to refused requests. Those of a REST API can be changed by the gateway responses of the templates.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html HTTP APIs
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html REST APIs
 */
export function createRefusalResponses(declared: readonly GatewayResponse[]): ToRefusalResponse {
  return (route, refusal, requestId, scopes) => {
    if (route.kind === 'http') return toHttpResponse(refusal, scopes);
    const ofApi = declared.filter(({ apiId }) => apiId === route.apiId);
    const custom =
      ofApi.find(({ type }) => type === refusal.type) ?? ofApi.find(({ type }) => type === 'DEFAULT_4XX');
    return toRestResponse(refusal, custom, requestId);
  };
}

function toHttpResponse(refusal: Refusal, scopes: readonly string[]): ApiResponse {
  const challenge = challengeOf(refusal, scopes);
  const { status, message } = HTTP[refusal.type];
  const headers = [
    ['content-type', 'application/json'],
    ...(challenge === undefined ? [] : [['www-authenticate', challenge] as const]),
  ] as const;
  return { status, headers, body: Buffer.from(JSON.stringify({ message })) };
}

const HTTP: Readonly<Record<Refusal['type'], { readonly status: number; readonly message: string }>> = {
  UNAUTHORIZED: { status: 401, message: 'Unauthorized' },
  ACCESS_DENIED: { status: 403, message: 'Forbidden' },
  INVALID_API_KEY: { status: 403, message: 'Forbidden' },
  THROTTLED: { status: 429, message: 'Too Many Requests' },
  QUOTA_EXCEEDED: { status: 429, message: 'Limit Exceeded' },
};

/** Without a token there is only the name of the scheme (RFC 6750, section 3.1). */
function challengeOf(refusal: Refusal, scopes: readonly string[]): string | undefined {
  const scope = scopes.join(' ');
  switch (refusal.type) {
    case 'UNAUTHORIZED':
      return refusal.reason === 'missing'
        ? 'Bearer'
        : `Bearer scope="${scope}" error="invalid_token" error_description="${refusal.description}"`;
    case 'ACCESS_DENIED':
      return `Bearer scope="${scope}" error="insufficient_scope" error_description="the token does not have a scope of the route"`;
    default:
      return undefined;
  }
}

function toRestResponse(
  refusal: Refusal,
  custom: GatewayResponse | undefined,
  requestId: string,
): ApiResponse {
  const { status, errorType } = REST[refusal.type];
  const message = restMessageOf(refusal);
  const headers = {
    'content-type': 'application/json',
    'x-amzn-errortype': errorType,
    ...custom?.headers,
  };
  const body =
    custom?.template === undefined
      ? JSON.stringify({ message })
      : fillTemplate(custom.template, { message, responseType: refusal.type, requestId });
  return { status: custom?.status ?? status, headers: Object.entries(headers), body: Buffer.from(body) };
}

const REST: Readonly<Record<Refusal['type'], { readonly status: number; readonly errorType: string }>> = {
  UNAUTHORIZED: { status: 401, errorType: 'UnauthorizedException' },
  ACCESS_DENIED: { status: 403, errorType: 'AccessDeniedException' },
  INVALID_API_KEY: { status: 403, errorType: 'ForbiddenException' },
  THROTTLED: { status: 429, errorType: 'TooManyRequestsException' },
  QUOTA_EXCEEDED: { status: 429, errorType: 'LimitExceededException' },
};

function restMessageOf(refusal: Refusal): string {
  return refusal.type === 'UNAUTHORIZED' && refusal.reason === 'expired'
    ? 'The incoming token has expired'
    : HTTP[refusal.type].message;
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
