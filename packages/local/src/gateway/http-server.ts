import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { BodyTooLarge, continueAtRead } from './request-body.ts';
import { opensSignedLink, refuseHost, refusePage } from './request-origin.ts';

/** Maximum time that `stop` waits for requests in progress. */
const STOP_TIMEOUT_MS = 3_000;
/** Maximum number of ports to try until one is free on both loopback addresses. */
const MAX_PORT_ATTEMPTS = 20;
const [IPV4, IPV6] = ['127.0.0.1', '::1'];

const PROBLEM_TYPE = 'application/problem+json';
export const HEAD_TOO_LARGE = 'The request line and the values of the headers are too long';

export type LocalServer = { readonly port: number; readonly url: string; readonly stop: () => Promise<void> };

export type ListenOptions = {
  /** Also listens on ::1 if the machine has IPv6, because `localhost` can resolve to either address. */
  readonly bothLoopbacks?: boolean;
  /** Refuses requests sent by web pages, except the opening of signed links: see `refusePage` and `opensSignedLink`. */
  readonly refusePages?: boolean;
  /**
   * Asks a client that sent `Expect: 100-continue` for the content only when `readBody` reads it, so that a refused request
   * needs none (RFC 9110, section 10.1.1).
   */
  readonly continueLate?: boolean;
};

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Listens on 127.0.0.1 (port 0: any free port). A request for another `Host` gets 421. If `handle` rejects, the response is
 * 413 for a `BodyTooLarge` and 502 for any other error. `stop` lets requests finish for a bounded time.
 *
 * @throws Error with a readable message if the port is taken on a loopback address
 */
export async function listenLocally(
  port: number,
  handle: Handle,
  { bothLoopbacks = false, refusePages = false, continueLate = false }: ListenOptions = {},
): Promise<LocalServer> {
  const create = () => createLocalServer(handle, refusePages, continueLate);
  const servers = bothLoopbacks ? await listenOnBoth(port, create) : [await listen(create(), port, IPV4)];
  const [{ port: actual }] = servers.map((server) => server.address() as AddressInfo) as [AddressInfo];
  return {
    port: actual,
    url: `http://${IPV4}:${actual}`,
    stop: async () => {
      await Promise.all(servers.map(stop));
    },
  };
}

function createLocalServer(handle: Handle, refusePages: boolean, continueLate: boolean): Server {
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const isOfPage = refusePages && !opensSignedLink(request);
    const refusal = refuseHost(request.headers) ?? (isOfPage ? refusePage(request.headers) : undefined);
    if (refusal !== undefined) {
      request.resume();
      respondProblem(response, refusal.status, refusal.detail);
      return;
    }
    handle(request, response).catch((error: Error) => {
      // The client has disconnected, or the service failed mid-response: no problem can be sent any more.
      if (response.headersSent || response.destroyed) response.destroy();
      else respondProblem(response, error instanceof BodyTooLarge ? 413 : 502, error.message);
    });
  };
  const server = createServer(answer);
  if (continueLate)
    server.on('checkContinue', (request, response) => {
      continueAtRead(request, response);
      answer(request, response);
    });
  server.keepAliveTimeout = 0;
  server.on('clientError', refuse);
  return server;
}

/** Listens on the same port of both addresses. If any port may be used (0) and it is taken on ::1, tries another one. */
async function listenOnBoth(port: number, create: () => Server): Promise<Server[]> {
  for (let attempt = 1; ; attempt += 1) {
    const ipv4 = await listen(create(), port, IPV4);
    try {
      return [ipv4, await listen(create(), (ipv4.address() as AddressInfo).port, IPV6)];
    } catch (error) {
      if (hasNoIpv6(error)) return [ipv4];
      await stop(ipv4);
      if (port !== 0 || attempt === MAX_PORT_ATTEMPTS) throw error;
    }
  }
}

function hasNoIpv6(error: unknown): boolean {
  return ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EPROTONOSUPPORT'].includes(
    String((error as NodeJS.ErrnoException).code),
  );
}

/** Problem details (RFC 9457) of the gateway itself, as opposed to those of a function. They have no code. */
function toGatewayProblem(status: number, detail: string) {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Unknown', status, detail };
}

/** Sends a problem created by the gateway. */
export function respondProblem(response: ServerResponse, status: number, detail: string): void {
  respondJson(response, status, toGatewayProblem(status, detail));
}

/** Sends JSON. Errors have the media type of RFC 9457. */
export function respondJson(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': status >= 400 ? PROBLEM_TYPE : 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** Answers requests that are not valid HTTP or have too long a head. They reach no handler. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const text = JSON.stringify(
    toGatewayProblem(status, status === 431 ? HEAD_TOO_LARGE : 'Malformed HTTP request'),
  );
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: ${PROBLEM_TYPE}\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}

function listen(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? Object.assign(
              new Error(
                `Port ${port} is taken by another program on ${host}: choose another one with --port`,
              ),
              { code: error.code },
            )
          : error,
      );
    });
    server.listen(port, host, () => resolve(server));
  });
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT_MS);
  await closed;
  clearTimeout(timer);
}
