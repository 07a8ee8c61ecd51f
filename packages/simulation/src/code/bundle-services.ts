import { buildService, handlersOf } from '@tradepost/compiled-service/bundling/build';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import type { Plugin } from 'esbuild';
import type { Patch } from '../syntax/apply-patch.ts';
import type { Sources } from '../syntax/sources.ts';
import { changedSdk } from './changed-sdk.ts';
import { type Part, partsOf } from './parts.ts';
import { createPatching, serve } from './patching.ts';
import type { Resolver } from './resolver.ts';
import { createSharing } from './shared-modules.ts';

/** The code of all services, as sources that `loadCode` evaluates. */
export type CodeBundle = {
  /** Libraries and contracts: evaluated once in a process. */
  readonly libraries: string;
  readonly services: Readonly<Record<string, ServiceBundle>>;
  /** Other versions of services, by the names of service and version. */
  readonly versions: Readonly<Record<string, Readonly<Record<string, ServiceBundle>>>>;
};

/** The code of a service, without the libraries. */
export type ServiceBundle = {
  /** The modules that keep no state (see `createSharing`), evaluated once in a process. Exports `modules`, by their paths. */
  readonly shared: string;
  /** The other modules. Exports, for each function, a starter that loads its module when it is called. */
  readonly instance: string;
};

/** A version of a service that is served beside the current one for a while: the one before it, or the next. */
export type Version = { readonly service: string; readonly name: string; readonly patches: readonly Patch[] };

export type BundleOptions = {
  /** The repository's root folder: the folders of patches are relative to it. */
  readonly root: string;
  /** Changes of the current version of every service. */
  readonly patches?: readonly Patch[];
  /** Owner of the patches in error messages, such as `the mutant "…"`. */
  readonly owner?: string;
  readonly versions?: readonly Version[];
  /** Serializes the requests and responses of DynamoDB as AWS does: slower, with the same traces (see `withoutText`). */
  readonly isSerialized?: boolean;
};

/**
 * Bundles services by their `custom.esbuild` settings, with two differences. Libraries, contracts and modules that keep no
 * state of an instance go into separate bundles. The SDK's default request handler is replaced by the simulator's, which
 * accepts unsigned requests. Everything else is what runs on Lambda, including the SDK's middleware, retries and parsing.
 *
 * For the same list of services, sources are read once in a process, and bundles without a patched source are made once.
 *
 * @throws if a source does not compile, or a patch does not fit
 */
export async function bundleServices(
  services: readonly PackagedService[],
  { root, patches = [], owner = 'a patch', versions = [], isSerialized = false }: BundleOptions,
): Promise<CodeBundle> {
  const [first] = services;
  if (first === undefined) throw new Error('there are no services to bundle');
  const { get, resolverOf, sources: original } = partsOf(services, root);
  const patching = createPatching(original, patches, owner);
  const parts: Part<unknown>[] = [];
  const bundled: Record<string, ServiceBundle> = {};
  const others: Record<string, Record<string, ServiceBundle>> = {};
  for (const service of services) {
    const modules = { root, resolve: resolverOf(service) };
    const current = await get(service, patching, (sources) =>
      bundleService(service, { ...modules, sources, ours: OURS }),
    );
    bundled[service.name] = current.output;
    const ofVersions = await bundleVersions(service, versions, (version) =>
      get(version, undefined, (sources) => bundleVersion(service, version, { ...modules, sources })),
    );
    others[service.name] = Object.fromEntries(ofVersions.map(([name, { output }]) => [name, output]));
    parts.push(current, ...ofVersions.map(([, part]) => part));
  }
  const libraries = new Map(parts.flatMap((part) => [...part.libraries]));
  const vendor = await get(JSON.stringify([isSerialized, [...libraries].sort()]), patching, (sources) =>
    bundleLibraries(first, libraries, { sources, isSerialized }),
  );
  patching.check([...parts, vendor]);
  return { libraries: vendor.output, services: bundled, versions: others };
}

async function bundleVersions(
  { name }: PackagedService,
  versions: readonly Version[],
  make: (version: Version) => Promise<Part<ServiceBundle>>,
): Promise<readonly (readonly [string, Part<ServiceBundle>])[]> {
  const made: (readonly [string, Part<ServiceBundle>])[] = [];
  for (const version of versions)
    if (version.service === name) made.push([version.name, await make(version)]);
  return made;
}

/** How the modules of a version of a service are bundled. */
type Modules = {
  readonly root: string;
  readonly sources: Sources;
  readonly resolve: Resolver;
  /** Packages that are bundled with the service, instead of as libraries. */
  readonly ours: RegExp;
};

