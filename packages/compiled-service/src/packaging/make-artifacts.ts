import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { zipSync } from 'fflate';
import { handlersOf } from '../bundling/build.ts';
import { bundleDeployed } from '../bundling/bundle-functions.ts';
import { bundleSettings } from '../bundling/settings.ts';
import type { BundledService } from './service-state.ts';

/** The same bytes give the same zip file. The format has no earlier time. */
const ZIP_OPTIONS = { mtime: new Date('1980-01-01T12:00:00'), level: 1 } as const;

/**
 * Makes the zip file of each function of a service, `FUNCTION_KEY.zip`, with the bundle that serverless-esbuild would put there.
 * Files of another package with the same handlers and settings of the bundler are used again, so the sources must not change
 * for as long as `folder` exists.
 *
 * @returns a folder in `folder`
 */
export async function makeArtifacts(service: BundledService, folder: string): Promise<string> {
  const handlers = handlersOf(service);
  const content = JSON.stringify([service.name, bundleSettings(service), handlers]);
  const target = join(folder, createHash('sha256').update(content).digest('hex').slice(0, 24));
  if (existsSync(target)) return target;
  mkdirSync(folder, { recursive: true });
  const scratch = mkdtempSync(join(folder, '.making-'));
  const sources = new Map(handlers.map(({ functionKey, source }) => [functionKey, source]));
  for (const { function: key, file } of await bundleDeployed(service, scratch)) {
    const source = relative(service.dir, sources.get(key) as string);
    const zip = zipSync({ [source.replace(/\.\w+$/, '.js')]: [readFileSync(file), ZIP_OPTIONS] });
    writeFileSync(join(scratch, `${key}.zip`), zip);
    rmSync(file);
  }
  renameSync(scratch, target);
  return target;
}
