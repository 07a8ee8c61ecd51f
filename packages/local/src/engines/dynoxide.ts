import { execFile } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { userEnvironment } from '@tradepost/compiled-service/local-environment';
import { packageFolder } from './package-folder.ts';

/** Version of `@dynoxide/linux-x64` in the workspace's catalog. */
export const DYNOXIDE_VERSION = '1.2.1';
/** Platforms with a package (https://github.com/nubo-db/dynoxide), except Windows: engines need a POSIX shell. */
const PUBLISHED = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64'];
const PROGRAM = 'dynoxide';
const CACHE_DIR = fileURLToPath(new URL('../../node_modules/.cache/engines', import.meta.url));
const PROBE_TIMEOUT_MS = 10_000;
const INSTALL_TIMEOUT_MS = 180_000;
const execFileAsync = promisify(execFile);

export type FindDynoxide = {
  readonly platform?: NodeJS.Platform;
  readonly arch?: NodeJS.Architecture;
  /** Folder of the packages that npm installed. */
  readonly cacheDir?: string;
  /** Gets a line before a package is downloaded. */
  readonly log?: ((line: string) => void) | undefined;
};

/**
 * Finds the program of dynoxide. On Linux x64 its package is a dependency. On other platforms npm installs the package for
 * the platform, in the same version, and keeps it for later starts; npm checks it against the registry's integrity hash.
 * Resolves with the path of the program, or with the reason why there is none.
 */
export async function findDynoxide({
  platform = process.platform,
  arch = process.arch,
  cacheDir = CACHE_DIR,
  log = () => undefined,
}: FindDynoxide = {}): Promise<{ readonly command: string } | { readonly missing: string }> {
  const target = `${platform}-${arch}`;
  const name = `@dynoxide/${target}`;
  if (platform === 'win32') return { missing: 'on Windows the local cloud runs in WSL' };
  if (!PUBLISHED.includes(target)) return { missing: `there is no dynoxide for ${target}` };
  const kept = join(cacheDir, `dynoxide-${target}-${DYNOXIDE_VERSION}`);
  const installed = packageFolder(name);
  try {
    if (installed === undefined && !existsSync(join(kept, PROGRAM))) {
      log(`Installing ${name} ${DYNOXIDE_VERSION} through npm, once`);
      await install({ name, platform, arch, cacheDir, folder: kept });
    }
    const command = join(installed ?? kept, PROGRAM);
    await probe(command);
    return { command };
  } catch (error) {
    return { missing: `${name} ${DYNOXIDE_VERSION}: ${explain(error as Error)}` };
  }
}

/** Installs into a scratch folder and renames it in one step. If two starts do so at once, the first package stays. */
async function install(options: {
  readonly name: string;
  readonly platform: NodeJS.Platform;
  readonly arch: NodeJS.Architecture;
  readonly cacheDir: string;
  readonly folder: string;
}): Promise<void> {
  const { name, platform, arch, cacheDir, folder } = options;
  await mkdir(cacheDir, { recursive: true });
  const scratch = await mkdtemp(join(cacheDir, '.installing-'));
  try {
    // npm installs into the nearest folder with a manifest.
    await writeFile(join(scratch, 'package.json'), '{"private":true}\n');
    const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=1'];
    // npm refuses a package for another platform without --force.
    if (platform !== process.platform || arch !== process.arch) flags.push('--force');
    await execFileAsync('npm', ['install', `${name}@${DYNOXIDE_VERSION}`, '--prefix', scratch, ...flags], {
      cwd: scratch,
      env: userEnvironment(),
      timeout: INSTALL_TIMEOUT_MS,
    });
    await rename(join(scratch, 'node_modules', name), folder).catch((error: Error) => {
      if (!existsSync(join(folder, PROGRAM))) throw error;
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function probe(command: string): Promise<void> {
  const isExecutable = await run(command);
  if (isExecutable) return;
  // Some package managers drop the executable bit.
  chmodSync(command, 0o755);
  await run(command);
}

async function run(command: string): Promise<boolean> {
  try {
    await execFileAsync(command, ['--version'], { timeout: PROBE_TIMEOUT_MS });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return false;
    throw error;
  }
}

/** Returns the first two lines of npm's error, its code and a sentence. The other lines are about its log file. */
function explain(error: Error & { readonly code?: unknown; readonly stderr?: string }): string {
  if (error.code === 'ENOENT') return 'npm is not on the PATH';
  const lines = (error.stderr ?? '').split('\n').filter((line) => line.startsWith('npm error'));
  const said = lines.slice(0, 2).map((line) => line.replace(/^npm error /, ''));
  return said.length === 0 ? error.message : `npm could not install it (${said.join(': ')})`;
}
