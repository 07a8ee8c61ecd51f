import type { BuildOptions } from 'esbuild';
import type { PackagedService } from '../packaging/service-state.ts';

/**
 * Reads a service's `custom.esbuild` (the options of serverless-esbuild). Options that affect the behaviour of the code are
 * passed on to esbuild; options for size or packaging are ignored. Throws for any other option, naming it.
 */
export function bundleSettings({ name, state }: PackagedService): {
  settings: BuildOptions;
  /** True if deployed bundles are minified. */
  minify: boolean;
  external: readonly string[];
} {
  const declared = (state.service.custom?.['esbuild'] ?? {}) as Record<string, unknown>;
  for (const option of Object.keys(declared)) {
    if (PASSED_ON.includes(option) || WITHOUT_EFFECT.includes(option)) continue;
    throw new Error(`${name}: custom.esbuild.${option} is not supported`);
  }
  if ((declared['format'] ?? 'cjs') !== 'cjs')
    throw new Error(
      `${name}: custom.esbuild.format ${String(declared['format'])} is not supported: only cjs is`,
    );
  const passed = Object.fromEntries(
    Object.entries(declared).filter(([option]) => PASSED_ON.includes(option)),
  );
  const listed = (option: string, otherwise: string[] = []): string[] =>
    (declared[option] as string[] | undefined) ?? otherwise;
  const exclude = listed('exclude', DEFAULT_EXCLUDE);
  return {
    settings: { platform: 'node', target: 'node24', format: 'cjs', ...passed, bundle: true },
    minify: declared['minify'] === true,
    external: [...listed('external'), ...(exclude.includes('*') ? [] : exclude)],
  };
}

const PASSED_ON = [
  'alias banner conditions define drop footer format inject jsx jsxFactory jsxFragment keepNames loader mainFields',
  'packages platform resolveExtensions target treeShaking tsconfig',
].flatMap((line) => line.split(' '));

/** Options of serverless-esbuild for packaging and size. */
const WITHOUT_EFFECT = [
  'bundle concurrency disposeContext exclude external installExtraArgs keepOutputDirectory legalComments logLevel metafile',
  'minify minifyIdentifiers minifySyntax minifyWhitespace nativeZip outputBuildFolder outputFileExtension',
  'outputWorkFolder packagePath packager packagerOptions skipBuild skipBuildExcludeFns skipRebuild sourcemap',
  'sourcesContent splitting stripEntryResolveExtensions watch zipConcurrency',
].flatMap((line) => line.split(' '));

const DEFAULT_EXCLUDE = ['aws-sdk'];
