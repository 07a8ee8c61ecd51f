import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { delimiter, join, sep } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const MAX_KEPT_CHARACTERS = 10_000;

/**
 * Clones the last commit of this repository and starts the clone with `npm start`, which gets the toolchain and installs the
 * packages from npm's and pnpm's caches on this machine. The clone has no caches of its own.
 *
 * @param folder new folder for the clone, which is removed afterwards
 * @returns time from the start to the line `ready`, in ms
 * @throws Error with the output, if it ends before it is ready
 */
export async function startClone(folder: string): Promise<number> {
  await promisify(execFile)('git', ['clone', '--quiet', '--no-hardlinks', ROOT, folder]);
  try {
    const startedAtMs = performance.now();
    const options = ['--quiet', '--no-watch', '--port', '0', '--data', join(folder, '.tradepost')];
    const child = spawn('npm', ['start', '--', ...options], {
      cwd: folder,
      env: { ...process.env, PATH: withoutToolchain(process.env['PATH'] ?? '') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = once(child, 'exit');
    let output = '';
    const ready = new Promise<number>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-MAX_KEPT_CHARACTERS);
        if (/^ready http/m.test(output)) resolve(performance.now() - startedAtMs);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`the clone ended before it was ready:\n${output}`)));
    });
    const ms = await ready;
    child.kill('SIGTERM');
    await ended;
    return ms;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes the folders that pnpm and npx add to the PATH, so that it is the PATH of the user's shell. */
function withoutToolchain(path: string): string {
  const added = join('node_modules', '.bin');
  return path
    .split(delimiter)
    .filter((folder) => !folder.endsWith(`${sep}${added}`))
    .join(delimiter);
}
