import { buildService, handlersOf } from '@tradepost/compiled-service/bundling/build';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import type { Plugin } from 'esbuild';
import type ts from 'typescript';
import { applyPatches, type Patch } from '../syntax/apply-patch.ts';
import { createSources, type Sources } from '../syntax/sources.ts';
import { changedSdk } from './changed-sdk.ts';
import { FREEZE } from './globals.ts';
import { plainConstantsOf } from './module-state.ts';
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
 * Without patches, the bundle of the same services and versions is made once in a process.
 *
 * @throws if a source does not compile, or a patch does not fit
 */
export async function bundleServices(
  services: readonly PackagedService[],
  options: BundleOptions,
): Promise<CodeBundle> {
  if (options.patches?.length) return bundleAnew(services, options);
  const known = unpatched.get(services) ?? new Map<string, Promise<CodeBundle>>();
  unpatched.set(services, known);
  const key = JSON.stringify([options.root, options.versions ?? [], options.isSerialized ?? false]);
  const bundled = known.get(key) ?? bundleAnew(services, options);
  known.set(key, bundled);
  return bundled;
}

const unpatched = new WeakMap<readonly PackagedService[], Map<string, Promise<CodeBundle>>>();

async function bundleAnew(services: readonly PackagedService[], options: BundleOptions): Promise<CodeBundle> {
  const libraries = new Map<string, string>();
  const { root, patches = [], owner = 'a patch' } = options;
  const sources = createSources(root);
  const patching = createPatching(sources, patches, owner);
  const current: Modules = {
    libraries,
    patching,
    ours: OURS,
    isShared: createSharing(root, patching.sources),
  };
  const bundled: Record<string, ServiceBundle> = {};
  const versions: Record<string, Record<string, ServiceBundle>> = {};
  for (const service of services) {
    const { name } = service;
    bundled[name] = await bundleService(service, current);
    versions[name] = {};
    for (const version of options.versions?.filter((each) => each.service === name) ?? []) {
      const patched = createPatching(sources, version.patches, `the version "${version.name}" of ${name}`);
      versions[name][version.name] = await bundleService(service, {
        libraries,
        patching: patched,
        ours: OURS_IN_VERSIONS,
        isShared: createSharing(root, patched.sources),
      });
      patched.check();
    }
  }
  const [first] = services;
  if (first === undefined) throw new Error('there are no services to bundle');
  const sdk = changedSdk(options.isSerialized === true);
  const vendor = await bundleModules(first, libraries, [sdk.plugin, patching.plugin]);
  sdk.check();
  patching.check();
  return { libraries: vendor, services: bundled, versions };
}

/** How the modules of a version of a service are bundled. */
type Modules = {
  /** Receives libraries by their names, each with its file. */
  readonly libraries: Map<string, string>;
  readonly patching: Patching;
  /** Packages that are bundled with the service, instead of as libraries. */
  readonly ours: RegExp;
  readonly isShared: (path: string) => boolean;
};

const OURS = /^@tradepost\/(?!contracts\/)/;
/** Another version of a service may have other contracts. */
const OURS_IN_VERSIONS = /^@tradepost\//;

async function bundleService(service: PackagedService, modules: Modules): Promise<ServiceBundle> {
  const functions = handlersOf(service).map(
    ({ functionKey, source, exported }) =>
      `export const ${functionKey} = () => require(${JSON.stringify(source)}).${exported};`,
  );
  const { plugin } = modules.patching;
  const shared = new Map<string, string>();
  const instance = await bundle(service, functions.join('\n'), [outside(modules, shared), plugin]);
  return { instance, shared: await bundleModules(service, shared, [outside(modules), plugin]) };
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

/** Keeps libraries out of a bundle and, with `shared`, also the shared modules. Records each with its file. */
function outside({ libraries, ours, isShared }: Modules, shared?: Map<string, string>): Plugin {
  return {
    name: 'libraries',
    setup(building) {
      building.onResolve({ filter: /./ }, async ({ path, resolveDir, kind, pluginData }) => {
        if (pluginData === RESOLVING || kind === 'entry-point' || path.startsWith('node:')) return undefined;
        const isLibrary = !/^[./]/.test(path) && !ours.test(path);
        if (!isLibrary && shared === undefined) return undefined;
        const resolved = await building.resolve(path, { resolveDir, kind, pluginData: RESOLVING });
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

const RESOLVING = Symbol('resolving');

/** Patched sources, with a plugin that serves them. `check` throws if one of them was never read. */
type Patching = { readonly sources: Sources; readonly plugin: Plugin; readonly check: () => void };

function createPatching(original: Sources, patches: readonly Patch[], owner: string): Patching {
  const texts = applyPatches(original, patches, owner);
  const sources = [...texts].reduce((patched, [path, text]) => patched.with(path, text), original);
  const read = new Set<string>();
  const plugin: Plugin = {
    name: 'patches',
    setup(building) {
      building.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = sources.read(path);
        read.add(path);
        return { contents: withFrozenConstants(contents, sources.parse(path)), loader: 'ts' };
      });
    },
  };
  const check = () => {
    const unread = [...texts.keys()].find((path) => !read.has(path));
    if (unread !== undefined) throw new Error(`${owner}: no service bundles the file ${unread}`);
  };
  return { sources, plugin, check };
}

/** Freezes objects and arrays that several instances share, so that none can keep state in them: see `FREEZE`. */
function withFrozenConstants(text: string, file: ts.SourceFile): string {
  const names = plainConstantsOf(file);
  return names.length === 0 ? text : `${text}\n${FREEZE}(${names.join(', ')});\n`;
}
