import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Cors } from '@tradepost/compiled-service/templates/http-apis';

/**
 * Answers a browser's preflight request as an HTTP API with a CORS configuration does: 204, with the allowed methods and
 * headers if the origin is allowed.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function answerPreflight(cors: Cors, request: IncomingHttpHeaders, response: ServerResponse): void {
  response.writeHead(204, {
    ...corsHeaders(cors, request),
    ...(isAllowed(cors, request.origin)
      ? {
          'access-control-allow-methods': cors.allowMethods.join(','),
          'access-control-allow-headers': cors.allowHeaders.join(','),
          ...(cors.maxAgeSeconds === undefined
            ? {}
            : { 'access-control-max-age': String(cors.maxAgeSeconds) }),
        }
      : {}),
  });
  response.end();
}

/** CORS headers of all other responses. They replace the headers that the function sets. */
export function corsHeaders(cors: Cors, { origin }: IncomingHttpHeaders): Record<string, string> {
  if (!isAllowed(cors, origin)) return {};
  const anyone = cors.allowOrigins.includes('*') && !cors.allowCredentials;
  return {
    'access-control-allow-origin': anyone ? '*' : (origin ?? ''),
    ...(anyone ? {} : { vary: 'origin' }),
    ...(cors.allowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
    ...(cors.exposeHeaders.length === 0
      ? {}
      : { 'access-control-expose-headers': cors.exposeHeaders.join(',') }),
  };
}

/** Returns true for a CORS preflight request. */
export function isPreflight(method: string | undefined, { origin, ...rest }: IncomingHttpHeaders): boolean {
  return method === 'OPTIONS' && origin !== undefined && rest['access-control-request-method'] !== undefined;
}

function isAllowed({ allowOrigins }: Cors, origin: string | undefined): boolean {
  if (origin === undefined) return false;
  return allowOrigins.some((allowed) => {
    const [start = '', end] = allowed.split('*');
    return end === undefined ? allowed === origin : origin.startsWith(start) && origin.endsWith(end);
  });
}
