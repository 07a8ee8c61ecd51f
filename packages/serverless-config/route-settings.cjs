/**
 * A plugin that sets the throttles of routes on the shared HTTP API when a service is deployed.
 *
 * The stage of the API, with its `RouteSettings`, is in the stack of the platform; the routes are in the stacks of the services,
 * which are deployed later and apart. API Gateway refuses settings of a route that does not exist ("Unable to find Route by
 * key"), and then every later change of the stage, too, if the route is removed before its settings. CloudFormation does not
 * remove settings. So:
 * - The packaged template of the platform has the settings of all routes. The deployed one has only those of routes that exist.
 * - Before a service is deployed, settings are removed of routes without a throttle in this version's contracts.
 * - After a service was deployed, the settings of its own routes are set.
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename-routesettings-routekey.html
 * https://github.com/serverless/serverless/issues/12776
 */
const {
  ApiGatewayV2Client,
  DeleteRouteSettingsCommand,
  GetRoutesCommand,
  GetStageCommand,
  UpdateStageCommand,
} = require('@aws-sdk/client-apigatewayv2');
const { GetParametersCommand, SSMClient } = require('@aws-sdk/client-ssm');
const { throttledRoutes } = require('./throttled-routes.cjs');

const StageName = '$default';
const PAGE_SIZE = '100';

module.exports = class RouteSettings {
  constructor(serverless, _options, { log }) {
    const { service } = serverless;
    this.hooks = {
      // The template is neither compared nor uploaded yet.
      'before:aws:deploy:deploy:checkForChanges': async () => {
        const { Resources } = service.provider.compiledCloudFormationTemplate;
        const stage = Object.values(Resources).find(({ Type }) => Type === 'AWS::ApiGatewayV2::Stage');
        if (stage === undefined && !isOnSharedApi(service)) return;
        const api = await findApi(serverless);
        if (api !== undefined) await removeStale(api, service.custom.byStage, log);
        if (stage !== undefined) await keepExisting(stage.Properties, api, log);
      },
      'after:deploy:deploy': async () => {
        if (isOnSharedApi(service)) await setOwn(serverless, log);
      },
    };
  }
};

/** Returns true if the service has a throttled route, and no REST API of its own. */
function isOnSharedApi({ custom }) {
  return custom.restApi === undefined && ownRoutes(custom).length > 0;
}

function ownRoutes({ byStage, domain }) {
  return throttledRoutes(byStage.routeThrottles, ({ service }) => service === domain);
}

/** `{client, id, stage}` of the shared API as it is deployed; undefined before the first deployment of the platform. */
async function findApi(serverless) {
  const config = await serverless.getProvider('aws').getAwsSdkV3Config();
  const { stage: stageName } = serverless.service.provider;
  const Names = [`/tradepost/${stageName}/platform/http-api/id`];
  const { Parameters = [] } = await new SSMClient(config).send(new GetParametersCommand({ Names }));
  const id = Parameters[0]?.Value;
  if (id === undefined) return undefined;
  const client = new ApiGatewayV2Client(config);
  return { client, id, stage: await client.send(new GetStageCommand({ ApiId: id, StageName })) };
}

/** Other services have routes of other versions: their settings are set again when they are deployed. */
async function removeStale({ client, id, stage }, { routeThrottles }, log) {
  const wanted = new Set(throttledRoutes(routeThrottles, () => true).map(keyOf));
  for (const RouteKey of Object.keys(stage.RouteSettings ?? {})) {
    if (wanted.has(RouteKey)) continue;
    await client.send(new DeleteRouteSettingsCommand({ ApiId: id, StageName, RouteKey }));
    log.notice(`Route ${RouteKey} has no throttle of its own any more`);
  }
}

async function keepExisting(properties, api, log) {
  const { RouteSettings = {} } = properties;
  const existing = api === undefined ? new Set() : await routeKeysOf(api);
  const [kept, left] = [{}, []];
  for (const [key, settings] of Object.entries(RouteSettings)) {
    if (existing.has(key)) kept[key] = settings;
    else left.push(key);
  }
  if (Object.keys(kept).length > 0) properties.RouteSettings = kept;
  else delete properties.RouteSettings;
  if (left.length > 0)
    log.notice(`${left.length} routes get their throttle when their service is deployed: ${left.join(', ')}`);
}

async function routeKeysOf({ client, id }) {
  const keys = new Set();
  let NextToken;
  do {
    const page = await client.send(new GetRoutesCommand({ ApiId: id, MaxResults: PAGE_SIZE, NextToken }));
    for (const { RouteKey } of page.Items ?? []) keys.add(RouteKey);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return keys;
}

/** Sends the settings of the other routes, too: AWS does not document whether the given ones replace all. */
async function setOwn(serverless, log) {
  const api = await findApi(serverless);
  if (api === undefined) return;
  const { client, id, stage } = api;
  const before = stage.RouteSettings ?? {};
  const routes = ownRoutes(serverless.service.custom);
  const own = Object.fromEntries(
    routes.map((route) => [
      keyOf(route),
      {
        DetailedMetricsEnabled: stage.DefaultRouteSettings?.DetailedMetricsEnabled ?? false,
        ThrottlingRateLimit: route.throttle.ratePerSecond,
        ThrottlingBurstLimit: route.throttle.burst,
      },
    ]),
  );
  if (Object.entries(own).every(([key, settings]) => isSame(before[key], settings))) return;
  const RouteSettings = { ...before, ...own };
  await client.send(new UpdateStageCommand({ ApiId: id, StageName, RouteSettings }));
  log.notice(`Throttles of ${routes.length} routes are set`);
}

function isSame(before = {}, after) {
  return Object.entries(after).every(([name, value]) => before[name] === value);
}

function keyOf({ method, path }) {
  return `${method} ${path}`;
}
