import { compileServices } from '@tradepost/compiled-service/packaging/compile-services';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { bundleServices, type CodeBundle, type Version } from '@tradepost/simulation/code/bundle-services';
import { type Code, loadCode } from '@tradepost/simulation/code/load-code';
import { type LoadedServices, loadServices, toDescription } from '@tradepost/simulation/code/load-services';
import { RUN_GOES_THROUGH, runSeed } from '@tradepost/simulation/run-seed';
import { VERSIONS } from '@tradepost/simulation/versions/versions';
import {
  type Changed,
  type Request,
  type Response,
  type SimulatorOutcome,
  WITHOUT_VERSIONS,
} from './messages.ts';

// Runs seeds with changed code. It is started in a copy of the repository, so that everything it imports and bundles is the
// copy's. Whatever has not changed is loaded and bundled once.

type Loaded = Pick<LoadedServices, 'services' | 'description'> & { readonly bundle: CodeBundle };

const { root } = await loadServices();
const original = await loadAll(process.argv.includes(WITHOUT_VERSIONS) ? [] : VERSIONS);

/** Regions that the current seed reaches, in an instrumented copy. */
let reached = new Set<string>();
Object.assign(globalThis, { __reached: (region: string) => reached.add(region) });

// Stacks are slow.
Error.stackTraceLimit = 0;

process.on('message', (request: Request) => void answer(request));
send({ kind: 'ready' });

async function answer(request: Request): Promise<void> {
  const outcome = await tryChange(request);
  send({ kind: 'done', outcome, residentBytes: process.memoryUsage.rss() });
}

async function tryChange({ changed, seeds, endsAtThrow = false }: Request): Promise<SimulatorOutcome> {
  let loaded: Loaded;
  let code: Code;
  try {
    loaded = await load(changed);
    code = loadCode(loaded.bundle);
  } catch (error) {
    return { outcome: 'unbuildable', reason: (error as Error).message.slice(0, 500) };
  }
  let threw: SimulatorOutcome | undefined;
  for (const seed of seeds) {
    reached = new Set();
    const { violations } = await runSeed(code, loaded.description, { seed });
    const [first] = violations;
    const broken = violations.find(({ invariant }) => invariant !== RUN_GOES_THROUGH);
    if (broken !== undefined) return { outcome: 'caught', seed, promise: broken.invariant };
    if (first !== undefined) threw ??= { outcome: 'threw', seed, reason: first.what.slice(0, 500) };
    if (threw !== undefined && endsAtThrow) return threw;
    send({ kind: 'seed', seed, reached: [...reached] });
  }
  return threw ?? { outcome: 'survived' };
}

async function load(changed: Changed): Promise<Loaded> {
  switch (changed.kind) {
    case 'nothing':
      return original;
    case 'templates':
      return withVersions(await loadAll([]));
    case 'code':
      return withVersions({ ...original, bundle: await bundleAll(original.services) });
    case 'services': {
      const { services } = await bundleAll(
        original.services.filter(({ name }) => changed.names.includes(name)),
      );
      // A change imports nothing new, so the libraries of all services suffice.
      return {
        ...original,
        bundle: { ...original.bundle, services: { ...original.bundle.services, ...services } },
      };
    }
    default:
      return changed satisfies never;
  }
}

/** Libraries and other versions of services do not have the change. The libraries are also those of the other versions. */
function withVersions(loaded: Loaded): Loaded {
  const { libraries, versions } = original.bundle;
  return { ...loaded, bundle: { ...loaded.bundle, libraries, versions } };
}

async function loadAll(versions: readonly Version[]): Promise<Loaded> {
  const services = await compileServices('dev');
  return { services, description: toDescription(services), bundle: await bundleAll(services, versions) };
}

/** Bundles of the same list of services are made once in a process, therefore a new list. */
function bundleAll(
  services: readonly PackagedService[],
  versions: readonly Version[] = [],
): Promise<CodeBundle> {
  return bundleServices([...services], { root, versions });
}

function send(response: Response): void {
  process.send?.(response);
}
