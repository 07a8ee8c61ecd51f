/**
 * A plugin that completes the HTTP API and the REST API that a service declares, by the settings of the stage
 * (`custom.byStage`): throttling, the stage of a REST API with its cache, its own responses, access logs, alarms, the addresses at
 * which clients find the API, and no address of its own where the stage has an edge.
 */
const { declareAccessAlarms } = require('./access-alarms.cjs');
const { declareAccessLogs } = require('./access-logs.cjs');
const { declareAddresses } = require('./api-addresses.cjs');
const { declareApiAlarms } = require('./api-alarms.cjs');
const { declareGatewayResponses } = require('./gateway-responses.cjs');
const { declareRestStages } = require('./rest-stage.cjs');
const { throttledRoutes } = require('./throttled-routes.cjs');

module.exports = class Apis {
  constructor(serverless) {
    this.hooks = {
      'after:aws:package:finalize:mergeCustomProviderResources': () => complete(serverless.service),
    };
  }
};

function complete({ custom: { byStage, domain, httpApi, restApi }, provider }) {
  const resources = provider.compiledCloudFormationTemplate.Resources;
  const facts = { stage: provider.stage, domain };
  const isShared = ({ service }) => !(httpApi?.servicesWithOwnApi ?? []).includes(service);
  for (const { Type, Properties } of Object.values(resources))
    if (Type === 'AWS::ApiGatewayV2::Stage')
      throttleHttpApi(Properties, byStage.apiThrottle, throttledRoutes(byStage.routeThrottles, isShared));
  const ownRoutes = throttledRoutes(byStage.routeThrottles, ({ service }) => service === domain);
  declareRestStages(resources, { ...byStage, cachedPaths: restApi?.cachedPaths, throttledRoutes: ownRoutes });
  declareGatewayResponses(resources);
  if (byStage.accessLogs) declareAccessLogs(resources, facts, provider.logRetentionInDays);
  if (byStage.functionAlarms) {
    declareApiAlarms(resources, facts);
    declareAccessAlarms(resources, facts);
  }
  declareAddresses(resources, facts, byStage.domainName);
  if (byStage.edgeOrigin !== '') disableOwnEndpoints(resources);
}

/**
 * A caller would pass by the firewall at the API's own endpoint, `{api}.execute-api.{region}.amazonaws.com`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-disable-default-endpoint.html
 */
function disableOwnEndpoints(resources) {
  for (const { Type, Properties } of Object.values(resources))
    if (['AWS::ApiGatewayV2::Api', 'AWS::ApiGateway::RestApi'].includes(Type))
      Properties.DisableExecuteApiEndpoint = true;
}

/**
 * `RouteSettings` may name only routes that exist, and the routes are in other stacks: route-settings.cjs adapts them when they
 * are deployed. The settings of a route replace the default ones.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
function throttleHttpApi(properties, throttle, routes) {
  const { DefaultRouteSettings } = properties;
  properties.DefaultRouteSettings = { ...DefaultRouteSettings, ...limitsOf(throttle) };
  if (routes.length === 0) return;
  properties.RouteSettings = Object.fromEntries(
    routes.map(({ method, path, throttle: ofRoute }) => [
      `${method} ${path}`,
      { ...DefaultRouteSettings, ...limitsOf(ofRoute) },
    ]),
  );
}

function limitsOf({ ratePerSecond, burst }) {
  return { ThrottlingRateLimit: ratePerSecond, ThrottlingBurstLimit: burst };
}
