import { describeServices } from '@tradepost/compiled-service/packaging/compile-services';
import { createApiGatewayEndpoint } from '@tradepost/local/api-keys/api-gateway-endpoint';
import { type ApiKey, createApiKeyStore } from '@tradepost/local/api-keys/api-key-store';
import { listenLocally } from '@tradepost/local/gateway/http-server';
import { readBody } from '@tradepost/local/gateway/request-body';
import { openStore } from '@tradepost/local/store';
import { startGuard } from './guard.ts';

/** Maximum size of a request body of API Gateway's control plane. */
const MAX_BODY_BYTES = 64 * 1024;

/** A running control plane of API Gateway, with the usage plans of services. */
export type ApiGateway = {
  readonly endpoint: string;
  /** All keys, with their values. */
  readonly keys: () => readonly ApiKey[];
  /** Counts a request with a key on a day (`2026-11-30`). */
  readonly count: (keyId: string, day: string) => void;
  /** Rejects requests of a method, such as `PATCH`, with 503 until the returned function is called. */
  readonly fail: (method: string) => () => void;
  readonly stop: () => Promise<void>;
};

/**
 * Starts API Gateway's control plane for API keys and usage plans on a free local port. A function with its own client finds
 * it by `AWS_ENDPOINT_URL_API_GATEWAY`. Handlers that run `asFunction` are limited to the services' roles.
 *
 * @param config names of the folders in `services/` whose compiled templates declare the plans, for the stage `dev`
 * @throws if a service cannot be packaged
 */
export async function startApiGateway(config: { readonly services: readonly string[] }): Promise<ApiGateway> {
  const { usagePlans, apiKeys, usagePlanKeys } = await describeServices(config.services);
  const database = openStore(':memory:');
  const store = createApiKeyStore(database, { apiKeys, usagePlanKeys });
  const answer = createApiGatewayEndpoint(usagePlans, store);
  const failing = new Set<string>();
  const server = await listenLocally(0, async (request, response) => {
    const { method = 'GET', url = '/' } = request;
    const body = await readBody(request, MAX_BODY_BYTES);
    if (failing.has(method)) {
      response.writeHead(503).end();
      return;
    }
    const answered = answer({ method, url, body });
    response.writeHead(answered.status, answered.headers).end(answered.body);
  });
  const guard = await startGuard(server.url, config.services);
  return {
    endpoint: guard.endpoint,
    keys: store.list,
    count: (keyId, day) => {
      for (const planId of store.plansOf(keyId)) store.count(planId, keyId, day);
    },
    fail: (method) => {
      failing.add(method);
      return () => failing.delete(method);
    },
    stop: async () => {
      await guard.stop();
      await server.stop();
      if (database.isOpen) database.close();
    },
  };
}
