import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A tool of PyPI, in an exact version. */
export type PythonPackage = {
  readonly name: string;
  readonly version: string;
  /** Minor version of the oldest Python 3 that it supports. */
  readonly oldestPython3: number;
  /** Packages that it uses if they are there, in exact versions: `cryptography==50.0.2`. */
  readonly beside?: readonly string[];
};

const run = promisify(execFile);
const INSTALL_TIMEOUT_MS = 300_000;
const PYTHONS = ['python3', 'python'];
const PIP_INSTALL = ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'];

/**
 * Installs a package in a virtual environment of its own below `cacheDir`, unless it is there.
 *
 * @returns the environment's folder, with its programs in `bin`; or the reason as text if there is none: no Python that is
 *   new enough, or a failed installation
 */
export async function preparePythonPackage(
  { name, version, oldestPython3, beside = [] }: PythonPackage,
  cacheDir: string,
): Promise<{ readonly bin: string } | string> {
  const venv = join(cacheDir, [`${name}-${version}`, ...beside].join('+'));
  const bin = join(venv, 'bin');
  const complete = join(venv, 'complete');
  if (existsSync(complete)) return { bin };
  const systemPython = await findPython(oldestPython3);
  if (systemPython === undefined) return `there is no Python 3.${oldestPython3} with venv here`;
  await rm(venv, { recursive: true, force: true });
  await mkdir(cacheDir, { recursive: true });
  try {
    await run(systemPython, ['-m', 'venv', venv], { timeout: INSTALL_TIMEOUT_MS });
    await run(join(bin, 'python'), [...PIP_INSTALL, `${name}==${version}`, ...beside], {
      timeout: INSTALL_TIMEOUT_MS,
    });
  } catch (error) {
    return `${name} ${version} cannot be installed: ${lastLine((error as Error).message)}`;
  }
  await writeFile(complete, '');
  return { bin };
}

async function findPython(oldestPython3: number): Promise<string | undefined> {
  // Some systems package these two modules separately.
  const suitable = `import sys, venv, ensurepip; assert sys.version_info >= (3, ${oldestPython3})`;
  for (const name of PYTHONS) {
    const suits = await run(name, ['-c', suitable]).then(
      () => true,
      () => false,
    );
    if (suits) return name;
  }
  return undefined;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
