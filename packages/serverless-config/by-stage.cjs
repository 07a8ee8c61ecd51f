/**
 * A plugin that gives functions and APIs what their stage says, from `custom.byStage` (`by-stage.yml`):
 * - a canary: the settings of serverless-plugin-canary-deployments for each function, with the function's own alarms,
 *   and the platform's check of a new version before it gets traffic;
 * - concurrency, reserved or provisioned, with its scaling;
 * - throttling of the APIs, and the cache of a REST API.
 */
const { pascal } = require('./names.cjs');

const ALIAS = 'live';
/** The platform's function that looks at a new version before it gets traffic. It cannot be asked about its own. */
const CHECK = 'checkVersion';

module.exports = class ByStage {
  constructor(serverless) {
    const service = () => serverless.service;
    this.hooks = {
      'before:package:initialize': () => declareCanaries(service()),
      // It stands after the canary plugin, whose aliases it completes.
      'after:aws:package:finalize:mergeCustomProviderResources': () => complete(service()),
    };
  }
};

/** Before anything is compiled: a function that is to have versions is compiled with one. */
function declareCanaries({ custom, functions, provider }) {
  const { byStage, domain } = custom;
  if (byStage.canary === 'none') return;
  provider.versionFunctions = true;
  custom.deploymentSettings = {
    type: byStage.canary,
    alias: ALIAS,
    codeDeployRole: ofAccount('iam', '', `role/tradepost-${provider.stage}-platform-code-deploy`),
  };
  for (const [key, definition] of Object.entries(functions)) {
    if (domain === 'platform' && key === CHECK) continue;
    definition.deploymentSettings = byStage.functionAlarms
      ? { alarms: [`${pascal(key)}ErrorsAlarm`, `${pascal(key)}SlowAlarm`] }
      : {};
  }
}

function complete({ custom: { byStage, domain, uncachedPaths = [] }, functions, provider }) {
  const resources = provider.compiledCloudFormationTemplate.Resources;
  for (const { Type, UpdatePolicy } of Object.values(resources)) {
    if (Type !== 'AWS::Lambda::Alias') continue;
    UpdatePolicy.CodeDeployLambdaAliasUpdate.BeforeAllowTrafficHook = `tradepost-${provider.stage}-platform-check-version`;
  }
  for (const [name, wanted] of Object.entries(byStage.concurrency)) {
    const [service, key] = name.split('-');
    if (service !== domain) continue;
    if (functions[key] === undefined) throw new Error(`concurrency: ${domain} has no function ${key}`);
    Object.assign(resources, limitConcurrency(resources, functions[key].name, key, wanted));
  }
  for (const [id, { Type, Properties }] of Object.entries(resources)) {
    if (Type === 'AWS::ApiGatewayV2::Stage') throttleHttpApi(Properties, byStage);
    if (Type === 'AWS::ApiGateway::Deployment')
      describeRestStage(Properties, byStage, resources, uncachedPaths);
    if (Type === 'AWS::ApiGateway::Method' && byStage.apiCache.ttlSeconds > 0)
      keyCache(id, Properties, resources);
  }
}

/**
 * Provisioned concurrency belongs to an alias, and follows its use.
 * https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
 */
function limitConcurrency(resources, functionName, key, { reserved, provisioned }) {
  const id = `${pascal(key)}LambdaFunction`;
  if (reserved !== undefined) resources[id].Properties.ReservedConcurrentExecutions = reserved;
  if (provisioned === undefined) return {};
  const alias = resources[`${id}Alias${ALIAS}`];
  if (alias === undefined)
    throw new Error(`concurrency: ${key} has no alias to provision; the stage needs a canary type`);
  const { min, max, targetPercent } = provisioned;
  alias.Properties.ProvisionedConcurrencyConfig = { ProvisionedConcurrentExecutions: min };
  return {
    [`${id}Scaling`]: {
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      DependsOn: `${id}Alias${ALIAS}`,
      Properties: {
        ServiceNamespace: 'lambda',
        ResourceId: `function:${functionName}:${ALIAS}`,
        ScalableDimension: 'lambda:function:ProvisionedConcurrency',
        MinCapacity: min,
        MaxCapacity: max,
      },
    },
    [`${id}ScalingPolicy`]: {
      Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      Properties: {
        PolicyName: `${functionName}-provisioned`,
        PolicyType: 'TargetTrackingScaling',
        ScalingTargetId: { Ref: `${id}Scaling` },
        TargetTrackingScalingPolicyConfiguration: {
          PredefinedMetricSpecification: { PredefinedMetricType: 'LambdaProvisionedConcurrencyUtilization' },
          TargetValue: targetPercent / 100,
        },
      },
    },
  };
}

