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

/** What they would mean in these is nobody's rule (RFC 9110, section 9.3.1), and serverless-offline does not read them. */
const METHODS_WITHOUT_BODY = new Set(['GET', 'HEAD']);

/**
 * Passes a request on and its response back, both as streams; a GET's body stays behind. `adapt` may change the response's
 * headers. Rejects where the other side cannot be reached.
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

function passedOn(request: IncomingMessage): Record<string, string | string[]> {
  const passed: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name)) passed[name] = value;
  }
  if (!hasBody(request)) delete passed['content-length'];
  return passed;
}

function hasBody({ method = '', headers }: IncomingMessage): boolean {
  if (METHODS_WITHOUT_BODY.has(method)) return false;
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}
