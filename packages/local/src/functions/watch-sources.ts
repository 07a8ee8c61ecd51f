import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { type AsyncSubscription, subscribe } from '@parcel/watcher';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';

const IGNORED = ['**/node_modules/**', '**/.git/**', '**/.serverless/**', '**/coverage/**'];
const CONFIGURATION = new Set(['.yml', '.yaml']);

/**
 * Watches the sources of the services and of the workspace packages that they use. Calls `reload` for each service that uses a
 * changed file. Further changes of that service during the call are combined into one more call.
 */
export async function watchSources(options: {
  readonly services: readonly PackagedService[];
  /** Returns the source files of the service's last bundle. */
  readonly sourcesOf: (service: string) => ReadonlySet<string>;
  readonly reload: (service: string) => Promise<void>;
  readonly log: (service: string, line: string) => void;
}): Promise<{ readonly stop: () => Promise<void> }> {
  const subscriptions = new Map<string, AsyncSubscription>();
  const queued = new Set<string>();
  const reloading = new Set<string>();

  const reload = async (service: string): Promise<void> => {
    queued.add(service);
    if (reloading.has(service)) return;
    reloading.add(service);
    while (queued.delete(service)) {
      await options.reload(service);
      await watchRoots();
    }
    reloading.delete(service);
  };
  const onChange = (paths: readonly string[]): void => {
    for (const { name, dir } of options.services) {
      const sources = options.sourcesOf(name);
      if (paths.some((path) => sources.has(path) || isNew(path, dir, sources))) void reload(name);
      if (paths.some((path) => path.startsWith(`${dir}/`) && CONFIGURATION.has(extname(path)))) {
        options.log(name, 'configuration changed: restart the local cloud to apply it');
      }
    }
  };
  const watchRoots = async (): Promise<void> => {
    for (const root of rootsOf(options.services, options.sourcesOf)) {
      if (subscriptions.has(root)) continue;
      const report = (error: Error | null, events: readonly { path: string }[]): void => {
        if (error === null) onChange(events.map(({ path }) => path));
        else options.log('watch', error.message);
      };
      subscriptions.set(root, await subscribe(root, report, { ignore: IGNORED }));
    }
  };
  await watchRoots();
  return {
    stop: async () => {
      await Promise.all([...subscriptions.values()].map((subscription) => subscription.unsubscribe()));
    },
  };
}

/** Returns true for a new source file of the service. It may resolve a failed import. */
function isNew(path: string, dir: string, sources: ReadonlySet<string>): boolean {
  return (
    sources.size > 0 &&
    path.startsWith(join(dir, 'src/')) &&
    !sources.has(path) &&
    existsSync(path) &&
    !isSpec(path)
  );
}

function isSpec(path: string): boolean {
  return /\.(?:spec|test)\.[cm]?[jt]sx?$/.test(path) || !/\.[cm]?[jt]sx?$|\.json$/.test(path);
}

/** Returns the folders of the packages that contain the sources. */
function rootsOf(
  services: readonly PackagedService[],
  sourcesOf: (service: string) => ReadonlySet<string>,
): ReadonlySet<string> {
  const roots = new Set(services.map(({ dir }) => dir));
  for (const { name } of services) {
    for (const source of sourcesOf(name)) {
      if ([...roots].some((root) => source.startsWith(`${root}/`))) continue;
      roots.add(packageOf(source));
    }
  }
  return roots;
}

function packageOf(source: string): string {
  let folder = dirname(source);
  while (folder !== dirname(folder) && !existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