function throttleHttpApi(properties, { apiThrottle: { ratePerSecond, burst } }) {
  properties.DefaultRouteSettings = {
    ...properties.DefaultRouteSettings,
    ThrottlingRateLimit: ratePerSecond,
    ThrottlingBurstLimit: burst,
  };
}

/** The framework makes a REST API's stage with its deployment, and so its settings stand there. */
function describeRestStage(properties, { apiThrottle, apiCache, traceSample }, resources, uncachedPaths) {
  const settings = {
    HttpMethod: '*',
    ResourcePath: '/*',
    MetricsEnabled: true,
    ThrottlingRateLimit: apiThrottle.ratePerSecond,
    ThrottlingBurstLimit: apiThrottle.burst,
  };
  const isCached = apiCache.ttlSeconds > 0;
  properties.StageDescription = {
    TracingEnabled: traceSample > 0,
    ...(isCached ? { CacheClusterEnabled: true, CacheClusterSize: apiCache.sizeGb } : {}),
    MethodSettings: [
      settings,
      ...(isCached ? cachedPaths(resources, uncachedPaths) : []).map((path) => ({
        ...settings,
        HttpMethod: 'GET',
        ResourcePath: `/${path.replaceAll('/', '~1')}`,
        CachingEnabled: true,
        CacheTtlInSeconds: apiCache.ttlSeconds,
        CacheDataEncrypted: true,
      })),
    ],
  };
}

/**
 * A cache key has one value of a query parameter. A route that takes a repeated one (`?skus=A&skus=B`) belongs to
 * `custom.uncachedPaths`: its answer would be served to `?skus=C&skus=B`, too.
 * https://github.com/DianaIonita/serverless-api-gateway-caching/issues/70
 */
function cachedPaths(resources, uncachedPaths) {
  return Object.values(resources)
    .filter(({ Type, Properties }) => Type === 'AWS::ApiGateway::Method' && Properties.HttpMethod === 'GET')
    .map(({ Properties }) => `/${pathOf(Properties.ResourceId, resources)}`)
    .filter((path) => !path.startsWith(STAFF_PATH) && !uncachedPaths.includes(path));
}

/** The cache does not look at tokens: a response for staff would be given to everyone. */
const STAFF_PATH = '/v1/admin/';

/**
 * API Gateway keys its cache by the declared parameters, not by the concrete path. `If-None-Match` must be part of the
 * key, or the 304 of one client would be served to another.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
function keyCache(id, properties, resources) {
  if (properties.HttpMethod !== 'GET') return;
  const inPath = [...pathOf(properties.ResourceId, resources).matchAll(/\{(\w+)\}/g)].map(
    ([, name]) => `path.${name}`,
  );
  const asked = Object.keys(properties.RequestParameters ?? {}).map((name) =>
    name.replace('method.request.', ''),
  );
  const keys = [...new Set([...inPath, ...asked, 'header.If-None-Match'])].map(
    (name) => `method.request.${name}`,
  );
  properties.RequestParameters = Object.fromEntries(keys.map((key) => [key, key.includes('.path.')]));
  properties.Integration.CacheKeyParameters = keys;
  properties.Integration.CacheNamespace = id;
}

function pathOf(resourceId, resources) {
  const { ParentId, PathPart } = resources[resourceId.Ref]?.Properties ?? {};
  if (PathPart === undefined) return '';
  const parent = ParentId.Ref === undefined ? '' : pathOf(ParentId, resources);
  return parent === '' ? PathPart : `${parent}/${PathPart}`;
}

function ofAccount(service, region, resource) {
  return { 'Fn::Sub': `arn:\${AWS::Partition}:${service}:${region}:\${AWS::AccountId}:${resource}` };
}
