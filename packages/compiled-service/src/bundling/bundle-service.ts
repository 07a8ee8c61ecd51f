import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type BuildOptions, type OutputFile, transform, version } from 'esbuild';
import { bundlesFolder, deleteUnused } from '../cache-folders.ts';
import { withLock } from '../packaging/lock.ts';
import type { PackagedService } from '../packaging/service-state.ts';
import { buildService, type Handler, handlersOf } from './build.ts';
import { type Bundle, readBundle, writeBundle } from './manifest.ts';
import { bundleSettings } from './settings.ts';

/** To be raised when cached bundles of an older form must not be reused. */
const BUNDLING_VERSION = 2;
/**
 * File from which Node.js takes the module format of the bundles, whose names have no extension: serverless-offline resolves
 * the handler's file at each invocation, and reads the package.json files of all parent folders for any other name.
 */
const MANIFEST = 'package.json';
/** Prefix of files with code shared by several functions of a service. Their names contain a hash of the content. */
const CHUNK = 'chunk-';

/**
 * Bundles the functions of a service with its `custom.esbuild` settings, in the module format in which they are deployed,
 * but not minified and with source maps. Functions share common code, so that a service loads and compiles its SDK once
 * instead of once per function. A file's name contains the hash of its content, so that an unchanged bundle keeps its file
 * and its entry in the module cache.
 *
 * Reuses the bundle of an earlier build, of any process, if its sources and settings are unchanged.
 *
 * @param cacheDir folder of the cache. Defaults to the one that all users of this repository share
 * @throws Error with the positions of the errors if the sources have errors
 */
export async function bundleService(service: PackagedService, cacheDir?: string): Promise<Bundle> {
  const handlers = handlersOf(service);
  const root = bundlesFolder(cacheDir);
  const key = JSON.stringify([BUNDLING_VERSION, version, service.dir, bundleSettings(service), handlers]);
  const dir = join(root, `${service.name}-${hashOf(key).slice(0, 24)}`);
  const cached = readBundle(dir);
  if (cached !== undefined) return cached;
  // Processes that start at the same time, such as those of tests, build once.
  return withLock(`${dir}.lock`, async () => {
    const made = readBundle(dir) ?? (await makeBundle(service, handlers, dir));
    deleteUnused(root);
    deleteUnused(
      dir,
      new Set([join(dir, MANIFEST), ...[...made.modules].flatMap((file) => [file, `${file}.map`])]),
    );
    return made;
  });
}

async function makeBundle(
  service: PackagedService,
  handlers: readonly Handler[],
  dir: string,
): Promise<Bundle> {
  const begunMs = Date.now();
  const { outputFiles, metafile } = await buildService(service, {
    entryPoints: [...new Set(handlers.map(({ source }) => source))].map((source) => ({
      in: source,
      out: keyOf(source, service),
    })),
    outdir: dir,
    ...SHARED,
    sourcemap: 'external',
    sourcesContent: false,
    write: false,
  });
  const written = await writeModules(dir, outputFiles);
  return writeBundle(dir, {
    inputs: Object.keys(metafile.inputs).map((path) => resolve(service.dir, path)),
    handlers: handlers.map(({ functionKey, source, exported }) => {
      const file = basename(written.get(join(dir, `${keyOf(source, service)}.js`)) ?? '');
      return [functionKey, `${file}.${exported}`];
    }),
    modules: [...written.values()],
    begunMs,
  });
}

/** esbuild splits ES modules only. They are converted to CommonJS, the format in which they are deployed, afterwards. */
const SHARED = { format: 'esm', splitting: true, chunkNames: `${CHUNK}[hash]` } satisfies BuildOptions;

/** Writes each content once. Returns the files by esbuild's output paths. */
async function writeModules(
  dir: string,
  outputs: readonly OutputFile[],
): Promise<ReadonlyMap<string, string>> {
  mkdirSync(dir, { recursive: true });
  writeOnce(join(dir, MANIFEST), '{"type":"commonjs"}\n');
  const texts = new Map(outputs.map(({ path, text }) => [path, text]));
  const written = await Promise.all(
    [...texts].map(async ([path, text]): Promise<[string, string] | undefined> => {
      if (!path.endsWith('.js')) return undefined;
      const made = await toCommonJs(text, texts.get(`${path}.map`) ?? '{}');
      const file = basename(path).startsWith(CHUNK)
        ? path
        : join(dir, `${basename(path, '.js')}-${hashOf(text).slice(0, 12)}`);
      writeOnce(`${file}.map`, made.map);
      writeOnce(file, `${made.code}\n//# sourceMappingURL=${basename(file)}.map\n`);
      return [path, file];
    }),
  );
  return new Map(written.filter((each) => each !== undefined));
}

/** Converts an ES module; esbuild reads the source map of its input from the end of the text. */
async function toCommonJs(text: string, map: string): Promise<{ code: string; map: string }> {
  const inline = Buffer.from(map).toString('base64');
  return transform(`${text}\n//# sourceMappingURL=data:application/json;base64,${inline}\n`, {
    format: 'cjs',
    platform: 'node',
    target: 'esnext',
    sourcemap: 'external',
    sourcesContent: false,
  });
}

/** Writes a file whose name stands for its content. Other processes never see a part of it. */
function writeOnce(file: string, text: string): void {
  if (existsSync(file)) return;
  const scratch = `${file}.${process.pid}`;
  writeFileSync(scratch, text);
  renameSync(scratch, file);
}

/** Returns a name without slashes and dots. A dot would separate the file from the export in a handler. */
function keyOf(source: string, { dir }: PackagedService): string {
  return source
    .slice(dir.length + 1)
    .replace(/\.[cm]?[jt]sx?$/, '')
    .replace(/[^A-Za-z0-9-]+/g, '_');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
