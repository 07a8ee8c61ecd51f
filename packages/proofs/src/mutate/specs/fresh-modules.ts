import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Code that is changed, or that imports such code. All other modules keep nothing that a change could affect. */
const FRESH =
  /\/(services|packages\/(aggregate|audit|dynamodb|lambda|personal-data|testing))\/(?!.*\/?node_modules\/)/;
/** Jest's own module, which plain Node.js does not have: the same functions are global. */
const JEST_GLOBALS = '@jest/globals';
const JEST_GLOBALS_SOURCE =
  'export const { jest, expect, it, test, describe, beforeAll, beforeEach, afterAll, afterEach } = globalThis;';

/**
 * Makes Node.js load the modules of services, and of packages that are changed, anew for each spec, as Jest does for
 * specs that call functions. All other modules, such as libraries and contracts, are loaded once in the process.
 *
 * @param root folder of the copy
 * @returns a function that begins the next spec
 */
export function loadFresh(root: string): () => void {
  const base = pathToFileURL(`${root}/`).href;
  const stripped = new Map<string, { readonly text: string; readonly source: string }>();
  let round = 0;
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === JEST_GLOBALS) return { url: 'jest:globals', format: 'module', shortCircuit: true };
      const resolved = next(specifier, context);
      const [url = ''] = resolved.url.split('?');
      if (!url.startsWith(base) || !url.endsWith('.ts') || !FRESH.test(url.slice(base.length - 1)))
        return resolved;
      return { ...resolved, url: `${url}?round=${round}` };
    },
    load(url, context, next) {
      if (url === 'jest:globals')
        return { format: 'module', source: JEST_GLOBALS_SOURCE, shortCircuit: true };
      if (!url.includes('?round=')) return next(url, context);
      const path = fileURLToPath(url);
      const text = readFileSync(path, 'utf8');
      const known = stripped.get(path);
      const source = known?.text === text ? known.source : stripTypeScriptTypes(text);
      stripped.set(path, { text, source });
      return { format: 'module', source, shortCircuit: true };
    },
  });
  return () => {
    round += 1;
  };
}
