import { Agent, request as httpRequest } from 'node:http';
import type { FuzzAnswer, FuzzRequest } from './request.ts';

/** API Gateway gives a function 30 s. */
const ANSWERS_WITHIN_MS = 30_000;

export type Sender = {
  /** Rejects where there is no answer. */
  readonly send: (request: FuzzRequest) => Promise<FuzzAnswer>;
  readonly close: () => void;
};

/** Sends requests byte by byte as they are, where fetch would correct or refuse them. */
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

/** A body in chunks has no length. */
function framing(headers: FuzzRequest['headers'], length: FuzzRequest['headers']): FuzzRequest['headers'] {
  return headers.some(([name]) => name === 'Transfer-Encoding') ? [] : length;
}

function toHeaders(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let index = 0; index < raw.length; index += 2) headers.append(raw[index] ?? '', raw[index + 1] ?? '');
  return headers;
}
