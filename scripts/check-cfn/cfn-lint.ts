import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CfnFinding } from './to-findings.ts';

export const CFN_LINT_VERSION = '1.58.0';

const run = promisify(execFile);
const INSTALL_TIMEOUT_MS = 300_000;
const LINT_TIMEOUT_MS = 300_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
/** cfn-lint ends with a sum of these: what it found, from errors to information. */
const FINDING_EXIT_CODES = 2 | 4 | 8;
/** What cfn-lint asks for, and the two modules that some systems pack apart from Python. */
const SUITABLE = 'import sys, venv, ensurepip; assert sys.version_info >= (3, 9)';
const PYTHONS = ['python3', 'python'];

/** Lints template files; returns what is found, with the rules that are switched off left out. */
export type CfnLint = (
  files: readonly string[],
  switchedOff: readonly string[],
) => Promise<readonly CfnFinding[]>;

/**
 * Makes cfn-lint ready in a virtual environment below `cacheDir`, or takes the one that is there.
 *
 * @returns the linter, or in words why there is none: no Python 3.9, or no way to install it
 */
export async function prepareCfnLint(cacheDir: string): Promise<CfnLint | string> {
  const venv = join(cacheDir, `cfn-lint-${CFN_LINT_VERSION}`);
  const python = join(venv, 'bin', 'python');
  const complete = join(venv, 'complete');
  if (!existsSync(complete)) {
    const systemPython = await findPython();
    if (systemPython === undefined) return 'there is no Python 3.9 with venv here';
    await rm(venv, { recursive: true, force: true });
    await mkdir(cacheDir, { recursive: true });
    try {
      await run(systemPython, ['-m', 'venv', venv], { timeout: INSTALL_TIMEOUT_MS });
      await run(python, [...PIP_INSTALL, `cfn-lint==${CFN_LINT_VERSION}`], { timeout: INSTALL_TIMEOUT_MS });
    } catch (error) {
      return `cfn-lint ${CFN_LINT_VERSION} cannot be installed: ${lastLine((error as Error).message)}`;
    }
    await writeFile(complete, '');
  }
  // The script is handed to Python: its own first line may be longer than a system reads.
  const command = [python, join(venv, 'bin', 'cfn-lint')] as const;
  return (files, switchedOff) => lint(command, files, switchedOff);
}

const PIP_INSTALL = ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'];

async function findPython(): Promise<string | undefined> {
  for (const name of PYTHONS) {
    const suits = await run(name, ['-c', SUITABLE]).then(
      () => true,
      () => false,
    );
    if (suits) return name;
  }
  return undefined;
}

async function lint(
  [python, script]: readonly [string, string],
  files: readonly string[],
  switchedOff: readonly string[],
): Promise<readonly CfnFinding[]> {
  const args = [script, '--format', 'json', '--include-checks', 'I'];
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

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
