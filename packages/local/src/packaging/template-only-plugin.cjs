/** Stands in for a bundling plugin of the Serverless Framework where only the compiled template is wanted. */
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

/** The shortest zip file there is: an end record and no entries. */
const EMPTY_ZIP = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');

module.exports = class TemplateOnlyPlugin {
  constructor(serverless) {
    // The stand-in replaces several plugins; each of its instances defines the same, which the framework refuses twice.
    if (!serverless.templateOnly) {
      serverless.templateOnly = true;
      serverless.configSchemaHandler.defineFunctionProperties(serverless.service.provider.name, {
        properties: { skipEsbuild: { type: 'boolean' } },
      });
    }
    this.hooks = { 'before:package:createDeploymentArtifacts': () => handInEmptyArtifacts(serverless) };
  }
};

function handInEmptyArtifacts(serverless) {
  const artifact = join(serverless.serviceDir, '.serverless', 'empty.zip');
  mkdirSync(dirname(artifact), { recursive: true });
  writeFileSync(artifact, EMPTY_ZIP);
  for (const name of serverless.service.getAllFunctions()) {
    const definition = serverless.service.getFunction(name);
    definition.package = { ...definition.package, artifact };
  }
}
