import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleExternals } from '@tradepost/local/functions/bundle-externals';
import { bundleSettings } from '@tradepost/local/functions/bundle-settings';
import { findServices, packageServices } from '@tradepost/local/packaging/package-service';
import type { PackagedService } from '@tradepost/local/packaging/service-state';
import { build } from 'esbuild';

/** What one function weighs when it is deployed. */
export type BundleFigures = {
  readonly service: string;
  readonly function: string;
  readonly usesDynamodb: boolean;
  readonly bytes: number;
  /** Above a handler that is empty, median of several fresh processes. */
  readonly importMs: number;
};

/** What a function should weigh at the most. */
export const BUNDLE_GOALS = {
  withDynamodb: { kilobytes: 400, importMs: 45 },
  without: { kilobytes: 40, importMs: 5 },
} as const;

const RUNS = 7;
const EMPTY_HANDLER = 'exports.handler = async () => {};\n';

/**
 * Bundles each function of each service as it is bundled for deployment, and imports the bundle in fresh processes.
 *
 * @param workDir a folder that may be written to
 */
export async function measureBundles(
  servicesDir: string,
  workDir: string,
  onMeasured: () => void,
): Promise<BundleFigures[]> {
  const services = await packageServices(findServices(servicesDir), {
    stage: 'dev',
    cacheDir: join(workDir, 'packages'),
  });
  await mkdir(workDir, { recursive: true });
  const empty = join(workDir, 'empty.cjs');
  await writeFile(empty, EMPTY_HANDLER);
  const emptyMs = await medianImportMs(empty);
  const figures: BundleFigures[] = [];
  for (const service of services) {
    for (const [functionKey, { handler = '' }] of Object.entries(service.state.service.functions)) {
      const bundle = await bundleFunction(service, functionKey, handler, workDir);
      const importMs = (await medianImportMs(bundle.file)) - emptyMs;
      const { bytes, usesDynamodb } = bundle;
      figures.push({ service: service.name, function: functionKey, usesDynamodb, bytes, importMs });
      onMeasured();
    }
  }
  return figures;
}

async function bundleFunction(
  service: PackagedService,
  functionKey: string,
  handler: string,
  workDir: string,
) {
  const { settings, externals } = bundleSettings(service);
  const declared = service.state.service.custom?.['esbuild'] as { minify?: boolean } | undefined;
  const file = join(workDir, `${service.name}-${functionKey}.${settings.format === 'esm' ? 'mjs' : 'cjs'}`);
  const { metafile } = await build({
    ...settings,
    absWorkingDir: service.dir,
    entryPoints: [`${handler.slice(0, handler.lastIndexOf('.'))}.ts`],
    outfile: file,
    minify: declared?.minify === true,
    metafile: true,
    logLevel: 'silent',
    plugins: [bundleExternals(externals)],
  });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.keys(output?.inputs ?? {});
  return {
    file,
    bytes: output?.bytes ?? 0,
    usesDynamodb: inputs.some((path) => path.includes('@aws-sdk/client-dynamodb/')),
  };
}

/** Loaded as Lambda's runtime loads it. */
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
