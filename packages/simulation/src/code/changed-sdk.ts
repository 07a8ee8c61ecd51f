import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { CHANGED_SDK_FILES, REQUEST_HANDLER_SOURCE, WITHOUT_TEXT_FILES } from './replaced-sources.ts';

/**
 * A plugin that changes the SDK. `check` throws if a file of it was never read: a later version of the SDK may have moved
 * it.
 */
export function changedSdk(isSerialized: boolean): { readonly plugin: Plugin; readonly check: () => void } {
  const changed = isSerialized ? CHANGED_SDK_FILES : { ...CHANGED_SDK_FILES, ...WITHOUT_TEXT_FILES };
  const unread = new Set(Object.keys(changed));
  const plugin: Plugin = {
    name: 'changed-sdk',
    setup(building) {
      building.onResolve({ filter: /^@smithy\/node-http-handler$/ }, ({ path }) => ({
        path,
        namespace: 'simulation',
      }));
      building.onLoad({ filter: /^/, namespace: 'simulation' }, () => ({
        contents: REQUEST_HANDLER_SOURCE,
        loader: 'js',
      }));
      building.onLoad(
        { filter: /\/@(?:smithy|aws-sdk)\/(?:core|endpoint-cache)\/dist-es\// },
        async ({ path }) => {
          const file = Object.keys(changed).find((end) => path.endsWith(`/${end}`));
          if (file === undefined) return undefined;
          const source = await readFile(path, 'utf8');
          const contents = changed[file]?.(source);
          if (contents === source) throw new Error(`the simulation cannot change ${path}: it has no plugin`);
          unread.delete(file);
          return { contents: contents ?? source, loader: 'js' };
        },
      );
    },
  };
  return {
    plugin,
    check: () => {
      const [file] = unread;
      if (file !== undefined) throw new Error(`the simulation changes ${file}, which no service bundles`);
    },
  };
}
