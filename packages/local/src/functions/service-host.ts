import { setTimeout as sleep } from 'node:timers/promises';
import type { Bundle } from '@tradepost/compiled-service/bundling/manifest';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import type { DeployedFunction } from '@tradepost/compiled-service/templates/function-resources';
import { Pool } from 'undici';
import type { InvocationResult } from '../invocation.ts';
import { type FunctionGroup, groupByEnvironment } from './function-groups.ts';
import type { ThreadService } from './protocol.ts';
import { createServiceThread, type ServiceThread } from './service-thread.ts';

/** Maximum number of concurrent requests to one service. Further requests wait. */
const MAX_CONNECTIONS = 128;
/** Delay before a thread that ended unexpectedly is restarted. */
const RESTART_DELAY_MS = 500;
/** Maximum time that requests get to finish after their code was replaced. */
const RETIRE_TIMEOUT_MS = 30_000;
/** Lambda's maximum timeout, after which the gateway answers in any case. */
const RESPONSE_TIMEOUT_MS = 15 * 60 * 1_000;

export type ServiceHost = {
  /** Starts a bundle of the service next to the running one, and then switches to it. */
  readonly deploy: (bundle: Bundle) => Promise<void>;
  readonly invoke: (functionName: string, event: unknown) => Promise<InvocationResult>;
  /** Returns the current HTTP server for the function; undefined if it has none. */
  readonly httpOf: (functionName: string) => Pool | undefined;
  readonly stop: () => Promise<void>;
};

type Running = { readonly thread: ServiceThread; readonly generation: number; readonly pool?: Pool };

/**
 * Runs the functions of one service in one thread, or in several if their environments conflict. Every function gets
 * `environment` in addition to its own.
 */
export function createServiceHost(options: {
  readonly service: PackagedService;
  readonly functions: readonly DeployedFunction[];
  readonly environment: Readonly<Record<string, string>>;
  readonly nameCallers: boolean;
  readonly log: (line: string, functionName?: string) => void;
}): ServiceHost {
  const { log } = options;
  const groups = groupByEnvironment(options.functions);
  const groupOf = new Map(
    groups.flatMap((group) => group.functions.map((each) => [each.functionName, group] as const)),
  );
  const running = new Map<FunctionGroup, Running>();
  const used = new Set<string>();
  let bundle: Bundle | undefined;
  let stopped = false;

  const bringUp = async (group: FunctionGroup, from: ServiceThread | undefined): Promise<Running> => {
    if (bundle === undefined) throw new Error(`${options.service.name} has not been bundled`);
    const thread = from ?? createServiceThread({ ...options.environment, ...group.environment }, log);
    const { generation, port } = await thread.start(threadServiceOf(options, group, bundle, used));
    const pool = port === undefined ? undefined : poolTo(port);
    const now = { thread, generation, ...(pool === undefined ? {} : { pool }) };
    running.set(group, now);
    if (from === undefined) void thread.ended.then(() => restart(group, thread));
    return now;
  };
  const restart = async (group: FunctionGroup, thread: ServiceThread): Promise<void> => {
    while (!stopped && running.get(group)?.thread === thread) {
      log('The thread of the functions ended unexpectedly and is restarted');
      await sleep(RESTART_DELAY_MS);
      if (stopped) return;
      await bringUp(group, undefined).catch((error: Error) => log(error.message));
    }
  };
  return {
    deploy: async (next) => {
      bundle = next;
      await Promise.all(
        groups.map(async (group) => {
          const before = running.get(group);
          await bringUp(group, before?.thread);
          if (before !== undefined) void retire(before);
        }),
      );
    },
    invoke: async (functionName, event) => {
      const group = groupOf.get(functionName);
      const thread = group && running.get(group)?.thread;
      if (thread === undefined) throw new Error(`The function ${functionName} is not running`);
      used.add(functionName);
      return thread.invoke(functionName, event);
    },
    httpOf: (functionName) => {
      const group = groupOf.get(functionName);
      used.add(functionName);
      return group && running.get(group)?.pool;
    },
    stop: async () => {
      stopped = true;
      const all = [...running.values()];
      await Promise.all(all.map(({ thread }) => thread.stop()));
      await Promise.all(all.map(({ pool }) => pool?.destroy()));
    },
  };
}

/** Closes the connections once the last response has arrived, and then retires the generation. */
async function retire({ thread, generation, pool }: Running): Promise<void> {
  if (pool !== undefined) {
    const closed = await Promise.race([
      pool.close().then(() => true),
      sleep(RETIRE_TIMEOUT_MS, false, { ref: false }),
    ]);
    if (!closed) await pool.destroy();
  }
  thread.retire(generation);
}

function poolTo(port: number): Pool {
  return new Pool(`http://127.0.0.1:${port}`, {
    connections: MAX_CONNECTIONS,
    pipelining: 1,
    headersTimeout: RESPONSE_TIMEOUT_MS,
    bodyTimeout: RESPONSE_TIMEOUT_MS,
  });
}

/** Creates the thread's service from the packaged state, with each function's values from the compiled template. */
function threadServiceOf(
  { service, nameCallers }: { readonly service: PackagedService; readonly nameCallers: boolean },
  group: FunctionGroup,
  { dir, handlers, modules }: Bundle,
  used: ReadonlySet<string>,
): ThreadService {
  const { provider, custom, functions } = service.state.service;
  const {
    compiledCloudFormationTemplate: _,
    coreCloudFormationTemplate: __,
    environment: ___,
    ...rest
  } = provider;
  const definitions = group.functions.map(({ functionKey, functionName, environment, timeoutSeconds }) => {
    const { name, memory, runtime, ...declared } = functions[functionKey] ?? { name: functionName };
    const events = (declared.events ?? []).filter((event) => 'http' in event || 'httpApi' in event);
    return [
      functionKey,
      {
        ...declared,
        name,
        runtime,
        events,
        environment,
        timeout: timeoutSeconds,
        handler: handlers.get(functionKey),
        package: {},
      },
    ] as const;
  });
  const warm = group.functions.filter(({ functionName }) => used.has(functionName));
  return {
    name: service.state.service.service,
    stage: provider.stage,
    bundleDir: dir,
    modules: [...modules],
    // Only plain data can be sent to another thread.
    provider: JSON.parse(JSON.stringify(rest)) as Record<string, unknown>,
    custom: JSON.parse(JSON.stringify(custom ?? {})) as Record<string, unknown>,
    functions: JSON.parse(JSON.stringify(Object.fromEntries(definitions))) as ThreadService['functions'],
    nameCallers,
    preload: warm.map(({ functionKey }) => (handlers.get(functionKey) ?? '').split('.')[0] ?? ''),
  };
}
