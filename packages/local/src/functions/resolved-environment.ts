/**
 * Loaded into a `serverless offline` process (`node --import`) of a service that runs beside the local cloud: gives each
 * function the environment that the local cloud resolved from the compiled template. serverless-offline by itself knows
 * neither `Ref` nor `{{resolve:ssm:…}}`.
 */
import { registerHooks } from 'node:module';

const OFFLINE_PLUGIN = /\/node_modules\/serverless-offline\/src\/index\.js$/;

registerHooks({
  load(url, context, nextLoad) {
    if (!OFFLINE_PLUGIN.test(url)) return nextLoad(url, context);
    const source = `
      import ServerlessOffline from './ServerlessOffline.js';
      import { withResolvedEnvironment } from ${JSON.stringify(new URL('./with-resolved-environment.ts', import.meta.url).href)};
      export default withResolvedEnvironment(ServerlessOffline);`;
    return { format: 'module', source, shortCircuit: true };
  },
});
