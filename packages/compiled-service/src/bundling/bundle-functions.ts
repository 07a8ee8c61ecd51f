import { basename, join, relative, resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import { findServices, packageServices } from '../packaging/package-service.ts';
import type { BundledService } from '../packaging/service-state.ts';
import { buildService, handlersOf } from './build.ts';
import { bundleSettings } from './settings.ts';

/** The bundle of a function, as it is deployed. */
export type FunctionBundle = {
  readonly service: string;
  readonly function: string;
  readonly file: string;
  readonly bytes: number;
  readonly usesAws: boolean;
  /** esbuild's metafile of this bundle alone; its paths are relative to the service's folder. */
  readonly metafile: Metafile;
};

/**
 * Bundles each function of each service as it is bundled for deployment: one file for each function.
 *
 * @param outDir folder for the bundles
 * @param names services; all without it
 */
export async function bundleFunctions(
  servicesDir: string,
  outDir: string,
  names?: readonly string[],
): Promise<FunctionBundle[]> {
  const dirs = findServices(servicesDir).filter((dir) => names?.includes(basename(dir)) ?? true);
  const bundles: FunctionBundle[] = [];
  for (const service of await packageServices(dirs, { stage: 'dev' }))
    bundles.push(...(await bundleDeployed(service, outDir)));
  return bundles;
}

/** The package of the service is written as ES modules, so that a CommonJS file needs it. */
const EXTENSION = '.cjs';

/**
 * Bundles each function of a service as it is bundled for deployment. esbuild reads each module once; serverless-esbuild lets it
 * read all modules anew for each function, and takes several times as long for the same bytes.
 *
 * @param outDir folder for the bundles
 */
export async function bundleDeployed(service: BundledService, outDir: string): Promise<FunctionBundle[]> {
  const { minify } = bundleSettings(service);
  const handlers = handlersOf(service);
  const { metafile } = await buildService(service, {
    entryPoints: handlers.map(({ functionKey, source }) => ({
      in: source,
      out: `${service.name}-${functionKey}`,
    })),
    outdir: outDir,
    outExtension: { '.js': EXTENSION },
    minify,
  });
  return handlers.map(({ functionKey }) => {
    const file = join(outDir, `${service.name}-${functionKey}${EXTENSION}`);
    return { service: service.name, function: functionKey, file, ...toFigures(service, metafile, file) };
  });
}

function toFigures({ dir }: BundledService, { inputs, outputs }: Metafile, file: string) {
  const name = Object.keys(outputs).find((path) => resolve(dir, path) === resolve(file));
  const output = name === undefined ? undefined : outputs[name];
  if (name === undefined || output === undefined) throw new Error(`${relative(dir, file)} was not created`);
  return {
    bytes: output.bytes,
    usesAws: Object.keys(output.inputs).some((path) => path.includes('/@aws-sdk/client-')),
    metafile: { inputs, outputs: { [name]: output } },
  };
}
