import type {
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  APIGatewayProxyResult,
  Context,
} from 'aws-lambda';
import { asFunction } from './as-function.ts';
import { staffClaims } from './claims.ts';
import { toContext } from './context.ts';
import { type HttpRequestInput, toHttpEvent } from './http.ts';

type HttpEvent = APIGatewayProxyEvent | APIGatewayProxyEventV2;

/** A handler of an HTTP function, which accepts the events of both kinds of API. */
export type HttpFunction = (event: HttpEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** Response of an HTTP function. The body is parsed; an empty body is undefined. */
export type HttpResponse<Body> = {
  readonly status: number;
  /** By name as the function wrote it, such as `ETag`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
};

/**
 * Calls an HTTP function as API Gateway does. `name` is the function's name without stage and service: `get-order`. By default
 * the caller is a person of the staff pool with every scope; `claims: null` sends no token.
 */
export type CallHttp = <Body = unknown>(
  name: string,
  handler: HttpFunction,
  request?: HttpRequestInput,
) => Promise<HttpResponse<Body>>;

/**
 * Creates a client for the HTTP functions of a service. Each handler runs with the role of its function. `Body` is the
 * type that a spec expects of the body; it is not checked at run time.
 *
 * @param service name of the folder in `services/`
 * @param toEvent builder of the event, for the kind of API that the service has: `toHttpEvent` or `toRestEvent`
 * @example
 * const call = callHttp('orders');
 * const { status, body } = await call<Order>('get-order', handler, { params: { orderId } });
 */
export function callHttp(
  service: string,
  toEvent: (request: HttpRequestInput) => HttpEvent = toHttpEvent,
): CallHttp {
  return async <Body>(name: string, handler: HttpFunction, request: HttpRequestInput = {}) => {
    const functionName = `tradepost-dev-${service}-${name}`;
    const deployed = asFunction(functionName, handler);
    const {
      statusCode,
      headers = {},
      body,
    } = await deployed(toEvent({ claims: staffClaims(), ...request }), toContext(functionName));
    return {
      status: statusCode,
      headers: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, String(value)])),
      body: (body === '' ? undefined : JSON.parse(body)) as Body,
    };
  };
}
