/**
 * Replaces a bundling plugin of the Serverless Framework if only the compiled template is needed. Functions get an empty
 * artifact.
 */
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

/** Shortest valid zip file: an end record and no entries. */
const EMPTY_ZIP = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');

module.exports = class TemplateOnlyPlugin {
  constructor(serverless) {
    // This plugin replaces several, and the framework refuses the same definition twice.
    if (!serverless.templateOnly) {
      serverless.templateOnly = true;
      serverless.configSchemaHandler.defineFunctionProperties(serverless.service.provider.name, {
        properties: { skipEsbuild: { type: 'boolean' } },
      });
    }
    this.hooks = { 'before:package:createDeploymentArtifacts': () => setArtifacts(serverless) };
  }
};

function setArtifacts(serverless) {
  const artifact = join(serverless.serviceDir, '.serverless', 'empty.zip');
  mkdirSync(dirname(artifact), { recursive: true });
  writeFileSync(artifact, EMPTY_ZIP);
  for (const name of serverless.service.getAllFunctions()) {
    const definition = serverless.service.getFunction(name);
    definition.package = { ...definition.package, artifact };
  }
}
