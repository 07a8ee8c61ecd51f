import { AsyncLocalStorage } from 'node:async_hooks';
import type { Server } from 'node:http';
import ServerlessOffline from 'serverless-offline';
import Lambda, { type LambdaFunction } from 'serverless-offline/lambda';
import { nameCallers, runAsFunction } from '../permissions/caller.ts';
import { correctErrorResponse } from './error-response.ts';
import { leaveRequestsAlone } from './plain-requests.ts';
import type { ThreadService } from './protocol.ts';

/** Set while serverless-offline prints its table of routes to the console. */
const silenced = new AsyncLocalStorage<true>();
const print = console.log;
console.log = (...parts: unknown[]): void => {
  if (silenced.getStore() === undefined) print(...parts);
};

export type OfflineServer = {
  /** Port of the HTTP server; undefined if no function has an HTTP event. */
  readonly port?: number;
  /** Runs a function as Lambda does. Rejects with the error that the function throws. */
  readonly invoke: (functionName: string, event: unknown) => Promise<unknown>;
  /** Stops accepting connections. Resolves when the requests in progress have finished. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts the functions of one service in this thread with serverless-offline, from the packaged state of the service. The
 * Serverless Framework itself does not run: serverless-offline gets an object with the few properties that it reads.
 */
export async function startOfflineServer(
  service: ThreadService,
  report: (text: string) => void,
): Promise<OfflineServer> {
  const serverless = standInFor(service);
  const options = {
    host: '127.0.0.1',
    httpPort: 0,
    lambdaPort: 0,
    noPrependStageInUrl: true,
    disableCookieValidation: true,
    stage: service.stage,
    useInProcess: true,
  };
  const offline = new ServerlessOffline(serverless, options, { log: quietLog(report) }).internals();
  offline.mergeOptions();
  const { lambdas, httpEvents, httpApiEvents } = offline.getEvents();
  await offline.createLambda(lambdas, true);

  const direct = new Lambda(serverless, { ...options, location: '' });
  direct.create(
    Object.entries(service.functions).map(([functionKey, functionDefinition]) => ({
      functionKey,
      functionDefinition,
    })),
  );
  nameRunningFunctions(direct, service);
  const invoke = (functionName: string, event: unknown): Promise<unknown> => {
    const lambdaFunction = direct.getByFunctionName(functionName);
    lambdaFunction.setEvent(event);
    return lambdaFunction.runHandler();
  };

  const events = [...httpApiEvents, ...httpEvents];
  if (events.length === 0) return { invoke, stop: async () => undefined };
  await silenced.run(true, () => offline.createHttp(events, true));
  const server = offline.getApiGatewayServer();
  server.ext('onPreResponse', (request, toolkit) => {
    correctErrorResponse(request.response);
    return toolkit.continue;
  });
  leaveRequestsAlone(
    server,
    httpApiEvents.map(({ http }) => http.routeKey),
  );
  await server.start();
  const { info, listener } = server;
  // The gateway keeps connections open. Closing an idle one while a request is in transit would fail that request.
  listener.keepAliveTimeout = 0;
  return { port: info.port, invoke, stop: () => closeListener(listener) };
}

/** Records the running function. All invocations go through `runHandler` of one class of serverless-offline. */
function nameRunningFunctions(direct: Lambda, service: ThreadService): void {
  const [first] = Object.values(service.functions);
  if (first === undefined) return;
  const prototype = Object.getPrototypeOf(direct.getByFunctionName(String(first['name']))) as LambdaFunction;
  if (renamed.has(prototype)) return;
  renamed.add(prototype);
  if (service.nameCallers) nameCallers();
  const { runHandler } = prototype;
  prototype.runHandler = function (this: LambdaFunction) {
    return runAsFunction(this.functionName, () => runHandler.call(this));
  };
}

/** Classes that are patched already: the thread, and the class with it, outlives a generation of functions. */
const renamed = new WeakSet<LambdaFunction>();

function closeListener(listener: Server): Promise<void> {
  return new Promise((resolve) => {
    listener.close(() => resolve());
    listener.closeIdleConnections();
  });
}

function standInFor({ name, stage, bundleDir, provider, custom, functions }: ThreadService): object {
  return {
    config: { servicePath: bundleDir, serverlessPath: '' },
    serviceDir: bundleDir,
    getProvider: () => ({ getStage: () => stage, naming: {} }),
    service: {
      service: name,
      provider,
      custom,
      functions,
      package: {},
      getAllFunctions: () => Object.keys(functions),
      getFunction: (key: string) => functions[key],
      getAllEventsInFunction: (key: string) => functions[key]?.['events'] ?? [],
    },
  };
}

/** Logger for serverless-offline, which logs every request. Reports only warnings and errors. */
function quietLog(report: (text: string) => void): object {
  const nothing = (): void => undefined;
  const say = (...parts: unknown[]): void => {
    const text = parts
      .map((part) => (part instanceof Error ? (part.stack ?? part.message) : String(part)))
      .join(' ');
    if (text.trim() !== '') report(text);
  };
  return { debug: nothing, info: nothing, notice: nothing, verbose: nothing, error: say, warning: say };
}
