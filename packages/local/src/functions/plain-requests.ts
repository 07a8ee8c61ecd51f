import type { OfflineHttpServer, OfflineResponse } from 'serverless-offline';
import { PROBLEM_TYPE, toGatewayProblem } from '../gateway/problem.ts';

/**
 * Has serverless-offline's server (hapi) hand requests over as API Gateway does. By itself it refuses content types, cookies
 * and encodings that it cannot read, parses JSON bodies (`0`, `null` and `""` then arrive as no body at all), decodes bytes as
 * UTF-8, answers ranges, and compresses responses. What it still refuses gets the gateway's problem.
 *
 * @param httpApiRoutes the route keys of HTTP APIs, which hand over in base64 what is not text: `POST /v1/hooks/{provider}`
 */
export function leaveRequestsAlone(server: OfflineHttpServer, httpApiRoutes: readonly string[]): void {
  const inBase64 = new Set(httpApiRoutes.map(toHapiRoute));
  for (const { settings } of server.table()) {
    settings.response.ranges = false;
    // A GET has none. Bodies are text or bytes: whatever their type is, it is the function's to read.
    if (settings.payload) settings.payload.override = 'application/octet-stream';
  }
  server.ext('onPreHandler', (request, toolkit) => {
    request.info.acceptEncoding = 'identity';
    request.state = readCookies(request.headers['cookie'] ?? '');
    const { method, path } = request.route;
    const type = request.headers['content-type'];
    // serverless-offline hands over this type alone in base64. The event has the type that was sent.
    if (inBase64.has(`${method} ${path}`) && !isText(type)) request.headers['content-type'] = BINARY_TYPE;
    return toolkit.continue;
  });
  server.ext('onPreResponse', ({ response }, toolkit) => {
    if (response.isBoom === true) sayAsGateway(response);
    return toolkit.continue;
  });
}

const BINARY_TYPE = 'multipart/form-data';

/** What an HTTP API hands over as a string. It takes a body without a type for bytes. */
function isText(contentType = 'application/octet-stream'): boolean {
  return /^(?:text\/|application\/(?:json|javascript|xml)\b|[^;+]*\+(?:json|xml)\b)/i.test(
    contentType.trim(),
  );
}

/** `ANY /files/{proxy+}` is `* /files/{proxy*}`. */
function toHapiRoute(routeKey: string): string {
  if (routeKey === '$default') return '* /{default*}';
  const [method = '', path = ''] = routeKey.split(' ');
  return `${method === 'ANY' ? '*' : method.toLowerCase()} ${path.replace('+}', '*}')}`;
}

/** `a=1; b=2` by name. The event then has them as they were sent. */
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
