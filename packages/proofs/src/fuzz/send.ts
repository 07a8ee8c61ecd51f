import { Agent, request as httpRequest } from 'node:http';
import type { TokenSource } from '@tradepost/client/token-source';
import { type FuzzAnswer, type FuzzCaller, type FuzzRequest, hasToken } from './request.ts';

/** API Gateway waits 30 s for a function. */
const ANSWERS_WITHIN_MS = 30_000;

export type Sender = {
  /** Sends a request; rejects if there is no answer. */
  readonly send: (request: FuzzRequest) => Promise<FuzzAnswer>;
  readonly close: () => void;
};

/** Sources of the callers' tokens. */
export type CallerTokens = Readonly<Record<FuzzCaller, TokenSource>>;

/** Sends requests with the tokens of their callers, and without other changes; `fetch` would correct or refuse some. */
export function createSender(url: string, tokens: CallerTokens): Sender {
  const { hostname, port, host } = new URL(url);
  const agent = new Agent({ keepAlive: true });
  return {
    close: () => agent.destroy(),
    send: async (asked) => {
      const request = await withToken(asked, tokens);
      return new Promise((resolve, reject) => {
        const { method, target, body } = request;
        const headers = headersOf(request, host).flat();
        const sent = httpRequest(
          { agent, hostname, port, method, path: target, headers, timeout: ANSWERS_WITHIN_MS },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('error', reject);
            response.on('end', () =>
              resolve({
                status: response.statusCode ?? 0,
                headers: toHeaders(response.rawHeaders),
                text: Buffer.concat(chunks).toString(),
              }),
            );
          },
        );
        sent.on('timeout', () => sent.destroy(new Error(`no answer within ${ANSWERS_WITHIN_MS} ms`)));
        sent.on('error', reject);
        sent.end(body);
      });
    },
  };
}

/** Less than the five minutes within which a sign-in is recent, by more than a busy machine needs for a request. */
const RENEWED_AFTER_MS = 120_000;

/** A source of tokens of sign-ins that are recent, however long the requests take. */
export function withRecentSignIn(source: TokenSource): TokenSource {
  let last: string | undefined;
  let sinceMs = 0;
  return async (asked) => {
    const isOld = last !== undefined && Date.now() - sinceMs > RENEWED_AFTER_MS;
    const token = await source(isOld && last !== undefined ? { rejected: last } : asked);
    if (token !== last) sinceMs = Date.now();
    last = token;
    return token;
  };
}

/** Returns a request with the token of its caller, which `toBytes` writes as it is. */
export async function withToken(request: FuzzRequest, tokens: CallerTokens): Promise<FuzzRequest> {
  if (request.caller === undefined || !hasToken(request)) return request;
  const token = await tokens[request.caller]({});
  return { ...request, headers: [...request.headers, ['Authorization', `Bearer ${token}`]] };
}

/** Returns the bytes of a request as `createSender` sends it, for `nc`; a chunked body is one chunk. */
export function toBytes(request: FuzzRequest, host: string): Buffer {
  const headers = [...headersOf(request, host), ['Connection', 'close']];
  const lines = [
    `${request.method} ${request.target} HTTP/1.1`,
    ...headers.map((header) => header.join(': ')),
  ];
  const body = request.body ?? Buffer.alloc(0);
  const chunks = isChunked(request)
    ? [`${body.length.toString(16)}\r\n`, body, body.length === 0 ? '\r\n' : '\r\n0\r\n\r\n']
    : [body];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return Buffer.concat([head, ...chunks.map((chunk) => Buffer.from(chunk as string))]);
}

/** A chunked body has no Content-Length. */
function headersOf(request: FuzzRequest, host: string): FuzzRequest['headers'] {
  const { headers, body } = request;
  const isHostGiven = headers.some(([name]) => name.toLowerCase() === 'host');
  const hasLength = body !== undefined && !isChunked(request);
  return [
    ...(isHostGiven ? [] : [['Host', host] as const]),
    ...headers,
    ...(hasLength ? [['Content-Length', String(body.length)] as const] : []),
  ];
}

function isChunked({ headers }: FuzzRequest): boolean {
  return headers.some(([name]) => name === 'Transfer-Encoding');
}

function toHeaders(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let index = 0; index < raw.length; index += 2) headers.append(raw[index] ?? '', raw[index + 1] ?? '');
  return headers;
}
