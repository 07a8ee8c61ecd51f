import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Readable, Transform } from 'node:stream';
import type { Dispatcher } from 'undici';
import { BodyTooLarge } from './http-server.ts';

/** Headers of one connection, not of the message. The server has already answered `expect`. */
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

/** Methods whose body has no defined meaning (RFC 9110, section 9.3.1). serverless-offline does not read it. */
const METHODS_WITHOUT_BODY = new Set(['GET', 'HEAD']);

/**
 * Streams a request to `to` and its response back. Drops the body of a GET. `adapt` may change the headers of the response.
 * Rejects if `to` cannot be reached, and with `BodyTooLarge` for a body over `maxBodyBytes`.
 */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  to: Dispatcher,
  options: {
    readonly path?: string;
    readonly headers?: Readonly<Record<string, string>>;
    /** Body of the request, if it has been read already. */
    readonly body?: Buffer;
    readonly maxBodyBytes?: number;
    readonly adapt?: (headers: Record<string, string | string[] | undefined>) => void;
  } = {},
): Promise<void> {
  await to.stream(
    {
      path: options.path ?? request.url ?? '/',
      method: request.method as Dispatcher.HttpMethod,
      headers: { ...passedOn(request), ...options.headers },
      body: hasBody(request) ? (options.body ?? limited(request, options.maxBodyBytes)) : null,
    },
    ({ statusCode, headers }) => {
      for (const name of HOP_BY_HOP) delete headers[name];
      options.adapt?.(headers);
      response.writeHead(statusCode, headers as Record<string, string | string[]>);
      return response;
    },
  );
}

/** Counts the bytes, because a chunked body has no content-length. Above the limit, the rest is read and dropped. */
function limited(request: IncomingMessage, maxBytes = Number.POSITIVE_INFINITY): Readable {
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size <= maxBytes) return done(null, chunk);
      request.unpipe(counted).resume();
      return done(new BodyTooLarge(`The body is larger than ${maxBytes} bytes`));
    },
  });
  request.once('error', (error) => counted.destroy(error));
  return request.pipe(counted);
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
