import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { preparePythonPackage } from '@tradepost/gates/python/python-package';
import { REFERENCE_PATH } from '@tradepost/reference/page/reference-pages';
import { switchedOff } from './switched-off.ts';

const SCHEMATHESIS_VERSION = '4.32.5';
const SCHEMATHESIS = { name: 'schemathesis', version: SCHEMATHESIS_VERSION, oldestPython3: 10 } as const;
const CONFIG = join(import.meta.dirname, 'schemathesis.toml');
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
/** Far longer than a run with the examples below. */
const TIMEOUT_MS = 15 * 60_000;

export type SchemathesisConfig = {
  readonly url: string;
  /** Generated requests to each operation, in addition to its examples and to those that cover its schemas. */
  readonly examples: number;
  readonly seed: number;
  /** Folder for its cache. */
  readonly folder: string;
};

/** Runs Schemathesis; returns whether it found nothing, and its output. */
export type Schemathesis = (
  config: SchemathesisConfig,
) => Promise<{ readonly isClean: boolean; readonly said: string }>;

/**
 * Installs Schemathesis in a virtual environment below `cacheDir`, unless it is there.
 *
 * @returns a function that runs it; or the reason as text if there is none: no Python 3.10, or a failed installation
 */
export async function prepareSchemathesis(cacheDir: string): Promise<Schemathesis | string> {
  const installed = await preparePythonPackage(SCHEMATHESIS, cacheDir);
  return typeof installed === 'string' ? installed : (config) => run(installed.bin, config);
}

async function run(
  bin: string,
  { url, examples, seed, folder }: SchemathesisConfig,
): ReturnType<Schemathesis> {
  const args = [
    ...[
      join(bin, 'st'),
      '--config-file',
      CONFIG,
      'run',
      `${url}${REFERENCE_PATH}/openapi.json`,
      '--url',
      url,
    ],
    ...['--phases', 'examples,coverage,fuzzing', '--checks', 'all', '--continue-on-failure'],
    ...['--exclude-checks', Object.keys(switchedOff).join(',')],
    ...['--max-examples', String(examples), '--seed', String(seed), '--warnings', 'off'],
  ];
  // Schemathesis stores examples in its working directory.
  const options = { cwd: folder, timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES };
  try {
    const { stdout } = await promisify(execFile)(join(bin, 'python'), args, options);
    return { isClean: true, said: stdout };
  } catch (error) {
    const { code, stdout = '', message } = error as Error & { code?: unknown; stdout?: string };
    // Exit code 1: it found something. Any other code: it did not run.
    if (code !== 1) throw new Error(`Schemathesis failed: ${message}\n${stdout}`);
    return { isClean: false, said: stdout };
  }
}
