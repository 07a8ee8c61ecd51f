import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleFunctions, type FunctionBundle } from '@tradepost/compiled-service/bundling/bundle-functions';

/** Size and import time of a function's bundle. */
export type BundleFigures = Pick<FunctionBundle, 'service' | 'function' | 'usesAws' | 'bytes'> & {
  /** Time of the import minus that of an empty handler; median of several fresh processes. */
  readonly importMs: number;
};

const RUNS = 7;
const EMPTY_HANDLER = 'exports.handler = async () => {};\n';

/**
 * Bundles each function of each service as it is bundled for deployment, and imports the bundle in fresh processes.
 *
 * @param workDir folder for the bundles
 */
export async function measureBundles(servicesDir: string, workDir: string): Promise<BundleFigures[]> {
  const bundles = await bundleFunctions(servicesDir, workDir);
  await mkdir(workDir, { recursive: true });
  const empty = join(workDir, 'empty.cjs');
  await writeFile(empty, EMPTY_HANDLER);
  const emptyMs = await medianImportMs(empty);
  const figures: BundleFigures[] = [];
  for (const { service, function: key, usesAws, bytes, file } of bundles) {
    const importMs = (await medianImportMs(file)) - emptyMs;
    figures.push({ service, function: key, usesAws, bytes, importMs });
  }
  return figures;
}

/** Measures one import, as Lambda's runtime loads the file. */
async function medianImportMs(file: string): Promise<number> {
  const load = file.endsWith('.mjs') ? 'await import' : 'require';
  const script = `(async () => { const from = performance.now(); ${load}(${JSON.stringify(file)}); console.log(performance.now() - from); })()`;
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script]);
    times.push(Number(stdout));
  }
  return times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
}
