import type { BuildOptions } from 'esbuild';
import type { BundledService } from '../packaging/service-state.ts';

/** Options of serverless-esbuild that esbuild also has, by the same names. */
const PASSED_ON = ['conditions', 'define', 'mainFields', 'platform', 'target'];
/** Options for packaging and size, and those that are read below. */
const KNOWN = [...PASSED_ON, 'bundle', 'concurrency', 'exclude', 'format', 'minify', 'sourcemap'];

/**
 * Reads a service's `custom.esbuild` (the options of serverless-esbuild). Excluded packages come from Lambda's runtime.
 *
 * @returns options of esbuild, and whether deployed bundles are minified
 * @throws Error that names the option, if it is not supported
 */
export function bundleSettings({ name, state }: BundledService): {
  settings: BuildOptions;
  minify: boolean;
} {
  const declared = (state.service.custom?.['esbuild'] ?? {}) as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(declared).find((option) => !KNOWN.includes(option));
  if (unknown !== undefined) throw new Error(`${name}: custom.esbuild.${unknown} is not supported`);
  const { format = 'cjs', minify, exclude = [] } = declared;
  if (format !== 'cjs')
    throw new Error(`${name}: custom.esbuild.format ${String(format)} is not supported: only cjs is`);
  const passed = Object.entries(declared).filter(([option]) => PASSED_ON.includes(option));
  return {
    settings: {
      ...{ platform: 'node', target: 'node24', format: 'cjs', external: exclude as string[] },
      ...Object.fromEntries(passed),
    },
    minify: minify === true,
  };
}
