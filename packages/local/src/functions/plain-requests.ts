import type { OfflineHttpServer, OfflineResponse } from 'serverless-offline';
import { PROBLEM_TYPE, toGatewayProblem } from '../gateway/problem.ts';

/**
 * Makes serverless-offline's server (hapi) pass requests on as API Gateway does. By default, it refuses content types, cookies
 * and encodings that it cannot read, parses JSON bodies (`0`, `null` and `""` then become no body), decodes bytes as UTF-8,
 * answers range requests, and compresses responses. Requests that it still refuses get a problem of the gateway.
 *
 * @param httpApiRoutes Route keys of HTTP APIs, such as `POST /v1/hooks/{provider}`. Bodies other than text are in base64.
 */
export function leaveRequestsAlone(server: OfflineHttpServer, httpApiRoutes: readonly string[]): void {
  const inBase64 = new Set(httpApiRoutes.map(toHapiRoute));
  for (const { settings } of server.table()) {
    settings.response.ranges = false;
    // Undefined for a GET. Bodies are not parsed, whatever their type: that is up to the function.
    if (settings.payload) settings.payload.override = 'application/octet-stream';
  }
  server.ext('onPreHandler', (request, toolkit) => {
    request.info.acceptEncoding = 'identity';
    request.state = readCookies(request.headers['cookie'] ?? '');
    const { method, path } = request.route;
    const type = request.headers['content-type'];
    // serverless-offline encodes only this type in base64. The event still has the original type.
    if (inBase64.has(`${method} ${path}`) && !isText(type)) request.headers['content-type'] = BINARY_TYPE;
    return toolkit.continue;
  });
  server.ext('onPreResponse', ({ response }, toolkit) => {
    if (response.isBoom === true) sayAsGateway(response);
    return toolkit.continue;
  });
}

const BINARY_TYPE = 'multipart/form-data';

/** Returns true for bodies that an HTTP API passes on as a string. A body without a type is bytes. */
function isText(contentType = 'application/octet-stream'): boolean {
  return /^(?:text\/|application\/(?:json|javascript|xml)\b|[^;+]*\+(?:json|xml)\b)/i.test(
    contentType.trim(),
  );
}

/** `ANY /files/{proxy+}` → `* /files/{proxy*}`. */
function toHapiRoute(routeKey: string): string {
  if (routeKey === '$default') return '* /{default*}';
  const [method = '', path = ''] = routeKey.split(' ');
  return `${method === 'ANY' ? '*' : method.toLowerCase()} ${path.replace('+}', '*}')}`;
}

/** Parses `a=1; b=2` without decoding, so that the event has the cookies as they were sent. */
function readCookies(header: string): Record<string, string> {
  const pairs = header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => {
      const end = pair.indexOf('=');
      return end < 0 ? ([pair, ''] as const) : ([pair.slice(0, end), pair.slice(end + 1)] as const);
    });
  return Object.fromEntries(pairs);
}

const DETAILS: Readonly<Record<number, string>> = {
  413: 'The body is too large',
};

function sayAsGateway({ output }: OfflineResponse): void {
  if (output === undefined) return;
  const detail = DETAILS[output.statusCode] ?? 'The request cannot be read';
  output.payload = toGatewayProblem(output.statusCode, detail);
  output.headers['content-type'] = PROBLEM_TYPE;
}
