/**
 * A plugin that completes the HTTP API and the REST API that a service declares, by the settings of the stage
 * (`custom.byStage`): throttling, the stage of a REST API with its cache, access logs, alarms on server errors, and the
 * addresses at which clients find the API.
 */
const { declareAccessLogs } = require('./access-logs.cjs');
const { declareAddresses } = require('./api-addresses.cjs');
const { declareApiAlarms } = require('./api-alarms.cjs');
const { declareRestStages } = require('./rest-stage.cjs');

module.exports = class Apis {
  constructor(serverless) {
    this.hooks = {
      'after:aws:package:finalize:mergeCustomProviderResources': () => complete(serverless.service),
    };
  }
};

function complete({ custom: { byStage, domain, restApi }, provider }) {
  const resources = provider.compiledCloudFormationTemplate.Resources;
  const facts = { stage: provider.stage, domain };
  for (const { Type, Properties } of Object.values(resources))
    if (Type === 'AWS::ApiGatewayV2::Stage') throttleHttpApi(Properties, byStage.apiThrottle);
  declareRestStages(resources, { ...byStage, cachedPaths: restApi?.cachedPaths });
  if (byStage.accessLogs) declareAccessLogs(resources, facts, provider.logRetentionInDays);
  if (byStage.functionAlarms) declareApiAlarms(resources, facts);
  declareAddresses(resources, facts, byStage.domainName);
}

function throttleHttpApi(properties, { ratePerSecond, burst }) {
  properties.DefaultRouteSettings = {
    ...properties.DefaultRouteSettings,
    ThrottlingRateLimit: ratePerSecond,
    ThrottlingBurstLimit: burst,
  };
}
