import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import {
  type BuildContext,
  type BuildOptions,
  context,
  formatMessages,
  type OutputFile,
  version,
} from 'esbuild';
import type { PackagedService } from '../packaging/service-state.ts';
import type { Bundle } from './bundle.ts';
import { bundleExternals } from './bundle-externals.ts';
import { readBundleManifest, writeBundleManifest } from './bundle-manifest.ts';
import { bundleSettings } from './bundle-settings.ts';

/**
 * serverless-offline resolves the handler's file at each invocation. It finds a file without an extension immediately, and
 * any other only after reading the package.json files of all parent folders.
 */
const COMMONJS_EXTENSION = '';
/** File from which Node.js takes the module format of files without an extension. */
const MANIFEST = 'package.json';
/** Prefix of files with code shared by several functions of a service. Their names contain a hash of the content. */
const CHUNK = 'chunk-';
/** Globals that packages written for CommonJS expect. */
const COMMONJS_GLOBALS = [
  "import { createRequire as __createRequire } from 'node:module';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = import.meta.filename, __dirname = import.meta.dirname;',
].join('');

export type Bundler = {
  /** Bundles the changed sources. Rejects with the positions of the errors if the sources have errors. */
  readonly build: () => Promise<Bundle>;
  /** Frees esbuild's cache, which only speeds up the next build. That build creates it again. */
  readonly release: () => Promise<void>;
};

/**
 * Bundles the functions of a service with its `custom.esbuild` settings, one file per handler source, but not minified and
 * with a source map. A bundle's name contains the hash of its content, so that an unchanged bundle keeps its file and its
 * entry in the module cache. The first build reuses the bundles of an earlier run if they are up to date.
 */
export function createBundler(service: PackagedService, outDir: string): Bundler {
  const entries = entriesOf(service);
  const { settings, externals } = bundleSettings(service);
  const shares = settings.format === 'cjs' && isWrittenAsModules(service.dir);
  const fixed = { settings, externals, entries, version, shares };
  let building: Promise<BuildContext> | undefined;
  let first = true;

  const build = async (): Promise<Bundle> => {
    building ??= context(
      optionsFor(service, outDir, entries, {
        ...settings,
        ...(shares ? SHARED : {}),
        plugins: [bundleExternals(externals)],
      }),
    );
    const { outputFiles = [], metafile } = await rebuild(await building);
    const written = writeBundles(
      outDir,
      outputFiles,
      settings.format === 'esm' ? '.mjs' : COMMONJS_EXTENSION,
      shares ? 'module' : 'commonjs',
    );
    const handlers = entries.map(({ functionKey, source, exported }): [string, string] => {
      const name = written.get(join(outDir, `${keyOf(source, service)}.js`)) ?? '';
      return [functionKey, `${name}.${exported}`];
    });
    const inputs = Object.keys(metafile?.inputs ?? {}).map((path) => resolve(service.dir, path));
    const sources = inputs.filter((path) => !path.includes('/node_modules/'));
    const bundle = { handlers: new Map(handlers), sources: new Set(sources) };
    const files = [...written.values()].map((name) => join(outDir, fileOf(name, settings.format)));
    if (first) removeOthers(outDir, new Set(files));
    writeBundleManifest(outDir, fixed, bundle, { inputs, files });
    return bundle;
  };
  return {
    build: async () => {
      const before = first ? readBundleManifest(outDir, fixed) : undefined;
      const bundle = before ?? (await build());
      first = false;
      return bundle;
    },
    release: async () => {
      const released = building;
      building = undefined;
      await (await released)?.dispose();
    },
  };
}

function optionsFor(
  service: PackagedService,
  outDir: string,
  entries: readonly Entry[],
  settings: BuildOptions,
) {
  const sources = new Set(entries.map(({ source }) => source));
  return {
    ...settings,
    absWorkingDir: service.dir,
    entryPoints: [...sources].map((source) => ({ in: source, out: keyOf(source, service) })),
    outdir: outDir,
    sourcemap: 'external',
    sourcesContent: false,
    minify: false,
    metafile: true,
    write: false,
    logLevel: 'silent',
  } satisfies BuildOptions;
}

