import type { PackagedService } from '@tradepost/local/packaging/service-state';
import { forEach } from '../api/for-each.ts';
import type { Progress } from '../terminal/progress.ts';
import { packageOnce } from './package-cache.ts';
import type { Serverless } from './serverless.ts';

/** The services on one stage: packaged once, deployed and removed as often as one likes. */
export type Stage = {
  /** In the order in which they are given, one after the other. */
  readonly deploy: (services: readonly string[]) => Promise<void>;
  /** Deploys one alone with parameters that beat those of the stage. */
  readonly deployChanged: (service: string, params: Readonly<Record<string, string>>) => Promise<void>;
  readonly remove: (services: readonly string[]) => Promise<void>;
};

/** More at once are no faster: each keeps a core busy. */
const PACKAGED_AT_ONCE = 2;

/**
 * Packages every service for a stage; `cacheDir` keeps the packages for the next time.
 *
 * @throws Error with the framework's own output, from here as from each of the stage's functions
 */
export async function prepareStage(
  services: readonly PackagedService[],
  serverless: Serverless,
  cacheDir: string,
  progress: Progress,
): Promise<Stage> {
  const dirOf = (name: string): string => services.find((each) => each.name === name)?.dir ?? unknown(name);
  const packages = new Map<string, string>();
  await step(progress, 'packaging', services, PACKAGED_AT_ONCE, async ({ name, dir }) => {
    packages.set(name, await packageOnce(serverless, dir, cacheDir));
  });
  return {
    deploy: (names) =>
      step(progress, 'deploying', names, 1, (name) =>
        serverless.deploy(dirOf(name), packages.get(name) ?? unknown(name)),
      ),
    deployChanged: (service, params) =>
      step(progress, 'deploying a change', [service], 1, async (name) =>
        serverless.deploy(dirOf(name), await packageOnce(serverless, dirOf(name), cacheDir, params)),
      ),
    remove: (names) => step(progress, 'removing', names, 1, (name) => serverless.remove(dirOf(name))),
  };
}

async function step<Item>(
  progress: Progress,
  what: string,
  items: readonly Item[],
  atOnce: number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  progress.begin(what, items.length, 'services');
  await forEach(items, atOnce, async (item) => {
    await act(item);
    progress.advance();
  });
  progress.end();
}

function unknown(name: string): never {
  throw new Error(`there is no service ${name}`);
}
