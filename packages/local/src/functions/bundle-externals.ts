import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Leaves out of the bundle what the service leaves out when it is deployed. In AWS those packages come from the runtime or
 * a layer; here the bundle gets the path of the installed one, since it does not stand beside the service's node_modules.
 */
export function bundleExternals(patterns: readonly string[]): Plugin {
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
    // It is not installed: as on AWS, that is an error when, and only when, it is really loaded.
    return undefined;
  }
}
