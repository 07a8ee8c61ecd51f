import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const ACTIONLINT_VERSION = '1.7.12';

const MODULE = 'github.com/rhysd/actionlint/cmd/actionlint';
const BUILD_TIMEOUT_MS = 300_000;
const LINT_TIMEOUT_MS = 60_000;
/** actionlint's exit code for: something was found. */
const FOUND = 1;
const run = promisify(execFile);

/** Lints workflow files; returns what is found, in actionlint's own words. */
export type Actionlint = (root: string, files: readonly string[]) => Promise<string>;

/**
 * Makes actionlint ready below `cacheDir`, built by the Go that is here, or takes the one that is there.
 *
 * @returns the linter, or in words why there is none
 */
export async function prepareActionlint(cacheDir: string): Promise<Actionlint | string> {
  const folder = join(cacheDir, `actionlint-${ACTIONLINT_VERSION}`);
  const binary = join(folder, process.platform === 'win32' ? 'actionlint.exe' : 'actionlint');
  if (!existsSync(binary)) {
    await mkdir(folder, { recursive: true });
    try {
      const env = { ...process.env, GOBIN: folder, GOFLAGS: '' };
      await run('go', ['install', `${MODULE}@v${ACTIONLINT_VERSION}`], { timeout: BUILD_TIMEOUT_MS, env });
    } catch (error) {
      const { code, message } = error as Error & { code?: unknown };
      if (code === 'ENOENT') return 'there is no Go here to build actionlint with';
      return `actionlint ${ACTIONLINT_VERSION} cannot be built: ${message.trim().split('\n').at(-1)}`;
    }
  }
  return async (root, files) => {
    try {
      await run(binary, ['-no-color', ...files], { cwd: root, timeout: LINT_TIMEOUT_MS });
      return '';
    } catch (error) {
      const { code, stdout = '', message } = error as Error & { code?: unknown; stdout?: string };
      if (code !== FOUND) throw new Error(`actionlint failed: ${message}`);
      return stdout.trim();
    }
  };
}
