import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from './bundle.ts';

/** File next to the bundles that lists their inputs. */
const NAME = 'bundle.json';

type Manifest = {
  readonly settings: string;
  /** Size and modification time of each bundled file, including node_modules. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly sources: readonly string[];
  readonly handlers: readonly (readonly [string, string])[];
  readonly files: readonly string[];
};

/** Returns the bundle of an earlier run if its inputs and `settings`, all that it depends on, are unchanged. */
export function readBundleManifest(outDir: string, settings: unknown): Bundle | undefined {
  const path = join(outDir, NAME);
  if (!existsSync(path)) return undefined;
  try {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
    const valid =
      manifest.settings === digestOf(settings) &&
      manifest.files.every((file) => existsSync(file)) &&
      Object.entries(manifest.inputs).every(([file, stamp]) => stampOf(file) === stamp);
    return valid ? { handlers: new Map(manifest.handlers), sources: new Set(manifest.sources) } : undefined;
  } catch {
    // Incomplete, or written by another version: the bundle is built again.
    return undefined;
  }
}

/** Writes the manifest that lets the next start reuse the bundle. */
export function writeBundleManifest(
  outDir: string,
  settings: unknown,
  bundle: Bundle,
  made: { readonly inputs: readonly string[]; readonly files: readonly string[] },
): void {
  const manifest: Manifest = {
    settings: digestOf(settings),
    inputs: Object.fromEntries(made.inputs.map((file) => [file, stampOf(file)])),
    sources: [...bundle.sources],
    handlers: [...bundle.handlers],
    files: made.files,
  };
  writeFileSync(join(outDir, NAME), JSON.stringify(manifest));
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? 'gone' : `${stat.size} ${stat.mtimeMs}`;
}

function digestOf(settings: unknown): string {
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex');
}
