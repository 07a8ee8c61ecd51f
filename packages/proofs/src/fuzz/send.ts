import { Agent, request as httpRequest } from 'node:http';
import type { FuzzAnswer, FuzzRequest } from './request.ts';

/** API Gateway waits 30 s for a function. */
const ANSWERS_WITHIN_MS = 30_000;

export type Sender = {
  /** Sends a request; rejects if there is no answer. */
  readonly send: (request: FuzzRequest) => Promise<FuzzAnswer>;
  readonly close: () => void;
};

/** Sends requests without changes; `fetch` would correct or refuse some. */
export function createSender(url: string): Sender {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true });
  return {
    close: () => agent.destroy(),
    send: ({ method, target, headers, body }) =>
      new Promise((resolve, reject) => {
        const given = headers.some(([name]) => name.toLowerCase() === 'host');
        const length = body === undefined ? [] : [['Content-Length', String(body.length)] as const];
        const all = [
          ...(given ? [] : [['Host', `${hostname}:${port}`] as const]),
          ...headers,
          ...framing(headers, length),
        ];
        const sent = httpRequest(
          { agent, hostname, port, method, path: target, headers: all.flat(), timeout: ANSWERS_WITHIN_MS },
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
      }),
  };
}

/** Returns the header for the body: a chunked body has no Content-Length. */
function framing(headers: FuzzRequest['headers'], length: FuzzRequest['headers']): FuzzRequest['headers'] {
  return headers.some(([name]) => name === 'Transfer-Encoding') ? [] : length;
}

function toHeaders(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let index = 0; index < raw.length; index += 2) headers.append(raw[index] ?? '', raw[index + 1] ?? '');
  return headers;
}
