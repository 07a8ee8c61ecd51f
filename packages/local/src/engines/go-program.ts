import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A program written in Go, in an exact version: `{ name: 'actionlint', package: 'github.com/…/cmd/actionlint' }`. */
export type GoProgram = {
  /** The last part of the package: Go names the binary so. */
  readonly name: string;
  readonly package: string;
  readonly version: string;
};

const run = promisify(execFile);
const BUILD_TIMEOUT_MS = 300_000;

/**
 * Builds a program with the installed Go below `cacheDir`, unless it is there.
 *
 * @returns the path of the binary, or the reason as text if there is none: no Go, or a failed build
 */
export async function buildGoProgram(
  program: GoProgram,
  cacheDir: string,
): Promise<{ readonly binary: string } | string> {
  const { name, version } = program;
  const folder = join(cacheDir, `${name}-${version}`);
  const binary = join(folder, process.platform === 'win32' ? `${name}.exe` : name);
  if (existsSync(binary)) return { binary };
  await mkdir(folder, { recursive: true });
  try {
    const env = { ...process.env, GOBIN: folder, GOFLAGS: '' };
    await run('go', ['install', `${program.package}@v${version}`], { timeout: BUILD_TIMEOUT_MS, env });
    return { binary };
  } catch (error) {
    const { code, message } = error as Error & { code?: unknown };
    if (code === 'ENOENT') return `there is no Go here to build ${name}`;
    return `${name} ${version} cannot be built: ${message.trim().split('\n').at(-1)}`;
  }
}
