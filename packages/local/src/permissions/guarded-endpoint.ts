import type { IncomingMessage, ServerResponse } from 'node:http';
import { Pool } from 'undici';
import type { AwsResponse } from '../gateway/aws-handler.ts';
import { forward } from '../gateway/forward.ts';
import { type LocalServer, listenLocally, readBody } from '../gateway/http-server.ts';
import { AccessDenied, type Authorize } from './authorizer.ts';
import type { Account } from './aws-call.ts';
import { CALLER_HEADER } from './caller.ts';
import { callsOf } from './calls-of.ts';
import { refuse } from './refuse.ts';

/** DynamoDB takes 16 MB in one request, the most of all that is called here. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

export type GuardOptions = {
  /** The address of what is guarded. */
  readonly upstream: string;
  readonly authorize: Authorize;
  readonly account: Account;
  /** Lets requests pass that name no function: those of a spec itself, beside those of the handlers that it runs. */
  readonly passUnnamed?: boolean;
};

/**
 * Starts what stands before an AWS API and looks at every request: one that the role of its function does not allow
 * is answered as AWS does, the others go on to `upstream`.
 */
export async function startGuardedEndpoint(options: GuardOptions): Promise<LocalServer> {
  const pool = new Pool(options.upstream);
  const server = await listenLocally(
    0,
    async (request, response) => {
      const body = await readBody(request, MAX_BODY_BYTES);
      const refusal = refusalOf(request, body, options);
      if (refusal !== undefined) return respond(response, refusal);
      // The `Host` stays the caller's: the URLs of queues are made of it, and lead back to here.
      return forward(request, response, pool, { body });
    },
    { refusePages: true },
  );
  return {
    ...server,
    stop: async () => {
      await server.stop();
      await pool.destroy();
    },
  };
}

function refusalOf(
  { method = 'GET', url = '/', headers }: IncomingMessage,
  body: Buffer,
  { authorize, account, passUnnamed = false }: GuardOptions,
): AwsResponse | undefined {
  const functionName = headers[CALLER_HEADER];
  if (functionName === undefined && passUnnamed) return undefined;
  try {
    if (functionName === undefined)
      throw new Error('the local cloud cannot tell which function makes this request');
    authorize(`function:${String(functionName)}`, callsOf({ method, path: url, headers, body }, account));
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    return refuse(headers, error instanceof AccessDenied ? error.name : 'UnknownOperationException', message);
  }
}

function respond(response: ServerResponse, { status, headers, body }: AwsResponse): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