const OURS = /^@tradepost\/(?!contracts\/)/;
/** Another version of a service may have other contracts. */
const OURS_IN_VERSIONS = /^@tradepost\//;

async function bundleVersion(
  service: PackagedService,
  { name, patches }: Version,
  modules: Omit<Modules, 'ours'>,
): Promise<Part<ServiceBundle>> {
  const patching = createPatching(modules.sources, patches, `the version "${name}" of ${service.name}`);
  const { sources } = patching;
  const part = await bundleService(service, { ...modules, sources, ours: OURS_IN_VERSIONS });
  patching.check([part]);
  return part;
}

async function bundleService(
  service: PackagedService,
  { root, sources, resolve, ours }: Modules,
): Promise<Part<ServiceBundle>> {
  const functions = handlersOf(service).map(
    ({ functionKey, source, exported }) =>
      `export const ${functionKey} = () => require(${JSON.stringify(source)}).${exported};`,
  );
  const files = new Set<string>();
  const libraries = new Map<string, string>();
  const shared = new Map<string, string>();
  const served = serve(sources, files);
  const outside = { libraries, ours, resolve, isShared: createSharing(root, sources) };
  const instance = await bundle(service, functions.join('\n'), [keepOutside({ ...outside, shared }), served]);
  const ofShared = await bundleModules(service, shared, [keepOutside(outside), served]);
  return { output: { instance, shared: ofShared }, files, libraries };
}

/** Bundles the libraries of all services, with the settings of one of them. */
async function bundleLibraries(
  service: PackagedService,
  libraries: ReadonlyMap<string, string>,
  { sources, isSerialized }: { readonly sources: Sources; readonly isSerialized: boolean },
): Promise<Part<string>> {
  const files = new Set<string>();
  const sdk = changedSdk(isSerialized);
  const output = await bundleModules(service, libraries, [sdk.plugin, serve(sources, files)]);
  sdk.check();
  return { output, files, libraries };
}

/** Bundles modules that are evaluated once. @param modules paths by the names under which they are required */
async function bundleModules(
  service: PackagedService,
  modules: ReadonlyMap<string, string>,
  plugins: Plugin[],
): Promise<string> {
  const entries = [...modules].sort(([one], [other]) => (one < other ? -1 : 1));
  const imports = entries.map(
    ([name, path], index) =>
      `import * as m${index} from ${JSON.stringify(path)}; modules[${JSON.stringify(name)}] = { __esModule: true, ...m${index} };`,
  );
  return bundle(service, `export const modules = {};\n${imports.join('\n')}`, plugins);
}

async function bundle(service: PackagedService, contents: string, plugins: Plugin[]): Promise<string> {
  const { outputFiles } = await buildService(service, {
    stdin: { contents, resolveDir: service.dir, loader: 'ts' },
    format: 'cjs',
    keepNames: false,
    write: false,
    plugins,
  });
  // The libraries are ES modules already. Copying their hundreds of names at every start would be half of its cost.
  return (outputFiles[0]?.text ?? '').replace(/__toESM\((require\("(?!node:)[^"]+"\))(?:, 1)?\)/g, '$1');
}

type Outside = {
  /** Receives libraries by their names, each with its file. */
  readonly libraries: Map<string, string>;
  readonly ours: RegExp;
  readonly resolve: Resolver;
  readonly isShared: (path: string) => boolean;
  /** Receives the shared modules, which then are outside, too. */
  readonly shared?: Map<string, string>;
};

/** Keeps libraries out of a bundle and, with `shared`, also the shared modules. */
function keepOutside({ libraries, ours, resolve, isShared, shared }: Outside): Plugin {
  return {
    name: 'libraries',
    setup(building) {
      building.onResolve({ filter: /./ }, async (imported) => {
        const { path, kind } = imported;
        if (kind === 'entry-point' || path.startsWith('node:')) return undefined;
        const isLibrary = !/^[./]/.test(path) && !ours.test(path);
        if (!isLibrary && shared === undefined) return undefined;
        const resolved = await resolve(building, imported);
        if (resolved === undefined) return undefined;
        const { path: file, errors, external } = resolved;
        if (errors.length > 0 || external) return { errors, path, external };
        if (isLibrary) {
          libraries.set(path, file);
          return { path, external: true };
        }
        if (shared === undefined || !isShared(file)) return undefined;
        shared.set(file, file);
        return { path: file, external: true };
      });
    },
  };
}
