import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { PROBLEM_TYPE, toGatewayProblem } from './problem.ts';

/** How long requests that are under way may take when a server stops. */
const STOP_TIMEOUT_MS = 3_000;

export const HEAD_TOO_LARGE = 'The request line and the values of the headers are too long';

export type LocalServer = { readonly port: number; readonly url: string; readonly stop: () => Promise<void> };

/**
 * Listens on 127.0.0.1 (port 0: any). A rejection of `handle` becomes a 502. Throws, in words for people, where the port is
 * taken. `stop` lets requests finish for a bounded time.
 */
export async function listenLocally(
  port: number,
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<LocalServer> {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: Error) => {
      // The client has gone, or the service broke off in the middle: there is nobody to tell.
      if (response.headersSent || response.destroyed) response.destroy();
      else respondProblem(response, 502, error.message);
    });
  });
  server.keepAliveTimeout = 0;
  server.on('clientError', refuse);
  await listening(server, port);
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return { port: actual, url: `http://127.0.0.1:${actual}`, stop: () => stop(server) };
}

/** Answers what a gateway says by itself. */
export function respondProblem(response: ServerResponse, status: number, detail: string): void {
  respondJson(response, status, toGatewayProblem(status, detail));
}

/** Answers with JSON; errors with the media type of RFC 9457. */
export function respondJson(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': status >= 400 ? PROBLEM_TYPE : 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** What cannot be read as HTTP, or has a longer head than is taken, reaches no handler. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const text = JSON.stringify(toGatewayProblem(status, status === 431 ? HEAD_TOO_LARGE : 'This is not HTTP'));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: ${PROBLEM_TYPE}\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}

/** The whole body. Rejects where it is longer than `maxBytes`. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`The request is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is taken by another program: choose another one with --port`)
          : error,
      );
    });
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT_MS);
  await closed;
  clearTimeout(timer);
}
