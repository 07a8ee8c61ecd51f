import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { frameworkOf } from '@tradepost/compiled-service/packaging/package-service';
import { readServiceState, STATE_FILE } from '@tradepost/compiled-service/packaging/service-state';

const TIMEOUT_MS = 300_000;
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;
/** The framework's name for the template that it deploys. */
export const TEMPLATE_FILE = 'cloudformation-template-update-stack.json';

/**
 * Packages a service with `serverless package`, code included.
 *
 * @param dir the service's folder
 * @param params `name=value`, for `serverless package --param`
 * @param folder where the package is written
 * @throws Error with the framework's own output if the service cannot be packaged
 */
export async function packageInto(
  dir: string,
  stage: string,
  params: readonly string[],
  folder: string,
): Promise<void> {
  const args = [frameworkOf(dir), 'package', '--stage', stage, '--package', folder];
  try {
    await promisify(execFile)(process.execPath, [...args, ...params.map((param) => `--param=${param}`)], {
      cwd: dir,
      timeout: TIMEOUT_MS,
      maxBuffer: MAX_OUTPUT_BYTES,
    });
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${basename(dir)}: serverless package failed\n${`${stderr}${stdout}`.trim() || message}`);
  }
  await relocatePackage(folder);
}

/**
 * Makes the paths of a package right for the folder that it is in: the framework writes the path at which its bundler
 * first put each file, and deploys from there.
 *
 * @param folder a package, possibly made on another machine
 */
export async function relocatePackage(folder: string): Promise<void> {
  const file = join(folder, STATE_FILE);
  const state = await readFile(file, 'utf8');
  await writeFile(
    file,
    state.replace(
      /"artifact": "(?:[^"/]*\/)*([^"/]+\.zip)"/g,
      (_, name: string) => `"artifact": ${JSON.stringify(join(resolve(folder), name))}`,
    ),
  );
}

/**
 * Checks that a folder has the package of a service for a stage.
 *
 * @param dir the service's folder
 * @throws Error that names the folder and what it has instead
 */
export function checkPackage(folder: string, dir: string, stage: string): void {
  const service = basename(dir);
  if (!existsSync(join(folder, STATE_FILE)))
    throw new Error(`--package ${folder} has no ${STATE_FILE}: pnpm deploy:package ${service} writes one`);
  const { state } = readServiceState(dir, folder);
  const found = `${state.service.service} on ${state.service.provider.stage}`;
  const expected = `tradepost-${service} on ${stage}`;
  if (found !== expected) throw new Error(`--package ${folder} must be ${expected}, not ${found}`);
}
