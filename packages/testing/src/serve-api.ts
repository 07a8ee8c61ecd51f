import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AwsHandler } from '@tradepost/local/gateway/aws-handler';
import { listenLocally } from '@tradepost/local/gateway/http-server';
import { readBody } from '@tradepost/local/gateway/request-body';
import { startGuard } from './guard.ts';

/** More than the largest request of the APIs that are served: a secret of 64 KiB in Secrets Manager. */
const MAX_BODY_BYTES = 128 * 1024;

/** An AWS API on a local port. */
export type ServedApi = { readonly endpoint: string; readonly stop: () => Promise<void> };

/**
 * Serves an AWS API on a free local port. Handlers that run `asFunction` are limited to the roles of the services.
 *
 * @param services names of the folders in `services/`; none for no limits
 */
export function serveApi(handle: AwsHandler, services: readonly string[]): Promise<ServedApi> {
  return serveRequests(async (request, response) => {
    const body = await readBody(request, MAX_BODY_BYTES);
    const answer = await handle({ headers: request.headers, body });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }, services);
}

/** The same for an API that writes its responses itself. */
export async function serveRequests(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  services: readonly string[],
): Promise<ServedApi> {
  const server = await listenLocally(0, handle);
  const guard = await startGuard(server.url, services);
  return {
    endpoint: guard.endpoint,
    stop: async () => {
      await guard.stop();
      await server.stop();
    },
  };
}
