import { bundleSettings } from '@tradepost/compiled-service/bundling/settings';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import type { OnResolveArgs, PluginBuild, ResolveResult } from 'esbuild';

/** Finds the file of an import as esbuild does. Returns undefined while this import is being found. */
export type Resolver = (build: PluginBuild, args: OnResolveArgs) => Promise<ResolveResult | undefined>;

/**
 * Creates resolvers that find each import once. The same modules are bundled for many versions of a service, and to search
 * folders for each of them would take longer than everything else.
 */
export function createResolver(): (service: PackagedService) => Resolver {
  const found = new Map<string, Promise<ResolveResult>>();
  return (service) => {
    const settings = JSON.stringify(bundleSettings(service).settings);
    return async (build, { path, resolveDir, kind, pluginData }) => {
      if (pluginData === RESOLVING) return undefined;
      const key = JSON.stringify([settings, kind, resolveDir, path]);
      const result = found.get(key) ?? build.resolve(path, { resolveDir, kind, pluginData: RESOLVING });
      found.set(key, result);
      return result;
    };
  };
}

const RESOLVING = Symbol('resolving');
