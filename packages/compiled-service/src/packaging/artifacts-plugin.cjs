/**
 * Replaces a bundling plugin of the Serverless Framework: functions get zip files of the folder in SERVERLESS_ARTIFACTS
 * (`make-artifacts.ts`), or an empty artifact if there is none, for a template without code.
 */
const { copyFileSync, mkdirSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');

/** Shortest valid zip file: an end record and no entries. */
const EMPTY_ZIP = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');

module.exports = class ArtifactsPlugin {
  constructor(serverless) {
    this.hooks = {};
    // This plugin replaces several, and the framework refuses the same definition twice.
    if (serverless.hasArtifacts) return;
    serverless.hasArtifacts = true;
    serverless.configSchemaHandler.defineFunctionProperties(serverless.service.provider.name, {
      properties: { skipEsbuild: { type: 'boolean' } },
    });
    this.hooks = { 'before:package:createDeploymentArtifacts': () => setArtifacts(serverless) };
  }
};

async function setArtifacts({ service, serviceDir }) {
  // The framework moves this folder into the package.
  const folder = join(serviceDir, '.serverless');
  mkdirSync(folder, { recursive: true });
  const made = await makeArtifacts(service, serviceDir);
  const empty = join(folder, 'empty.zip');
  if (made === undefined) writeFileSync(empty, EMPTY_ZIP);
  for (const name of service.getAllFunctions()) {
    const artifact = made === undefined ? empty : join(folder, `${name}.zip`);
    if (made !== undefined) copyFileSync(join(made, `${name}.zip`), artifact);
    const definition = service.getFunction(name);
    definition.package = { ...definition.package, artifact };
  }
}

/** Returns the folder of the functions' zip files; undefined if the template is to have no code. */
async function makeArtifacts({ custom, functions }, dir) {
  const { SERVERLESS_ARTIFACTS: folder } = process.env;
  if (!folder) return undefined;
  const { makeArtifacts: make } = await import('./make-artifacts.ts');
  return make({ name: basename(dir), dir, state: { service: { custom, functions } } }, folder);
}
