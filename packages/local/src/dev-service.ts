import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { readCloudFile } from './cloud-file.ts';
import { packageFolder } from './engines/package-folder.ts';

/**
 * Runs one service by itself, with the plain `serverless offline` and from its own serverless.yml, against the local cloud
 * that runs on `dataDir`: its functions find the tables, queues and buses there. `args` go to `serverless offline`. Resolves
 * with its exit code. Throws where no local cloud runs, or it does not have the service.
 */
export async function devService(options: {
  readonly dir: string;
  readonly dataDir: string;
  readonly args?: readonly string[];
}): Promise<number> {
  const dir = resolve(options.dir);
  const cloud = readCloudFile(resolve(options.dataDir));
  const service = cloud.services[dir];
  if (service === undefined)
    throw new Error(`The local cloud at ${cloud.url} does not have the service in ${dir}`);
  const child = spawn(process.execPath, [preload(), frameworkOf(dir), 'offline', ...(options.args ?? [])], {
    cwd: dir,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...cloud.environment,
      LOCAL_CLOUD_FUNCTIONS: JSON.stringify(service.functions),
    },
  });
  // The terminal sends Ctrl-C to the child as well: its end is waited for.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  const forward = (): void => void child.kill('SIGTERM');
  process.on('SIGTERM', forward);
  return new Promise((resolveCode, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', forward);
      resolveCode(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

function preload(): string {
  return `--import=${new URL('./functions/resolved-environment.ts', import.meta.url).href}`;
}

function frameworkOf(dir: string): string {
  const folder = packageFolder('serverless', join(dir, 'package.json')) ?? packageFolder('serverless');
  const bin = folder === undefined ? '' : join(folder, 'bin', 'serverless.js');
  if (!existsSync(bin)) throw new Error('The Serverless Framework is not installed');
  return bin;
}
