import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';

/** Headers of one connection, not of the message. The server has already answered `expect`. */
export const HOP_BY_HOP = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Streams a request to `to` and its response back. Rejects if `to` cannot be reached.
 *
 * @param body content of the request, if it has been read already
 */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  to: Dispatcher,
  body?: Buffer,
): Promise<void> {
  await to.stream(
    {
      path: request.url ?? '/',
      method: request.method as Dispatcher.HttpMethod,
      headers: passedOn(request),
      body: hasBody(request) ? (body ?? request) : null,
    },
    ({ statusCode, headers }) => {
      for (const name of HOP_BY_HOP) delete headers[name];
      response.writeHead(statusCode, headers as Record<string, string | string[]>);
      return response;
    },
  );
}

function passedOn(request: IncomingMessage): Record<string, string | string[]> {
  const passed: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name)) passed[name] = value;
  }
  return passed;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}
