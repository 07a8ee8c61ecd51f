/**
 * Replaces a bundling plugin of the Serverless Framework: functions get the zip files of an earlier package, from the folder
 * in SERVERLESS_ARTIFACTS (`FUNCTION_KEY.zip`), or an empty artifact if there is none, for a template without code.
 */
const { copyFileSync, existsSync, mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/** Shortest valid zip file: an end record and no entries. */
const EMPTY_ZIP = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');

module.exports = class ArtifactsPlugin {
  constructor(serverless) {
    // This plugin replaces several, and the framework refuses the same definition twice.
    if (!serverless.hasArtifacts) {
      serverless.hasArtifacts = true;
      serverless.configSchemaHandler.defineFunctionProperties(serverless.service.provider.name, {
        properties: { skipEsbuild: { type: 'boolean' } },
      });
    }
    this.hooks = { 'before:package:createDeploymentArtifacts': () => setArtifacts(serverless) };
  }
};

function setArtifacts(serverless) {
  // The framework moves this folder into the package.
  const folder = join(serverless.serviceDir, '.serverless');
  mkdirSync(folder, { recursive: true });
  const empty = join(folder, 'empty.zip');
  writeFileSync(empty, EMPTY_ZIP);
  for (const name of serverless.service.getAllFunctions()) {
    const definition = serverless.service.getFunction(name);
    definition.package = { ...definition.package, artifact: copyArtifact(name, folder) ?? empty };
  }
}

/** Returns the copy of a function's earlier artifact; undefined if there is none. */
function copyArtifact(name, folder) {
  const { SERVERLESS_ARTIFACTS: given } = process.env;
  const artifact = given && join(given, `${name}.zip`);
  if (!artifact || !existsSync(artifact)) return undefined;
  const copy = join(folder, `${name}.zip`);
  copyFileSync(artifact, copy);
  return copy;
}
