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
 * serverless-offline looks for the file of a handler at each invocation: it finds one without an extension at once, and any
 * other only after reading the manifests of all folders above.
 */
const COMMONJS_EXTENSION = '';
/** What Node takes the format of such a file from. */
const MANIFEST = 'package.json';
/** What several functions of a service use stands in files of its own, named by their content. */
const CHUNK = 'chunk-';
/** What packages written for CommonJS expect to find. */
const COMMONJS_GLOBALS = [
  "import { createRequire as __createRequire } from 'node:module';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = import.meta.filename, __dirname = import.meta.dirname;',
].join('');

export type Bundler = {
  /** Bundles anew what has changed. Throws, with the positions of the errors, where the sources are broken. */
  readonly build: () => Promise<Bundle>;
  /** Lets go of what only speeds up the next build; that one takes it up again. */
  readonly release: () => Promise<void>;
};

/**
 * Bundles the functions of a service as its own `custom.esbuild` says, one file for each handler's source, but readable and
 * with a source map. A bundle's name holds the hash of its content: what has not changed keeps its file, and with it its
 * place in the module cache. The first build takes over what an earlier run has made, if it is still right.
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
 * Functions that are written as ES modules share what they have in common, and run from modules here even where they are
 * deployed as CommonJS: a service then loads, compiles and keeps its SDK once and not once for each function.
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

/** Writes each content once; returns the names of the modules, without extension, by the paths that esbuild gave them. */
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

/** What earlier runs left. */
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

/** A flat name; a dot in it would be taken for the start of the export's name. */
function keyOf(source: string, { dir }: PackagedService): string {
  return source
    .slice(dir.length + 1)
    .replace(/\.[cm]?[jt]sx?$/, '')
    .replace(/[^A-Za-z0-9-]+/g, '_');
}
