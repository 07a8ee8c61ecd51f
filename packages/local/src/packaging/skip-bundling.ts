/**
 * Loaded into the `serverless` process (`node --import`) that only has to compile a template: the plugins that would
 * bundle the functions are replaced by one that hands in an empty artifact.
 */
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const BUNDLERS =
  /\/node_modules\/(?:serverless-esbuild|serverless-webpack|serverless-bundle|serverless-plugin-typescript|serverless-offline)\//;
const standIn = fileURLToPath(new URL('./template-only-plugin.cjs', import.meta.url));

registerHooks({
  load(url, context, nextLoad) {
    if (!BUNDLERS.test(url)) return nextLoad(url, context);
    // A class for each plugin: the framework refuses one that is listed twice.
    const source = `module.exports = class extends require(${JSON.stringify(standIn)}) {};`;
    return { format: 'commonjs', source, shortCircuit: true };
  },
});
