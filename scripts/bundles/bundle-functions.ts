import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { bundleExternals } from '@tradepost/local/functions/bundle-externals';
import { bundleSettings } from '@tradepost/local/functions/bundle-settings';
import { findServices, packageServices } from '@tradepost/local/packaging/package-service';
import type { PackagedService } from '@tradepost/local/packaging/service-state';
import { build, type Metafile } from 'esbuild';

/** One function as it is deployed. */
export type FunctionBundle = {
  readonly service: string;
  readonly function: string;
  readonly file: string;
  readonly bytes: number;
  readonly usesAws: boolean;
  /** What esbuild tells of this bundle alone. */
  readonly metafile: Metafile;
};

/** What a function should weigh at the most, and how long its import should take above an empty handler's. */
export const BUNDLE_GOALS = {
  withAws: { kilobytes: 400, importMs: 45 },
  without: { kilobytes: 40, importMs: 5 },
} as const;

/** Limits of single functions above the goal, in kilobytes, by `service function`. */
const SIZE_LIMIT_OVERRIDES: Readonly<Record<string, number>> = {
  // Before it rejects an order because of its offers, it invokes the catalogue's function: a second AWS client.
  'orders placeOrder': 440,
  // It invokes the publisher of a service, and records that in the event archive: two AWS clients.
  'platform republishEvents': 420,
  // They redrive a message to a queue, a function or a workflow, by hand and rarely: six AWS clients.
  'platform redriveDeadLetter': 520,
  'platform redriveDeadLetters': 520,
  // It sends events to a queue, a function or a workflow: four AWS clients, and the interpreter of EventBridge rules.
  'platform startReplay': 420,
};

/**
 * Bundles each function of each service as it is bundled for deployment: one file for each function.
 *
 * @param workDir a folder for the bundles, and for the compiled templates that say how they are made
 */
export async function bundleFunctions(servicesDir: string, workDir: string): Promise<FunctionBundle[]> {
  const services = await packageServices(findServices(servicesDir), {
    stage: 'dev',
    cacheDir: join(workDir, 'packages'),
  });
  await mkdir(workDir, { recursive: true });
  const bundles: FunctionBundle[] = [];
  for (const service of services) bundles.push(...(await bundleService(service, workDir)));
  return bundles;
}

/** The goals that a function has: an AWS client is most of what it weighs. */
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
    throw new Error(`${relative(service.dir, file)} was not made`);
  return {
    bytes: output.bytes,
    usesAws: Object.keys(output.inputs).some((path) => path.includes('/@aws-sdk/client-')),
    metafile: { inputs, outputs: { [name]: output } },
  };
}
