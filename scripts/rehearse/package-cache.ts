import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { STATE_FILE } from '@tradepost/local/packaging/service-state';
import type { Serverless } from './serverless.ts';

/** What a service and a few changes of it take. */
const MAX_PACKAGES_KEPT = 4;
const ROOT = join(import.meta.dirname, '..', '..');
/** What a package is made of. */
const SOURCE = /(?<!\.spec|\.spec-kit)\.(?:ts|cjs|yml|json)$/;
const SKIPPED = new Set(['node_modules', '.serverless', '.esbuild', 'coverage']);

/**
 * Packages a service as `serverless package` does, unless it has been packaged before from the same files: its own, those
 * of all packages, and the lockfile.
 *
 * @returns the folder of the package
 */
export async function packageOnce(
  serverless: Serverless,
  serviceDir: string,
  cacheDir: string,
  params: Readonly<Record<string, string>> = {},
): Promise<string> {
  const name = basename(serviceDir);
  const target = join(cacheDir, `${name}-${await fingerprintOf(serviceDir, params)}`);
  if (existsSync(target)) {
    await utimes(target, new Date(), new Date());
    return target;
  }
  // Under its name only when it is whole.
  const unfinished = `${target}.${process.pid}`;
  await mkdir(cacheDir, { recursive: true });
  await serverless.package(serviceDir, unfinished, params);
  await pointToBundles(join(unfinished, STATE_FILE), target);
  await rename(unfinished, target);
  await prune(cacheDir, name);
  return target;
}

/** The bundler's plugin leaves the path where it first put a bundle, which the next packaging deletes. */
async function pointToBundles(stateFile: string, packageDir: string): Promise<void> {
  const state = await readFile(stateFile, 'utf8');
  await writeFile(stateFile, state.replaceAll('"artifact": ".serverless/', `"artifact": "${packageDir}/`));
}

async function fingerprintOf(serviceDir: string, params: Readonly<Record<string, string>>): Promise<string> {
  const hash = createHash('sha256').update(`${process.version}\n${JSON.stringify(params)}\n`);
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

async function prune(cacheDir: string, name: string): Promise<void> {
  const packages = (await readdir(cacheDir)).filter((entry) =>
    new RegExp(`^${name}-[0-9a-f]{24}$`).test(entry),
  );
  const dated = await Promise.all(
    packages.map(async (entry) => ({
      path: join(cacheDir, entry),
      usedMs: (await stat(join(cacheDir, entry))).mtimeMs,
    })),
  );
  const old = dated.sort((left, right) => right.usedMs - left.usedMs).slice(MAX_PACKAGES_KEPT);
  for (const { path } of old) await rm(path, { recursive: true, force: true });
}
