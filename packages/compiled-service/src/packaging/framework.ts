import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { localEnvironment } from '../local-environment.ts';

const execFileAsync = promisify(execFile);
const TIMEOUT_MS = 300_000;
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;
const SKIP_BUNDLING = new URL('./skip-bundling.ts', import.meta.url).href;

export type FrameworkOptions = {
  /** Environment of the process. Defaults to this process's without the user's settings (`localEnvironment`). */
  readonly env?: NodeJS.ProcessEnv;
  /**
   * The functions' code without serverless-esbuild: a folder for zip files that are made in one run of esbuild, unless they are
   * there already, or `none` for a template without code.
   */
  readonly artifacts?: string;
};

/**
 * Runs a command of the Serverless Framework in a service's folder. The command is killed when this process exits, and the
 * temporary files that it leaves are removed: serverless-esbuild leaves a folder for each function.
 *
 * @param args of the framework, such as `['package', '--stage', 'dev']`
 * @throws Error with the framework's output if the command fails or takes five minutes
 */
export async function runFramework(
  dir: string,
  args: readonly string[],
  { env = localEnvironment(), artifacts }: FrameworkOptions = {},
): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'serverless-'));
  const added = {
    // os.tmpdir() reads the first on POSIX, and the others on Windows.
    ...{ TMPDIR: scratch, TEMP: scratch, TMP: scratch },
    SERVERLESS_ARTIFACTS: artifacts === 'none' ? undefined : artifacts,
  };
  const running = execFileAsync(
    process.execPath,
    [...(artifacts === undefined ? [] : [`--import=${SKIP_BUNDLING}`]), frameworkOf(dir), ...args],
    { cwd: dir, env: { ...env, ...added }, timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES },
  );
  const end = (): void => {
    running.child.kill();
    rmSync(scratch, { recursive: true, force: true });
  };
  process.once('exit', end);
  try {
    await running;
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    const output = `${stderr}${stdout}`.trim() || message;
    throw new Error(`${basename(dir)}: serverless ${args[0] ?? ''} failed\n${output}`);
  } finally {
    process.off('exit', end);
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Returns the script of the Serverless Framework that the service depends on, or else of the one that this package depends
 * on. Throws if there is neither.
 *
 * @param dir the service's folder
 */
export function frameworkOf(dir: string): string {
  for (const base of [join(dir, 'package.json'), import.meta.url]) {
    const folders = createRequire(base).resolve.paths('serverless') ?? [];
    for (const folder of folders) {
      const bin = join(folder, 'serverless', 'bin', 'serverless.js');
      if (existsSync(bin)) return bin;
    }
  }
  throw new Error(
    `${basename(dir)}: the Serverless Framework is not installed: add serverless to its dependencies`,
  );
}
