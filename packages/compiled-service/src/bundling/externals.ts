import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Excludes the packages that the service excludes from its deployed bundle. On AWS, they come from the runtime or a layer.
 * Here, the bundle imports the installed package by its path, because the bundle is not next to the service's node_modules.
 */
export function externals(patterns: readonly string[]): Plugin {
  const isExternal = patterns.map((pattern) => matcherOf(pattern));
  return {
    name: 'externals',
    setup(build) {
      if (patterns.length === 0) return;
      build.onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
        if (!isExternal.some((matches) => matches(path))) return undefined;
        return { path: installedPath(path, importer) ?? path, external: true };
      });
    },
  };
}

function matcherOf(pattern: string): (path: string) => boolean {
  const [start = '', end] = pattern.split('*');
  if (end !== undefined) return (path) => path.startsWith(start) && path.endsWith(end);
  return (path) => path === pattern || path.startsWith(`${pattern}/`);
}

function installedPath(path: string, importer: string): string | undefined {
  try {
    return createRequire(importer).resolve(path);
  } catch {
    // Not installed: as on AWS, this is an error only when the package is loaded.
    return undefined;
  }
}
