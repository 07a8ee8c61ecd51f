import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  createStripeBooks,
  type SeenRequest,
  type StripeBooks,
  type StripeResponse,
} from './stripe-books.spec-kit.ts';
import type { StripeAddress } from './stripe-client.ts';

/**
 * A fault of one request. Stripe carries out a request with `executes`, and then loses its response; it stores a server
 * error under the idempotency key, as it stores any other response (https://docs.stripe.com/api/idempotent_requests).
 */
export type Fault =
  | { readonly kind: 'noResponse' | 'brokenResponse' | 'storedError' | 'noJson'; readonly executes: boolean }
  | { readonly kind: 'emptyObject' | 'closedConnection' }
  | { readonly kind: 'error'; readonly status: number; readonly code?: string };

export type StripeServer = {
  readonly address: StripeAddress;
  readonly books: StripeBooks;
  readonly requests: SeenRequest[];
  /** Faults of the next requests, in their order; undefined for a request without one. */
  readonly plan: (...faults: readonly (Fault | undefined)[]) => void;
  /** Requests with another key get 401. */
  readonly accept: (key: string) => void;
  readonly stop: () => Promise<void>;
};

export const API_KEY = `sk_test_${'a'.repeat(32)}`;

/** Starts a server on a free local port that answers as Stripe does, with idempotency keys, and with planned faults. */
export async function startStripeServer(): Promise<StripeServer> {
  const books = createStripeBooks();
  const stored = new Map<string, StripeResponse>();
  const requests: SeenRequest[] = [];
  let faults: (Fault | undefined)[] = [];
  let acceptedKey = API_KEY;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const seen = toSeen(request, await text(request));
    requests.push(seen);
    if (request.headers.authorization !== `Bearer ${acceptedKey}`) {
      send(response, { status: 401, body: { error: { type: 'invalid_request_error' } } });
      return;
    }
    const { idempotencyKey: key = '' } = seen;
    const fault = faults.shift();
    const known = stored.get(key);
    if (fault === undefined && known !== undefined) {
      send(response, known, { 'idempotent-replayed': 'true' });
      return;
    }
    const executes =
      fault === undefined || ('executes' in fault && fault.executes) || fault.kind === 'emptyObject';
    const result = executes ? (known ?? books.carryOut(seen)) : undefined;
    const kept = fault?.kind === 'storedError' ? SERVER_ERROR : result;
    if (key !== '' && kept !== undefined) stored.set(key, kept);
    respond(response, fault, result);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: { protocol: 'http', host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    books,
    requests,
    plan: (...planned) => {
      faults = [...planned];
    },
    accept: (key) => {
      acceptedKey = key;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const SERVER_ERROR: StripeResponse = { status: 500, body: { error: { type: 'api_error' } } };

function respond(
  response: ServerResponse,
  fault: Fault | undefined,
  result: StripeResponse | undefined,
): void {
  switch (fault?.kind) {
    case undefined:
      send(response, result ?? SERVER_ERROR);
      break;
    case 'noResponse':
      break;
    case 'brokenResponse':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{', () => response.destroy());
      break;
    case 'closedConnection':
      response.destroy();
      break;
    case 'storedError':
      send(response, SERVER_ERROR);
      break;
    case 'noJson':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
      break;
    case 'emptyObject':
      send(response, { status: 200, body: {} });
      break;
    case 'error':
      send(response, { status: fault.status, body: { error: { type: 'api_error', code: fault.code } } });
      break;
    default:
      fault satisfies never;
  }
}

function send(
  response: ServerResponse,
  { status, body }: StripeResponse,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_1', ...headers })
    .end(JSON.stringify(body));
}

function toSeen({ method = '', url = '', headers }: IncomingMessage, body: string): SeenRequest {
  const { pathname, searchParams } = new URL(url, 'http://stripe');
  const params = method === 'GET' ? searchParams : new URLSearchParams(body);
  return {
    method,
    path: pathname,
    params: Object.fromEntries(params),
    idempotencyKey: headers['idempotency-key'] as string | undefined,
    version: headers['stripe-version'] as string | undefined,
  };
}
