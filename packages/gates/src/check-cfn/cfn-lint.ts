import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { preparePythonPackage } from '../python/python-package.ts';
import type { CfnFinding } from './to-template-findings.ts';

export const CFN_LINT_VERSION = '1.58.0';

const run = promisify(execFile);
const LINT_TIMEOUT_MS = 300_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
/** cfn-lint's exit code is a sum of these if it finds something: errors, warnings, informational. */
const FINDING_EXIT_CODES = 2 | 4 | 8;

/** Lints template files for some regions; returns the findings of all rules that are not switched off. */
export type CfnLint = (
  files: readonly string[],
  regions: readonly string[],
  switchedOff: readonly string[],
) => Promise<readonly CfnFinding[]>;

/**
 * Installs cfn-lint into a virtual environment below `cacheDir`, unless it is there.
 *
 * @returns the linter, or a text why there is none: no Python 3.9, or the installation failed
 */
export async function prepareCfnLint(cacheDir: string): Promise<CfnLint | string> {
  const installed = await preparePythonPackage(
    { name: 'cfn-lint', version: CFN_LINT_VERSION, oldestPython3: 9 },
    cacheDir,
  );
  if (typeof installed === 'string') return installed;
  // The script is an argument of Python, because its own first line may be longer than a system reads.
  const command = [join(installed.bin, 'python'), join(installed.bin, 'cfn-lint')] as const;
  return (files, regions, switchedOff) => lint(command, files, regions, switchedOff);
}

async function lint(
  [python, script]: readonly [string, string],
  files: readonly string[],
  regions: readonly string[],
  switchedOff: readonly string[],
): Promise<readonly CfnFinding[]> {
  const args = [script, '--format', 'json', '--include-checks', 'I', '--regions', ...regions];
  if (switchedOff.length > 0) args.push('--ignore-checks', ...switchedOff);
  const options = { timeout: LINT_TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES };
  try {
    await run(python, [...args, '--', ...files], options);
    return [];
  } catch (error) {
    const { code, stdout = '', message } = error as Error & { code?: unknown; stdout?: string };
    const found = typeof code === 'number' && (code & ~FINDING_EXIT_CODES) === 0 && stdout.startsWith('[');
    if (!found) throw new Error(`cfn-lint failed: ${message}`);
    return JSON.parse(stdout) as CfnFinding[];
  }
}
