import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { bundleSettings } from '@tradepost/local/functions/bundle-settings';
import type { PackagedService } from '@tradepost/local/packaging/service-state';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { REQUEST_HANDLER_SOURCE } from './request-handler-source.ts';

/** A change of one source file, made while it is read: `find` stands in it exactly once. */
export type Patch = { readonly file: string; readonly find: string; readonly replace: string };

/** The code of all services, as texts that `loadCode` evaluates. */
export type CodeBundle = {
  /** Libraries and contracts: evaluated once in a process. */
  readonly libraries: string;
  /** By the name of the service: evaluated anew for each run. It exports one module for each function. */
  readonly services: Readonly<Record<string, string>>;
};

export type BundleOptions = {
  /** The folder of the repository, which the files of patches are relative to. */
  readonly root: string;
  readonly patches?: readonly Patch[];
};

/**
 * Bundles services as `custom.esbuild` says, but for two things: libraries and contracts, which keep no state of a
 * run, go into one bundle of their own; and the SDK's default request handler is replaced by the simulator's.
 * Everything else, the SDK's middleware, retries, signing and parsing too, is what runs on Lambda.
 *
 * @throws where a source is broken, or a patch does not fit
 */
export async function bundleServices(
  services: readonly PackagedService[],
  options: BundleOptions,
): Promise<CodeBundle> {
  const libraries = new Map<string, string>();
  const applied = new Set<Patch>();
  const bundled: Record<string, string> = {};
  for (const service of services) {
    bundled[service.name] = await bundleService(service, libraries, applied, options);
  }
  const [first] = services;
  if (first === undefined) throw new Error('there are no services to bundle');
  const vendor = await bundleLibraries(first, libraries, applied, options);
  const unfit = options.patches?.find((patch) => !applied.has(patch));
  if (unfit !== undefined) throw new Error(`no bundled source is the file ${unfit.file} of a patch`);
  return { libraries: vendor, services: bundled };
}

/** What is evaluated anew for each run; the rest of the workspace's packages are pure, and are libraries here. */
const EVALUATED_ANEW = /^@tradepost\/(aggregate|lambda)\//;

async function bundleService(
  service: PackagedService,
  libraries: Map<string, string>,
  applied: Set<Patch>,
  options: BundleOptions,
): Promise<string> {
  const imports = Object.entries(service.state.service.functions).map(([key, { handler = '' }]) => {
    const dot = handler.lastIndexOf('.');
    return `export { ${handler.slice(dot + 1)} as ${key} } from './${handler.slice(0, dot)}.ts';`;
  });
  return bundle(service, imports.join('\n'), [outside(libraries), patching(options, applied)]);
}

async function bundleLibraries(
  service: PackagedService,
  libraries: ReadonlyMap<string, string>,
  applied: Set<Patch>,
  options: BundleOptions,
): Promise<string> {
  const entries = [...libraries].sort(([one], [other]) => (one < other ? -1 : 1));
  const imports = entries.map(
    ([name, path], index) =>
      `import * as m${index} from ${JSON.stringify(path)}; modules[${JSON.stringify(name)}] = { __esModule: true, ...m${index} };`,
  );
  return bundle(service, `export const modules = {};\n${imports.join('\n')}`, [
    replacedRequestHandler(),
    patching(options, applied),
  ]);
}

async function bundle(service: PackagedService, contents: string, plugins: Plugin[]): Promise<string> {
  const { settings } = bundleSettings(service);
  const { outputFiles } = await build({
    ...settings,
    stdin: { contents, resolveDir: service.dir, loader: 'ts' },
    format: 'cjs',
    write: false,
    minify: false,
    keepNames: false,
    sourcemap: false,
    logLevel: 'silent',
    plugins,
  } satisfies BuildOptions);
  // By Node's rule an ES module's `default` is the whole of what `require` gives; the libraries are ES modules still.
  return (outputFiles[0]?.text ?? '').replace(/(__toESM\(require\("[^"]+"\)), 1\)/g, '$1)');
}

/** Libraries stay outside of a service's bundle, and are noted with the files that they stand for. */
function outside(libraries: Map<string, string>): Plugin {
  return {
    name: 'libraries',
    setup(building) {
      building.onResolve({ filter: /^[^./]/ }, async ({ path, resolveDir, kind, pluginData }) => {
        if (pluginData === RESOLVING || EVALUATED_ANEW.test(path) || path.startsWith('node:'))
          return undefined;
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

function replacedRequestHandler(): Plugin {
  return {
    name: 'request-handler',
    setup(building) {
      building.onResolve({ filter: /^@smithy\/node-http-handler$/ }, ({ path }) => ({
        path,
        namespace: 'simulation',
      }));
      building.onLoad({ filter: /.*/, namespace: 'simulation' }, () => ({
        contents: REQUEST_HANDLER_SOURCE,
        loader: 'js',
      }));
    },
  };
}

function patching({ root, patches = [] }: BundleOptions, applied: Set<Patch>): Plugin {
  return {
    name: 'patches',
    setup(building) {
      for (const [file, ofFile] of Map.groupBy(patches, (patch) => resolve(root, patch.file))) {
        const filter = /\.ts$/;
        building.onLoad({ filter }, async ({ path }) => {
          if (path !== file) return undefined;
          let contents = await readFile(path, 'utf8');
          for (const patch of ofFile) {
            contents = applyPatch(contents, patch);
            applied.add(patch);
          }
          return { contents, loader: 'ts' };
        });
      }
    },
  };
}

/** Takes a source and a patch; returns the changed source. Throws where the patch does not fit exactly once. */
export function applyPatch(source: string, { file, find, replace }: Patch): string {
  const count = source.split(find).length - 1;
  if (count !== 1) throw new Error(`the patch of ${file} fits ${count} times, not once: ${find}`);
  return source.replace(find, () => replace);
}
