import { readFile } from 'node:fs/promises';
import { buildService, handlersOf } from '@tradepost/compiled-service/bundling/build';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import type { Plugin } from 'esbuild';
import { applyPatches, type Patch } from '../syntax/apply-patch.ts';
import { createSources, type Sources } from '../syntax/sources.ts';
import { CHANGED_SDK_FILES, REQUEST_HANDLER_SOURCE, WITHOUT_TEXT_FILES } from './replaced-sources.ts';

/** The code of all services, as sources that `loadCode` evaluates. */
export type CodeBundle = {
  /** Libraries and contracts: evaluated once in a process. */
  readonly libraries: string;
  /** Sources by service. Each exports, for each function, a starter that loads its module when it is called. */
  readonly services: Readonly<Record<string, string>>;
  /** Other versions of services, by the names of service and version. */
  readonly versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
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
 * Bundles services by their `custom.esbuild` settings, with two differences. Libraries and contracts, which keep no
 * state of a run, go into a separate bundle. The SDK's default request handler is replaced by the simulator's, which
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
  const bundled: Record<string, string> = {};
  const versions: Record<string, Record<string, string>> = {};
  for (const service of services) {
    const { name } = service;
    bundled[name] = await bundleService(service, libraries, patching.plugin, ANEW);
    versions[name] = {};
    for (const version of options.versions?.filter((each) => each.service === name) ?? []) {
      const patched = createPatching(sources, version.patches, `the version "${version.name}" of ${name}`);
      versions[name][version.name] = await bundleService(
        service,
        libraries,
        patched.plugin,
        ANEW_IN_VERSIONS,
      );
      patched.check();
    }
  }
  const [first] = services;
  if (first === undefined) throw new Error('there are no services to bundle');
  const sdk = changedSdk(options.isSerialized === true);
  const vendor = await bundleLibraries(first, libraries, [sdk.plugin, patching.plugin]);
  sdk.check();
  patching.check();
  return { libraries: vendor, services: bundled, versions };
}

/** Packages that keep state of a run or an instance. The other workspace packages are pure and bundled as libraries. */
const ANEW = /^@tradepost\/(aggregate|lambda)\//;
/** Another version of a service may have other contracts. */
const ANEW_IN_VERSIONS = /^@tradepost\/(aggregate|lambda|contracts)\//;

async function bundleService(
  service: PackagedService,
  libraries: Map<string, string>,
  patching: Plugin,
  anew: RegExp,
): Promise<string> {
  const functions = handlersOf(service).map(
    ({ functionKey, source, exported }) =>
      `export const ${functionKey} = () => require(${JSON.stringify(source)}).${exported};`,
  );
  return bundle(service, functions.join('\n'), [outside(libraries, anew), patching]);
}

async function bundleLibraries(
  service: PackagedService,
  libraries: ReadonlyMap<string, string>,
  plugins: Plugin[],
): Promise<string> {
  const entries = [...libraries].sort(([one], [other]) => (one < other ? -1 : 1));
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

/** Keeps libraries out of a service's bundle, and records each with its file. */
function outside(libraries: Map<string, string>, anew: RegExp): Plugin {
  return {
    name: 'libraries',
    setup(building) {
      building.onResolve({ filter: /^[^./]/ }, async ({ path, resolveDir, kind, pluginData }) => {
        if (pluginData === RESOLVING || anew.test(path) || path.startsWith('node:')) return undefined;
        const {
          path: file,
          errors,
          external,
        } = await building.resolve(path, {
          resolveDir,
          kind,
          pluginData: RESOLVING,
        });
        if (errors.length > 0 || external) return { errors, path, external };
        libraries.set(path, file);
        return { path, external: true };
      });
    },
  };
}

const RESOLVING = Symbol('resolving');

/**
 * A plugin that changes the SDK. `check` throws if a file of it was never read: a later version of the SDK may have moved
 * it.
 */
function changedSdk(isSerialized: boolean): { readonly plugin: Plugin; readonly check: () => void } {
  const changed = isSerialized ? CHANGED_SDK_FILES : { ...CHANGED_SDK_FILES, ...WITHOUT_TEXT_FILES };
  const unread = new Set(Object.keys(changed));
  const plugin: Plugin = {
    name: 'changed-sdk',
    setup(building) {
      building.onResolve({ filter: /^@smithy\/node-http-handler$/ }, ({ path }) => ({
        path,
        namespace: 'simulation',
      }));
      building.onLoad({ filter: /^/, namespace: 'simulation' }, () => ({
        contents: REQUEST_HANDLER_SOURCE,
        loader: 'js',
      }));
      building.onLoad({ filter: /\/@(?:smithy|aws-sdk)\/core\/dist-es\// }, async ({ path }) => {
        const file = Object.keys(changed).find((end) => path.endsWith(`/${end}`));
        if (file === undefined) return undefined;
        const source = await readFile(path, 'utf8');
        const contents = changed[file]?.(source);
        if (contents === source) throw new Error(`the simulation cannot change ${path}: it has no plugin`);
        unread.delete(file);
        return { contents: contents ?? source, loader: 'js' };
      });
    },
  };
  return {
    plugin,
    check: () => {
      const [file] = unread;
      if (file !== undefined) throw new Error(`the simulation changes ${file}, which no service bundles`);
    },
  };
}

/** A plugin that serves patched sources. `check` throws if one of them was never read. */
function createPatching(
  sources: Sources,
  patches: readonly Patch[],
  owner: string,
): { readonly plugin: Plugin; readonly check: () => void } {
  const texts = applyPatches(sources, patches, owner);
  const read = new Set<string>();
  return {
    plugin: {
      name: 'patches',
      setup(building) {
        building.onLoad({ filter: /\.ts$/ }, ({ path }) => {
          const contents = texts.get(path);
          if (contents === undefined) return undefined;
          read.add(path);
          return { contents, loader: 'ts' };
        });
      },
    },
    check: () => {
      const unread = [...texts.keys()].find((path) => !read.has(path));
      if (unread !== undefined) throw new Error(`${owner}: no service bundles the file ${unread}`);
    },
  };
}
