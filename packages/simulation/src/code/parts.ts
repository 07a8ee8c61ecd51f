import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { createSources, type Sources } from '../syntax/sources.ts';
import type { Patching } from './patching.ts';
import { createResolver, type Resolver } from './resolver.ts';

/** A part of the code of all services: one or two bundles. */
export type Part<Output> = {
  readonly output: Output;
  /** Our files that it contains. */
  readonly files: ReadonlySet<string>;
  /** Libraries that it requires, each with its file. */
  readonly libraries: ReadonlyMap<string, string>;
};

/** Sources and bundles of a list of services, for as long as their files do not change. */
export type Parts = {
  readonly sources: Sources;
  readonly resolverOf: (service: PackagedService) => Resolver;
  /** Returns a part of the original sources, which is made once for each key; or, if patches change one of its files, a new one. */
  readonly get: <Output>(
    key: unknown,
    patching: Patching | undefined,
    make: (sources: Sources) => Promise<Part<Output>>,
  ) => Promise<Part<Output>>;
};

/** Returns the parts of a list of services, which are kept for as long as the list. */
export function partsOf(services: readonly PackagedService[], root: string): Parts {
  const ofRoots = kept.get(services) ?? new Map<string, Parts>();
  kept.set(services, ofRoots);
  const parts = ofRoots.get(root) ?? createParts(root);
  ofRoots.set(root, parts);
  return parts;
}

const kept = new WeakMap<readonly PackagedService[], Map<string, Parts>>();

function createParts(root: string): Parts {
  const sources = createSources(root);
  const made = new Map<unknown, Promise<Part<unknown>>>();
  return {
    sources,
    resolverOf: createResolver(),
    get: async <Output>(
      key: unknown,
      patching: Patching | undefined,
      make: (sources: Sources) => Promise<Part<Output>>,
    ) => {
      const original = (made.get(key) as Promise<Part<Output>> | undefined) ?? make(sources);
      made.set(key, original);
      const part = await original;
      return patching?.changes(part.files) ? make(patching.sources) : part;
    },
  };
}
