import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { STATE_FILE } from '@tradepost/compiled-service/packaging/service-state';
import type { Serverless, Target } from './serverless.ts';

/** Packages of a service that are kept, each of other sources. */
const MAX_KEPT = 3;
const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
/** Files that a package is made of. */
const SOURCE = /(?<!\.spec|\.spec-kit)\.(?:ts|cjs|yml|json)$/;
const SKIPPED = new Set(['node_modules', '.serverless', '.esbuild', 'coverage']);

/**
 * Packages a service for several targets, unless the cache has packages of the same files (the service's own, those of all
 * packages, and the lockfile) and targets. The functions are bundled once, for the first target: their bundles depend on no
 * parameter but `tracer`.
 *
 * @returns a folder with a package for each target, by its name
 */
export async function packageOnce(
  serverless: Serverless,
  serviceDir: string,
  cacheDir: string,
  targets: Readonly<Record<string, Target>>,
): Promise<string> {
  const service = basename(serviceDir);
  const dir = join(cacheDir, `${service}-${await fingerprintOf(serviceDir, targets)}`);
  if (existsSync(dir)) {
    await utimes(dir, new Date(), new Date());
    return dir;
  }
  // Renamed when it is complete: an interrupted packaging leaves no broken package.
  const unfinished = `${dir}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  let bundlesDir: string | undefined;
  for (const [name, target] of Object.entries(targets)) {
    const packageDir = join(unfinished, name);
    await serverless.package(serviceDir, packageDir, target, bundlesDir);
    bundlesDir ??= packageDir;
    const stateFile = join(packageDir, STATE_FILE);
    const state = await readFile(stateFile, 'utf8');
    const bundles = `"artifact": "${bundlesDir.replace(unfinished, dir)}/`;
    await writeFile(
      stateFile,
      state
        // Path of a bundle as the bundler's plugin wrote it; the next packaging deletes that file.
        .replaceAll('"artifact": ".serverless/', bundles)
        .replaceAll(`"artifact": "${bundlesDir}/`, bundles),
    );
  }
  await rename(unfinished, dir);
  await prune(cacheDir, service);
  return dir;
}

async function fingerprintOf(serviceDir: string, targets: Readonly<Record<string, Target>>): Promise<string> {
  const hash = createHash('sha256').update(`${process.version}\n${JSON.stringify(targets)}\n`);
  const files = [join(ROOT, 'pnpm-lock.yaml')];
  for (const dir of [serviceDir, join(ROOT, 'packages')]) files.push(...(await listFiles(dir)));
  for (const file of files) hash.update(`${file}\n`).update(await readFile(file));
  return hash.digest('hex').slice(0, 24);
}

async function listFiles(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : await listFiles(path);
      return SOURCE.test(entry.name) ? [path] : [];
    }),
  );
  return found.flat().sort();
}

async function prune(cacheDir: string, service: string): Promise<void> {
  const packages = (await readdir(cacheDir)).filter((entry) =>
    new RegExp(`^${service}-[0-9a-f]{24}$`).test(entry),
  );
  const dated = await Promise.all(
    packages.map(async (entry) => ({
      path: join(cacheDir, entry),
      usedMs: (await stat(join(cacheDir, entry))).mtimeMs,
    })),
  );
  const old = dated.sort((left, right) => right.usedMs - left.usedMs).slice(MAX_KEPT);
  for (const { path } of old) await rm(path, { recursive: true, force: true });
}
