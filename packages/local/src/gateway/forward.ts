import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';

/** They concern one connection, not the message. `expect` has been answered by the server already. */
const HOP_BY_HOP = new Set([
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
 * Passes a request on and its response back, both as streams. `adapt` may change the response's headers. Rejects where the
 * other side cannot be reached.
 */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  to: Dispatcher,
  options: {
    readonly path?: string;
    readonly headers?: Readonly<Record<string, string>>;
    /** Where it has been read already. */
    readonly body?: Buffer;
    readonly adapt?: (headers: Record<string, string | string[] | undefined>) => void;
  } = {},
): Promise<void> {
  await to.stream(
    {
      path: options.path ?? request.url ?? '/',
      method: request.method as Dispatcher.HttpMethod,
      headers: { ...passedOn(request), ...options.headers },
      body: hasBody(request) ? (options.body ?? request) : null,
    },
    ({ statusCode, headers }) => {
      for (const name of HOP_BY_HOP) delete headers[name];
      options.adapt?.(headers);
      response.writeHead(statusCode, headers as Record<string, string | string[]>);
      return response;
    },
  );
}

function passedOn({ headers }: IncomingMessage): Record<string, string | string[]> {
  const passed: Record<string, string | string[]> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && !HOP_BY_HOP.has(name)) passed[name] = value;
  }
  return passed;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}
