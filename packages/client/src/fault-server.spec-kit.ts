import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How the server handles a request: with a response, or by closing the connection at once or in mid-response. */
export type FaultAnswer =
  | 'drop'
  | 'truncate'
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** Sent as JSON; a string is sent unchanged. */
      readonly body?: unknown;
      readonly afterMs?: number;
    };

export type SeenRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
};

/** A server that gives a list of responses in turn, repeats the last one, and records the requests. */
export type FaultServer = {
  readonly url: string;
  /** Starts another list and clears the recorded requests. */
  readonly play: (answers: readonly FaultAnswer[]) => void;
  readonly requests: () => readonly SeenRequest[];
  readonly close: () => Promise<void>;
};

/** The CORS headers of the API (`services/platform/resources/http-api.yml`). */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET,POST,PUT,PATCH,DELETE',
  'access-control-allow-headers':
    'Content-Type,Authorization,X-Order-Token,X-Cart-Token,Idempotency-Key,If-Match,If-None-Match,X-Correlation-Id',
  'access-control-expose-headers': 'ETag,Location,X-Correlation-Id,Retry-After',
};

export async function openFaultServer(): Promise<FaultServer> {
  let answers: readonly FaultAnswer[] = [];
  let requests: SeenRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    if (incoming.method === 'OPTIONS') return void outgoing.writeHead(204, CORS).end();
    const answer = answers[requests.length] ?? answers.at(-1) ?? {};
    const seen = requests;
    seen.push(await read(incoming));
    await play(answer, incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    play: (next) => {
      answers = next;
      requests = [];
    },
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function play(answer: FaultAnswer, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  if (answer === 'drop') return void incoming.socket.destroy();
  // Each request has a new connection, because a browser repeats a request by itself if a reused connection breaks.
  const headers = { ...CORS, connection: 'close', 'content-type': 'application/json' };
  if (answer === 'truncate') {
    outgoing.writeHead(200, { ...headers, 'content-length': '100' }).write('{"id":');
    return void setImmediate(() => incoming.socket.destroy());
  }
  const { status = 200, body = {}, afterMs = 0 } = answer;
  await sleep(afterMs, undefined, { ref: false });
  outgoing.writeHead(status, { ...headers, ...answer.headers });
  outgoing.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function read(incoming: IncomingMessage): Promise<SeenRequest> {
  let text = '';
  for await (const chunk of incoming) text += chunk;
  const { method = '', url: path = '', headers } = incoming;
  return { method, path, headers, body: text === '' ? undefined : JSON.parse(text) };
}
