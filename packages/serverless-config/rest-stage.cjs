const STAGE_ID = 'ApiGatewayStage';

/**
 * Declares the stage of a REST API as a resource with a fixed logical id, in place of the stage that the framework has the
 * deployment create. The framework gives the deployment another logical id at each packaging, and CloudFormation refuses a
 * new deployment that describes a stage that exists: "StageDescription cannot be specified when stage referenced by StageName
 * already exists".
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html
 * https://github.com/awsdocs/aws-cloudformation-user-guide/pull/387
 *
 * @param resources the compiled template's
 * @param settings  `apiThrottle`, `apiCache` and `traceSample` of the stage (`stages.yml`), and `uncachedPaths`
 */
exports.declareRestStages = (resources, settings) => {
  for (const [deploymentId, { Type, Properties }] of Object.entries(resources)) {
    if (Type !== 'AWS::ApiGateway::Deployment') continue;
    const { StageName, ...rest } = Properties;
    resources[deploymentId].Properties = rest;
    waitForStage(resources, deploymentId);
    resources[STAGE_ID] = {
      Type: 'AWS::ApiGateway::Stage',
      Properties: {
        RestApiId: rest.RestApiId,
        // CloudFormation deletes the previous deployment only after the stage refers to this one.
        DeploymentId: { Ref: deploymentId },
        StageName,
        ...describeStage(settings, resources),
      },
    };
  }
  if (settings.apiCache.ttlSeconds === 0) return;
  for (const [id, { Type, Properties }] of Object.entries(resources))
    if (Type === 'AWS::ApiGateway::Method') keyCache(id, Properties, resources);
};

/** API keys and usage plans name the stage, which the framework expects to come with the deployment. */
function waitForStage(resources, deploymentId) {
  for (const resource of Object.values(resources))
    if (['AWS::ApiGateway::ApiKey', 'AWS::ApiGateway::UsagePlan'].includes(resource.Type))
      resource.DependsOn = [resource.DependsOn ?? []]
        .flat()
        .map((id) => (id === deploymentId ? STAGE_ID : id));
}

function describeStage({ apiThrottle, apiCache, traceSample, uncachedPaths }, resources) {
  const settings = {
    HttpMethod: '*',
    ResourcePath: '/*',
    MetricsEnabled: true,
    ThrottlingRateLimit: apiThrottle.ratePerSecond,
    ThrottlingBurstLimit: apiThrottle.burst,
  };
  const isCached = apiCache.ttlSeconds > 0;
  return {
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
 * `custom.uncachedPaths`: its response would be served to `?skus=C&skus=B`, too.
 * https://github.com/DianaIonita/serverless-api-gateway-caching/issues/70
 */
function cachedPaths(resources, uncachedPaths = []) {
  return Object.values(resources)
    .filter(({ Type, Properties }) => Type === 'AWS::ApiGateway::Method' && Properties.HttpMethod === 'GET')
    .map(({ Properties }) => `/${pathOf(Properties.ResourceId, resources)}`)
    .filter((path) => !path.startsWith(STAFF_PATH) && !uncachedPaths.includes(path));
}

/** The cache ignores tokens: it would serve a response for staff to everyone. */
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
