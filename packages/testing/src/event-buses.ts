import { describeServices } from '@tradepost/compiled-service/packaging/compile-services';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { createEventBridge } from '@tradepost/local/eventbridge/event-bridge';
import { createEventBridgeEndpoint } from '@tradepost/local/eventbridge/event-bridge-endpoint';
import type { PutEventsEntry } from '@tradepost/local/eventbridge/put-events-entry';
import { listenLocally } from '@tradepost/local/gateway/http-server';
import { readBody } from '@tradepost/local/gateway/request-body';
import { openStore } from '@tradepost/local/store';
import { startGuard } from './guard.ts';

/** A message that a target of a rule got. */
export type GivenToTarget = { readonly targetArn: string; readonly body: string };

/** The running event buses of services, with their rules and archives. */
export type EventBuses = {
  readonly endpoint: string;
  /** Puts events on the bus. */
  readonly put: (entries: readonly PutEventsEntry[]) => Promise<void>;
  /** All messages that targets have got, oldest first. */
  readonly given: readonly GivenToTarget[];
  readonly stop: () => Promise<void>;
};

const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Starts EventBridge on a free local port, with the buses, archives and rules that services declare. Messages for targets
 * are recorded in `given` and not delivered. A function with its own client finds the endpoint by
 * `AWS_ENDPOINT_URL_EVENTBRIDGE`.
 *
 * @param services names of the services whose templates are read. Handlers that run `asFunction` are limited to their roles
 */
export async function startEventBuses(services: readonly string[]): Promise<EventBuses> {
  const description = await describeServices(services);
  const store = openStore(':memory:');
  const given: GivenToTarget[] = [];
  const give = async (targetArn: string, body: string): Promise<void> => {
    given.push({ targetArn, body });
  };
  const eventBridge = createEventBridge({
    ...{ buses: description.buses, archives: description.archives, rules: description.rules },
    targets: {
      sendToQueue: give,
      startExecution: give,
      invokeFunction: async () => ({ ok: true, payload: null }),
    },
    store,
    ...{ region: PLACEHOLDER_ADDRESSES.region, accountId: PLACEHOLDER_ADDRESSES.accountId },
    log: () => {},
  });
  const answer = createEventBridgeEndpoint(eventBridge);
  const server = await listenLocally(0, async (request, response) => {
    const body = await readBody(request, MAX_BODY_BYTES);
    const reply = await answer({ headers: request.headers, body });
    response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  const guard = await startGuard(server.url, services);
  return {
    endpoint: guard.endpoint,
    given,
    put: async (entries) => {
      await eventBridge.putEvents(entries);
    },
    stop: async () => {
      await guard.stop();
      await server.stop();
      await eventBridge.stop();
      store.close();
    },
  };
}
