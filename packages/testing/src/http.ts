import { type ApiRequest, type AuthorizerContext, toApiEvent } from '@tradepost/local/gateway/api-event';
import type { APIGatewayProxyEvent, APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Claims } from './claims.ts';

/** An HTTP request of a caller. */
export type HttpRequestInput = {
  /** Defaults to `GET`. */
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Values of the parameters in the path, not encoded: `{orderId: 'ord_…'}`. */
  readonly params?: Readonly<Record<string, string>>;
  /** Values of the query parameters, not encoded. An array is a repeated parameter. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  /** An object is sent as JSON, with its content type. A string and bytes are sent unchanged. */
  readonly body?: object | string | Uint8Array;
  readonly isBase64Encoded?: boolean;
  /** Claims of the caller's access token, if an authorizer verified one; null or undefined without a token. */
  readonly claims?: Claims | null;
};

const STAGE = { accountId: '000000000000', stage: 'dev' };
const RECEIVED_MS = Date.UTC(2026, 0, 1);

/** Converts a request to the event of an HTTP API, in payload format 2.0. Path parameters are decoded. */
export function toHttpEvent(input: HttpRequestInput = {}): APIGatewayProxyEventV2 {
  const { method = 'GET', path = '/', params = {}, claims } = input;
  const route = { kind: 'http', apiId: 'an-api', method, path } as const;
  const event = toApiEvent(
    toRequest(input, path),
    { route, path, parameters: { ...params } },
    STAGE,
    toAuthorizer('http', claims),
  );
  return { ...event, ...toBody(input) } as APIGatewayProxyEventV2;
}

/** Converts a request to the event of a REST API, in payload format 1.0. Path parameters are as they were sent. */
export function toRestEvent(input: HttpRequestInput = {}): APIGatewayProxyEvent {
  const { method = 'GET', path = '/', params = {}, claims } = input;
  const route = { kind: 'rest', apiId: 'an-api', method, path } as const;
  const encoded = Object.entries(params).map(([name, value]) => [name, encodeURIComponent(value)]);
  const parameters = Object.fromEntries(encoded) as Record<string, string>;
  const request = toRequest(input, `/${STAGE.stage}${path}`);
  const event = toApiEvent(request, { route, path, parameters }, STAGE, toAuthorizer('rest', claims));
  return { ...event, ...toBody(input) } as APIGatewayProxyEvent;
}

/** Result of an authorizer with these claims, for the event of a kind of API; undefined without claims. */
function toAuthorizer(
  kind: 'http' | 'rest',
  claims: Claims | null | undefined,
): AuthorizerContext | undefined {
  if (claims === undefined || claims === null) return undefined;
  return kind === 'http' ? { jwt: { claims: { ...claims }, scopes: [] } } : { claims: { ...claims } };
}

function toRequest(
  { method = 'GET', body, headers, query = {} }: HttpRequestInput,
  path: string,
): ApiRequest {
  const isJson = typeof body === 'object' && !(body instanceof Uint8Array);
  const sent = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value].flat()) sent.append(name, each);
  }
  return {
    ...{ id: 'gateway-request-1', method, path, query: sent.toString(), receivedMs: RECEIVED_MS },
    headers: Object.entries({ ...(isJson ? { 'Content-Type': 'application/json' } : {}), ...headers }),
    body: Buffer.alloc(0),
    sourceIp: '192.0.2.1',
  };
}

/** A field of the request, not its content type, determines whether the body is in base64. */
function toBody({ body, isBase64Encoded = false }: HttpRequestInput): object {
  if (body === undefined) return { isBase64Encoded };
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const bytes = Buffer.from(isRaw ? body : JSON.stringify(body));
  return { body: bytes.toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}
