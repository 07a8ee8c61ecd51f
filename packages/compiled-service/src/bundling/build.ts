import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type BuildOptions, type BuildResult, build, formatMessages } from 'esbuild';
import type { BundledService } from '../packaging/service-state.ts';
import { bundleSettings } from './settings.ts';

/** Options that every bundle of a service has. */
type CommonOptions = { readonly metafile: true; readonly bundle: true };

/**
 * Bundles code of a service by its `custom.esbuild` settings, not minified and without a source map.
 *
 * @param options of esbuild that take precedence
 * @throws Error with the positions of the errors if a source has errors
 */
export async function buildService<const Options extends BuildOptions>(
  service: BundledService,
  options: Options,
): Promise<BuildResult<Options & CommonOptions>> {
  const { settings } = bundleSettings(service);
  const all = {
    ...settings,
    absWorkingDir: service.dir,
    metafile: true,
    logLevel: 'silent',
    ...options,
    bundle: true,
  };
  try {
    return (await build(all as BuildOptions)) as unknown as BuildResult<Options & CommonOptions>;
  } catch (error) {
    const { errors = [] } = error as { errors?: Parameters<typeof formatMessages>[0] };
    if (errors.length === 0) throw error;
    throw new Error((await formatMessages(errors, { kind: 'error' })).join('').trim());
  }
}

/** The handler of a function: its source file and the name of its export. */
export type Handler = { readonly functionKey: string; readonly source: string; readonly exported: string };

const EXTENSIONS = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'];

/** Returns the handlers of a service's functions. Throws, with the name of the function, if one has no source. */
export function handlersOf({ name, dir, state }: BundledService): readonly Handler[] {
  return Object.entries(state.service.functions).map(([functionKey, { handler }]) => {
    if (handler === undefined) throw new Error(`${name}: the function ${functionKey} has no handler`);
    const dot = handler.lastIndexOf('.');
    const path = resolve(dir, handler.slice(0, dot));
    const source = EXTENSIONS.map((extension) => `${path}${extension}`).find((file) => existsSync(file));
    if (source === undefined)
      throw new Error(`${name}: the function ${functionKey} has no source at ${path}`);
    return { functionKey, source, exported: handler.slice(dot + 1) };
  });
}
