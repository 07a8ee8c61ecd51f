import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { buildGoProgram } from '@tradepost/local/engines/go-program';
import type { Finding } from '../gate.ts';

export const ACTIONLINT_VERSION = '1.7.12';

const ACTIONLINT = {
  name: 'actionlint',
  package: 'github.com/rhysd/actionlint/cmd/actionlint',
  version: ACTIONLINT_VERSION,
};
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
  const built = await buildGoProgram(ACTIONLINT, cacheDir);
  if (typeof built === 'string') return built;
  return async (root, files) => {
    try {
      await run(built.binary, ['-format', '{{json .}}', ...files], { cwd: root, timeout: LINT_TIMEOUT_MS });
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
