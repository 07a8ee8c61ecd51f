/**
 * Serverless Framework plugin for a service that runs alone (`serverless offline`, `serverless invoke local`) next to a local
 * cloud. Its functions get the environment and the AWS endpoints of that cloud, read from the data folder in
 * LOCAL_CLOUD_DATA, or else from `.tradepost` in the repository. It does nothing for other commands.
 */
const { spawn } = require('node:child_process');
const { dataDir, readCloud } = require('./offline-data.cjs');

/** Not `.build`, from which packages are created: a leftover bundle there would be deployed. */
const BUILD_FOLDER = '.offline';

module.exports = class OfflinePlugin {
  constructor(serverless) {
    if (!runsFunctions(serverless.processedInput)) return;
    const { service, serviceDir, classes } = serverless;
    const cloud = readCloud();
    const running = cloud?.services[serviceDir];
    if (running === undefined) throw new classes.Error(explain(cloud, serviceDir));
    // The framework may have taken the region from the user's AWS_REGION.
    service.provider.region = cloud.environment.AWS_REGION;
    if (majorOf(process.version) < majorOf(cloud.node.version)) {
      this.hooks = { initialize: () => runUnder(cloud.node.path) };
      return;
    }
    service.custom ??= {};
    useEnvironment(cloud.environment);
    bundleAsCommonJs(service);
    // REST APIs have the same paths as with `npm start`.
    service.custom['serverless-offline'] = {
      noPrependStageInUrl: true,
      ...service.custom['serverless-offline'],
    };
    service.custom.offline = {
      customAuthenticationProvider: require.resolve('./offline-authentication.cjs'),
    };
    // At `initialize`, functions that are listed as an array have been merged.
    this.hooks = { initialize: () => replaceEnvironments(serverless, running.functions) };
  }
};

function runsFunctions({ commands: [first, second], isHelpRequest }) {
  return !isHelpRequest && (first === 'offline' || (first === 'invoke' && second === 'local'));
}

function explain(cloud, serviceDir) {
  if (cloud !== undefined)
    return `Tradepost runs at ${cloud.url} without the service in ${serviceDir}: restart it`;
  return `Tradepost does not run on the data in ${dataDir()}: start it with npm start, in another terminal (LOCAL_CLOUD_DATA names another folder)`;
}

function majorOf(version) {
  return Number(/\d+/.exec(version)[0]);
}

/** Runs the same command under the Node.js of the local cloud: the functions are built for that version. */
function runUnder(node) {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  // A terminal sends Ctrl-C to the child as well.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => process.exit(code ?? 1));
  });
}

/** serverless-offline copies the variables that begin with AWS_ into its functions. */
function useEnvironment(environment) {
  require('@tradepost/compiled-service/local-environment').forgetUserSettings();
  Object.assign(process.env, environment);
}

/**
 * The bundles are CommonJS in a package of ES modules, so they need `.cjs`. Deployed bundles are outside that package. They are
 * not minified, which takes longer than it saves here.
 */
function bundleAsCommonJs({ custom: { esbuild } }) {
  if (esbuild === undefined) return;
  Object.assign(esbuild, { minify: false, outputBuildFolder: BUILD_FOLDER, outputFileExtension: '.cjs' });
}

/** serverless-offline supports neither `Ref` nor `{{resolve:ssm:…}}`; the local cloud has resolved them from the template. */
function replaceEnvironments({ service, classes }, environments) {
  const missing = Object.keys(service.functions).filter((key) => environments[key] === undefined);
  if (missing.length > 0)
    throw new classes.Error(
      `Tradepost was started before ${missing.join(', ')} was added to the service: restart it`,
    );
  service.provider.environment = {};
  for (const [key, definition] of Object.entries(service.functions))
    definition.environment = environments[key];
}
