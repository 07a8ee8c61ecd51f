import { mkdir } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { bundleExternals } from '@tradepost/compiled-service/bundling/bundle-externals';
import { bundleSettings } from '@tradepost/compiled-service/bundling/bundle-settings';
import { findServices, packageServices } from '@tradepost/compiled-service/packaging/package-service';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { build, type Metafile } from 'esbuild';

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

/** Maximum size of a function's bundle, and the time that its import should take above that of an empty handler. */
export const BUNDLE_GOALS = {
  withAws: { kilobytes: 400, importMs: 45 },
  without: { kilobytes: 40, importMs: 5 },
} as const;

/** Limits of single functions above the goal, in kilobytes, by `service function`. */
const SIZE_LIMIT_OVERRIDES: Readonly<Record<string, number>> = {
  // Invokes a function of the catalogue before it rejects an order because of its offers: a second AWS client.
  'orders placeOrder': 440,
  // Invokes the publisher of a service, and records that in the audit log: two AWS clients.
  'operations republishEvents': 420,
  // Redrive messages to queues, functions and workflows, by hand and rarely: six AWS clients.
  'operations redriveDeadLetter': 520,
  'operations redriveDeadLetters': 520,
  // Sends events to a queue, a function or a workflow: four AWS clients, and the interpreter of EventBridge rules.
  'operations startReplay': 420,
};

/**
 * Bundles each function of each service as it is bundled for deployment: one file for each function.
 *
 * @param workDir folder for the bundles and for the compiled templates, whose settings they are made with
 * @param names services; all without it
 */
export async function bundleFunctions(
  servicesDir: string,
  workDir: string,
  names?: readonly string[],
): Promise<FunctionBundle[]> {
  const dirs = findServices(servicesDir).filter((dir) => names?.includes(basename(dir)) ?? true);
  const services = await packageServices(dirs, {
    stage: 'dev',
    cacheDir: join(workDir, 'packages'),
  });
  await mkdir(workDir, { recursive: true });
  const bundles: FunctionBundle[] = [];
  for (const service of services) bundles.push(...(await bundleService(service, workDir)));
  return bundles;
}

/** The goals of a function: an AWS client is the largest part of a bundle. */
export function goalsOf(bundle: Pick<FunctionBundle, 'service' | 'function' | 'usesAws'>) {
  const goals = bundle.usesAws ? BUNDLE_GOALS.withAws : BUNDLE_GOALS.without;
  return {
    ...goals,
    kilobytes: SIZE_LIMIT_OVERRIDES[`${bundle.service} ${bundle.function}`] ?? goals.kilobytes,
  };
}

async function bundleService(service: PackagedService, workDir: string): Promise<FunctionBundle[]> {
  const { settings, externals } = bundleSettings(service);
  const declared = service.state.service.custom?.['esbuild'] as { minify?: boolean } | undefined;
  const extension = settings.format === 'esm' ? '.mjs' : '.cjs';
  const functions = Object.entries(service.state.service.functions);
  const { metafile } = await build({
    ...settings,
    absWorkingDir: service.dir,
    entryPoints: functions.map(([key, { handler = '' }]) => ({
      in: `${handler.slice(0, handler.lastIndexOf('.'))}.ts`,
      out: `${service.name}-${key}`,
    })),
    outdir: workDir,
    outExtension: { '.js': extension },
    minify: declared?.minify === true,
    metafile: true,
    logLevel: 'silent',
    plugins: [bundleExternals(externals)],
  });
  return functions.map(([key]) => {
    const file = join(workDir, `${service.name}-${key}${extension}`);
    return { service: service.name, function: key, file, ...toFigures(service, metafile, file) };
  });
}

function toFigures(service: PackagedService, { inputs, outputs }: Metafile, file: string) {
  const name = Object.keys(outputs).find((path) => resolve(service.dir, path) === resolve(file));
  const output = name === undefined ? undefined : outputs[name];
  if (name === undefined || output === undefined)
    throw new Error(`${relative(service.dir, file)} was not created`);
  return {
    bytes: output.bytes,
    usesAws: Object.keys(output.inputs).some((path) => path.includes('/@aws-sdk/client-')),
    metafile: { inputs, outputs: { [name]: output } },
  };
}
