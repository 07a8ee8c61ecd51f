import { bundleService } from '@tradepost/compiled-service/bundling/bundle-service';
import type { Bundle } from '@tradepost/compiled-service/bundling/manifest';
import { bundlesFolder } from '@tradepost/compiled-service/cache-folders';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import type { FunctionResource } from '@tradepost/compiled-service/templates/resources';
import { stop as stopEsbuild } from 'esbuild';
import type { InvokeFunction } from '../invocation.ts';
import type { ThreadService } from './protocol.ts';
import { createTraceMapper } from './stack-traces.ts';
import { type FunctionThread, startFunctionThread } from './supervised-thread.ts';
import { watchSources } from './watch-sources.ts';

export type FunctionHost = {
  readonly invoke: InvokeFunction;
  readonly has: (functionName: string) => boolean;
  readonly stop: () => Promise<void>;
};

export type FunctionHostOptions = {
  readonly services: readonly PackagedService[];
  readonly functions: readonly FunctionResource[];
  /** Folder of the cache for bundles. Defaults to the one that all users of this repository share. */
  readonly cacheDir: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** Adds the name of the calling function to requests to AWS. */
  readonly nameCallers: boolean;
  readonly watch: boolean;
  /** Receives each line that a function prints, with its service, and lines about a service or about `functions`. */
  readonly log: (service: string, line: string, functionName?: string) => void;
  readonly onServiceReady: (service: string, durationMs: number) => void;
};

/** Services share threads: each takes some 40 MB before it has loaded a function. */
const MAX_THREADS = 2;

type Hosted = {
  readonly service: PackagedService;
  readonly thread: FunctionThread;
  sources: ReadonlySet<string>;
};

/**
 * Bundles and runs the functions of all services. With `watch`, reloads a service when one of its sources changes; requests go
 * to the old functions until the new ones are ready. Rejects if a service cannot be bundled or started.
 */
export async function startFunctionHost(options: FunctionHostOptions): Promise<FunctionHost> {
  const serviceOf = new Map(options.functions.map(({ functionName, service }) => [functionName, service]));
  const hosted = hostServices(options, serviceOf);
  const deploy = async (each: Hosted): Promise<void> => {
    const bundle = await bundleService(each.service, options.cacheDir);
    await each.thread.deploy(toThreadService(each, bundle, options));
    each.sources = bundle.sources;
  };
  const startService = async (each: Hosted): Promise<void> => {
    const started = performance.now();
    await deploy(each);
    options.onServiceReady(each.service.name, performance.now() - started);
  };
  const stop = async (): Promise<void> => {
    await Promise.all([...hosted.values()].map(({ thread }) => thread.stop()));
    await stopEsbuild();
  };
  try {
    await Promise.all([...hosted.values()].map(startService));
    // Frees esbuild's process, because most services are never built again.
    await stopEsbuild();
  } catch (error) {
    await stop();
    throw error;
  }
  const watcher = options.watch
    ? await watchSources({
        services: options.services,
        sourcesOf: (service) => hosted.get(service)?.sources ?? new Set(),
        reload: (service) => reload(service, hosted.get(service), deploy, options.log),
        log: options.log,
      })
    : undefined;
  return {
    has: (functionName) => serviceOf.has(functionName),
    invoke: async (functionName, event) => {
      const thread = hosted.get(serviceOf.get(functionName) ?? '')?.thread;
      if (thread !== undefined) return thread.invoke(functionName, event);
      throw Object.assign(new Error(`Function not found: ${functionName}`), {
        name: 'ResourceNotFoundException',
      });
    },
    stop: async () => {
      await watcher?.stop();
      await stop();
    },
  };
}

/** Distributes the services over the threads, so that each has about as many functions. */
function hostServices(
  options: FunctionHostOptions,
  serviceOf: ReadonlyMap<string, string>,
): ReadonlyMap<string, Hosted> {
  const mapTrace = createTraceMapper(bundlesFolder(options.cacheDir));
  const { environment, nameCallers } = options;
  const log = (line: string, functionName?: string): void =>
    options.log(serviceOf.get(functionName ?? '') ?? 'functions', mapTrace(line), functionName);
  const services = options.services
    .filter((service) => countFunctions(service) > 0)
    .toSorted((one, other) => countFunctions(other) - countFunctions(one));
  const threads = services.slice(0, MAX_THREADS).map(() => ({
    thread: startFunctionThread(environment, { nameCallers }, log),
    functions: 0,
  }));
  return new Map(
    services.map((service): [string, Hosted] => {
      const least = threads.reduce((one, other) => (other.functions < one.functions ? other : one));
      least.functions += countFunctions(service);
      return [service.name, { service, thread: least.thread, sources: new Set() }];
    }),
  );
}

function countFunctions({ state }: PackagedService): number {
  return Object.keys(state.service.functions ?? {}).length;
}

/** Builds and deploys a changed service. If its sources have an error, the old functions keep running. */
async function reload(
  name: string,
  service: Hosted | undefined,
  deploy: (service: Hosted) => Promise<void>,
  log: FunctionHostOptions['log'],
): Promise<void> {
  const started = performance.now();
  try {
    if (service !== undefined) await deploy(service);
    log(name, `reloaded in ${Math.round(performance.now() - started)} ms`);
  } catch (error) {
    for (const line of `${name} keeps its old functions: ${(error as Error).message}`.split('\n'))
      log(name, line);
  }
}

function toThreadService(
  { service }: Hosted,
  { dir, handlers, modules }: Bundle,
  options: FunctionHostOptions,
): ThreadService {
  const own = options.functions.filter((each) => each.service === service.name);
  return {
    name: service.name,
    bundleDir: dir,
    modules: [...modules],
    region: options.environment['AWS_REGION'] ?? '',
    functions: own.map(({ functionKey, environment, ...each }) => ({
      ...each,
      handler: handlers.get(functionKey) ?? '',
      environment: { ...options.environment, ...environment },
    })),
  };
}