async function rebuild(building: BuildContext) {
  try {
    return await building.rebuild();
  } catch (error) {
    const { errors = [] } = error as { errors?: Parameters<typeof formatMessages>[0] };
    if (errors.length === 0) throw error;
    throw new Error((await formatMessages(errors, { kind: 'error' })).join('').trim());
  }
}

/**
 * Functions written as ES modules share common code and run as modules here, even if they are deployed as CommonJS. A service
 * then loads and compiles its SDK once instead of once per function.
 */
const SHARED = {
  format: 'esm',
  splitting: true,
  chunkNames: `${CHUNK}[hash]`,
  banner: { js: COMMONJS_GLOBALS },
} satisfies BuildOptions;

function isWrittenAsModules(serviceDir: string): boolean {
  const manifest = join(serviceDir, MANIFEST);
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).type === 'module';
}

/** Writes each content once. Returns the names of the modules, without extension, by esbuild's output paths. */
function writeBundles(
  outDir: string,
  outputs: readonly OutputFile[],
  extension: string,
  type: 'module' | 'commonjs',
): ReadonlyMap<string, string> {
  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, MANIFEST), `{"type":"${type}"}\n`);
  const bundles = outputs.filter(({ path }) => path.endsWith('.js'));
  return new Map(
    bundles.map(({ path, text }) => {
      const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
      const isChunk = basename(path).startsWith(CHUNK);
      const name = isChunk ? basename(path) : `${basename(path, '.js')}-${hash}`;
      const target = join(outDir, isChunk ? name : `${name}${extension}`);
      if (!existsSync(target)) {
        writeFileSync(`${target}.map`, outputs.find((output) => output.path === `${path}.map`)?.text ?? '{}');
        writeFileSync(target, `${text}\n//# sourceMappingURL=${basename(target)}.map\n`);
      }
      return [path, name];
    }),
  );
}

function fileOf(name: string, format: BuildOptions['format']): string {
  if (name.startsWith(CHUNK)) return name;
  return `${name}${format === 'esm' ? '.mjs' : COMMONJS_EXTENSION}`;
}

/** Deletes the files of earlier runs. */
function removeOthers(outDir: string, wanted: ReadonlySet<string>): void {
  for (const name of readdirSync(outDir).filter((each) => each !== MANIFEST)) {
    if (!wanted.has(join(outDir, name.replace(/\.map$/, ''))))
      rmSync(join(outDir, name), { recursive: true });
  }
}

const SOURCE_EXTENSIONS = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'];

type Entry = { readonly functionKey: string; readonly source: string; readonly exported: string };

function entriesOf(service: PackagedService): readonly Entry[] {
  return Object.entries(service.state.service.functions).map(([functionKey, { handler }]) => {
    if (handler === undefined) throw new Error(`${service.name}: the function ${functionKey} has no handler`);
    const dot = handler.lastIndexOf('.');
    const path = resolve(service.dir, handler.slice(0, dot));
    const source = SOURCE_EXTENSIONS.map((extension) => `${path}${extension}`).find((file) =>
      existsSync(file),
    );
    if (source === undefined)
      throw new Error(`${service.name}: the function ${functionKey} has no source at ${path}`);
    return { functionKey, source, exported: handler.slice(dot + 1) };
  });
}

/** Returns a name without slashes and dots. A dot would separate the file from the export in a handler. */
function keyOf(source: string, { dir }: PackagedService): string {
  return source
    .slice(dir.length + 1)
    .replace(/\.[cm]?[jt]sx?$/, '')
    .replace(/[^A-Za-z0-9-]+/g, '_');
}
