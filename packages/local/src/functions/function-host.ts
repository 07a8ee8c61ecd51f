import { bundleService } from '@tradepost/compiled-service/bundling/bundle-service';
import { bundlesFolder } from '@tradepost/compiled-service/cache-folders';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import type { DeployedFunction } from '@tradepost/compiled-service/templates/function-resources';
import { stop as stopEsbuild } from 'esbuild';
import type { Pool } from 'undici';
import type { InvokeFunction } from '../invocation.ts';
import { createServiceHost, type ServiceHost } from './service-host.ts';
import { createTraceMapper } from './stack-traces.ts';
import { watchSources } from './watch-sources.ts';

export type FunctionHost = {
  readonly invoke: InvokeFunction;
  readonly has: (functionName: string) => boolean;
  readonly httpOf: (functionName: string) => Pool | undefined;
  readonly stop: () => Promise<void>;
};

export type FunctionHostOptions = {
  readonly services: readonly PackagedService[];
  readonly functions: readonly DeployedFunction[];
  /** Folder of the cache for bundles. Defaults to the one that all users of this repository share. */
  readonly cacheDir: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** Adds the name of the calling function to requests to AWS. */
  readonly nameCallers: boolean;
  readonly watch: boolean;
  /** Receives each line printed by a service's functions, with the function if known, or about them. */
  readonly log: (service: string, line: string, functionName?: string) => void;
  readonly onServiceReady: (service: string, durationMs: number) => void;
};

type Hosted = {
  readonly service: PackagedService;
  readonly host: ServiceHost;
  sources: ReadonlySet<string>;
};

/**
 * Bundles and runs the functions of all services. With `watch`, reloads a service when one of its sources changes; requests go
 * to the old functions until the new ones are ready. Rejects if a service cannot be bundled or started.
 */
export async function startFunctionHost(options: FunctionHostOptions): Promise<FunctionHost> {
  const mapTrace = createTraceMapper(bundlesFolder(options.cacheDir));
  const log = (service: string) => (line: string, functionName?: string) =>
    options.log(service, mapTrace(line), functionName);
  const hosted = new Map<string, Hosted>();
  const serviceOf = new Map(options.functions.map(({ functionName, service }) => [functionName, service]));

  const startService = async (service: PackagedService): Promise<void> => {
    const started = performance.now();
    const functions = options.functions.filter((each) => each.service === service.name);
    const { environment, nameCallers } = options;
    const host = createServiceHost({
      ...{ service, functions, environment, nameCallers },
      log: log(service.name),
    });
    const made = { service, host, sources: new Set<string>() };
    hosted.set(service.name, made);
    await deploy(made, options.cacheDir);
    options.onServiceReady(service.name, performance.now() - started);
  };
  const stop = async (): Promise<void> => {
    await Promise.all([...hosted.values()].map(({ host }) => host.stop()));
    await stopEsbuild();
  };
  try {
    await Promise.all(options.services.filter(hasFunctions).map(startService));
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
        reload: (service) => reload(service, hosted.get(service), options.cacheDir, log(service)),
        log: options.log,
      })
    : undefined;
  const hostOf = (functionName: string): ServiceHost | undefined =>
    hosted.get(serviceOf.get(functionName) ?? '')?.host;
  return {
    has: (functionName) => hostOf(functionName) !== undefined,
    httpOf: (functionName) => hostOf(functionName)?.httpOf(functionName),
    invoke: async (functionName, event) => {
      const host = hostOf(functionName);
      if (host === undefined) {
        throw Object.assign(new Error(`Function not found: ${functionName}`), {
          name: 'ResourceNotFoundException',
        });
      }
      return host.invoke(functionName, event);
    },
    stop: async () => {
      await watcher?.stop();
      await stop();
    },
  };
}

function hasFunctions({ state }: PackagedService): boolean {
  return Object.keys(state.service.functions ?? {}).length > 0;
}

async function deploy(hosted: Hosted, cacheDir: string | undefined): Promise<void> {
  const bundle = await bundleService(hosted.service, cacheDir);
  await hosted.host.deploy(bundle);
  hosted.sources = bundle.sources;
}

/** Builds and deploys a changed service. If its sources have an error, the old functions keep running. */
async function reload(
  name: string,
  service: Hosted | undefined,
  cacheDir: string | undefined,
  log: (line: string) => void,
): Promise<void> {
  const started = performance.now();
  try {
    if (service !== undefined) await deploy(service, cacheDir);
    log(`reloaded in ${Math.round(performance.now() - started)} ms`);
  } catch (error) {
    for (const line of `${name} keeps its old functions: ${(error as Error).message}`.split('\n')) log(line);
  }
}
