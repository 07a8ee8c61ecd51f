import type { OfflineHttpServer, OfflineResponse } from 'serverless-offline';
import { PROBLEM_TYPE, toGatewayProblem } from '../gateway/problem.ts';

/**
 * serverless-offline's server (hapi) has opinions of its own on requests, where API Gateway hands them to the function as
 * they are: it refuses content types, cookies and encodings that it cannot read, takes JSON bodies apart (`0`, `null` and
 * `""` then arrive as no body at all), answers ranges, and packs
 * answers for callers that can unpack them. This takes them away, and says what it still refuses as the
 * gateway would.
 */
export function leaveRequestsAlone(server: OfflineHttpServer): void {
  for (const { settings } of server.table()) {
    settings.response.ranges = false;
    // A GET has none. Bodies are text or bytes: whatever their type is, it is the function's to read.
    if (settings.payload) settings.payload.override = 'application/octet-stream';
  }
  server.ext('onPreHandler', (request, toolkit) => {
    request.info.acceptEncoding = 'identity';
    request.state = readCookies(request.headers['cookie'] ?? '');
    return toolkit.continue;
  });
  server.ext('onPreResponse', ({ response }, toolkit) => {
    if (response.isBoom === true) sayAsGateway(response);
    return toolkit.continue;
  });
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
  413: 'The body is larger than 10 MB',
};

function sayAsGateway({ output }: OfflineResponse): void {
  if (output === undefined) return;
  const detail = DETAILS[output.statusCode] ?? 'The request cannot be read';
  output.payload = toGatewayProblem(output.statusCode, detail);
  output.headers['content-type'] = PROBLEM_TYPE;
}
