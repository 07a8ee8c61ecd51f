/**
 * Loaded into a `serverless` process (`node --import`) that does not use serverless-esbuild: replaces the plugins that bundle
 * functions by `artifacts-plugin.cjs`.
 */
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const BUNDLERS =
  /\/node_modules\/(?:serverless-esbuild|serverless-webpack|serverless-bundle|serverless-plugin-typescript|serverless-offline)\//;
const replacement = fileURLToPath(new URL('./artifacts-plugin.cjs', import.meta.url));

registerHooks({
  load(url, context, nextLoad) {
    if (!BUNDLERS.test(url)) return nextLoad(url, context);
    // One class for each plugin: the framework refuses a class that is listed twice.
    const source = `module.exports = class extends require(${JSON.stringify(replacement)}) {};`;
    return { format: 'commonjs', source, shortCircuit: true };
  },
});
