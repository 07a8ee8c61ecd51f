import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The bundled functions of a service. */
export type Bundle = {
  /** Folder of the bundles. */
  readonly dir: string;
  /** Bundled handlers by function key: `FILE.export`, relative to the folder. */
  readonly handlers: ReadonlyMap<string, string>;
  /** Bundled source files outside of node_modules. */
  readonly sources: ReadonlySet<string>;
  /** All modules of the bundle, with those that functions share. */
  readonly modules: ReadonlySet<string>;
};

/** File next to the bundles that lists their inputs. */
const NAME = 'bundle.json';

type Manifest = {
  /** Digest of each bundled file, including node_modules. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly handlers: readonly (readonly [string, string])[];
  readonly modules: readonly string[];
};

/** Returns the bundle of an earlier build in `dir` if its inputs are unchanged. */
export function readBundle(dir: string): Bundle | undefined {
  const path = join(dir, NAME);
  if (!existsSync(path)) return undefined;
  try {
    const { inputs, handlers, modules } = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
    const valid =
      modules.every((file) => existsSync(file)) &&
      Object.entries(inputs).every(([file, digest]) => digestOf(file) === digest);
    if (!valid) return undefined;
    utimesSync(dir, new Date(), new Date());
    return toBundle(dir, handlers, Object.keys(inputs), modules);
  } catch {
    // Incomplete, or written by another version: the bundle is built again.
    return undefined;
  }
}

/**
 * Writes the manifest that lets the next start reuse the bundle; returns the bundle.
 *
 * @param made with the time at which the build began, in epoch milliseconds
 */
export function writeBundle(
  dir: string,
  made: Omit<Manifest, 'inputs'> & { readonly inputs: readonly string[]; readonly begunMs: number },
): Bundle {
  const { inputs, handlers, modules, begunMs } = made;
  // The bundle may have the former content of a file that changed meanwhile: it is then built again at the next start.
  const digest = (file: string): string => (changedSince(file, begunMs) ? 'changed' : digestOf(file));
  const digests = Object.fromEntries(inputs.map((file) => [file, digest(file)]));
  // Renamed when it is complete: another process may read it at any time.
  const scratch = join(dir, `${NAME}.${process.pid}`);
  writeFileSync(scratch, JSON.stringify({ inputs: digests, handlers, modules } satisfies Manifest));
  renameSync(scratch, join(dir, NAME));
  return toBundle(dir, handlers, inputs, modules);
}

function toBundle(
  dir: string,
  handlers: Manifest['handlers'],
  inputs: readonly string[],
  modules: readonly string[],
): Bundle {
  const sources = inputs.filter((file) => !isInstalled(file));
  return { dir, handlers: new Map(handlers), sources: new Set(sources), modules: new Set(modules) };
}

/** Content of a source; size and time of an installed file, of which there are thousands. */
function digestOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return 'missing';
  if (isInstalled(file)) return `${stat.size} ${stat.mtimeMs}`;
  return createHash('sha256').update(readFileSync(file)).digest('base64');
}

function changedSince(file: string, timeMs: number): boolean {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined || stat.mtimeMs >= timeMs;
}

function isInstalled(file: string): boolean {
  return file.includes('/node_modules/');
}
