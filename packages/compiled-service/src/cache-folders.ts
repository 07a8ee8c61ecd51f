import { readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The cache that all users on this machine share: `node_modules/.cache` of this repository. */
const CACHE_DIR = resolve(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache');

/** Entries that were not used for so long are deleted: until then, switching between branches finds them. */
const MAX_UNUSED_MS = 7 * 24 * 60 * 60 * 1_000;

/** Returns the folder of compiled templates within a cache folder. */
export function packagesFolder(cacheDir = CACHE_DIR): string {
  return join(cacheDir, 'packaged-services');
}

/** Returns the folder of bundles within a cache folder. */
export function bundlesFolder(cacheDir = CACHE_DIR): string {
  return join(cacheDir, 'bundled-functions');
}

/**
 * Deletes the entries of a folder that were last used a week ago, by their modification times.
 *
 * @param kept paths of entries that are kept in any case
 */
export function deleteUnused(folder: string, kept: ReadonlySet<string> = new Set()): void {
  const oldest = Date.now() - MAX_UNUSED_MS;
  for (const entry of readdirSync(folder)) {
    const path = join(folder, entry);
    const usedMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? oldest;
    if (usedMs < oldest && !kept.has(path)) rmSync(path, { recursive: true, force: true });
  }
}
