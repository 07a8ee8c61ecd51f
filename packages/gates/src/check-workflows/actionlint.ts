import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Finding } from '../gate.ts';

export const ACTIONLINT_VERSION = '1.7.12';

const MODULE = 'github.com/rhysd/actionlint/cmd/actionlint';
const BUILD_TIMEOUT_MS = 300_000;
const LINT_TIMEOUT_MS = 60_000;
/** actionlint's exit code for: something was found. */
const FOUND = 1;
const run = promisify(execFile);

/** Lints workflow files, by their paths below `root`. */
export type Actionlint = (root: string, files: readonly string[]) => Promise<readonly Finding[]>;

/** The part of actionlint's JSON that is read. */
type ActionlintFinding = {
  readonly filepath: string;
  readonly line: number;
  readonly message: string;
  readonly kind: string;
};

/**
 * Builds actionlint with the installed Go below `cacheDir`, unless it is there.
 *
 * @returns the linter, or the reason as text if there is none
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
      if (code === 'ENOENT') return 'there is no Go here to build actionlint';
      return `actionlint ${ACTIONLINT_VERSION} cannot be built: ${message.trim().split('\n').at(-1)}`;
    }
  }
  return async (root, files) => {
    try {
      await run(binary, ['-format', '{{json .}}', ...files], { cwd: root, timeout: LINT_TIMEOUT_MS });
      return [];
    } catch (error) {
      const { code, stdout = '', message } = error as Error & { code?: unknown; stdout?: string };
      if (code !== FOUND) throw new Error(`actionlint failed: ${message}`);
      return (JSON.parse(stdout) as ActionlintFinding[]).map(({ filepath, line, message, kind }) => ({
        place: `${filepath}:${line}`,
        detail: message,
        rule: kind,
      }));
    }
  };
}
