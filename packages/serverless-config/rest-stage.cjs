const { segmentsOf } = require('./rest-paths.cjs');

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
 * @param settings  `apiThrottle`, `apiCache` and `traceSample` of the stage (`stages.yml`), `cachedPaths` of the service, and its
 *   `throttledRoutes` (`throttled-routes.cjs`)
 * @throws Error if a cached path or a throttled route has no method
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
};

/** API keys and usage plans name the stage, which the framework expects to come with the deployment. */
function waitForStage(resources, deploymentId) {
  for (const resource of Object.values(resources))
    if (['AWS::ApiGateway::ApiKey', 'AWS::ApiGateway::UsagePlan'].includes(resource.Type))
      resource.DependsOn = [resource.DependsOn ?? []]
        .flat()
        .map((id) => (id === deploymentId ? STAGE_ID : id));
}

function describeStage(
  { apiThrottle, apiCache, traceSample, cachedPaths = [], throttledRoutes = [] },
  resources,
) {
  const otherwise = {
    HttpMethod: '*',
    ResourcePath: '/*',
    MetricsEnabled: true,
    ThrottlingRateLimit: apiThrottle.ratePerSecond,
    ThrottlingBurstLimit: apiThrottle.burst,
  };
  const isCached = apiCache.ttlSeconds > 0;
  // The settings of a method replace those of all methods.
  const ofMethods = new Map();
  const change = (HttpMethod, path, settings) => {
    methodAt(HttpMethod, path, resources);
    const key = `${HttpMethod} ${path}`;
    const ResourcePath = `/${path.replaceAll('/', '~1')}`;
    ofMethods.set(key, { ...otherwise, HttpMethod, ResourcePath, ...ofMethods.get(key), ...settings });
  };
  for (const { method, path, throttle } of throttledRoutes)
    change(method, path, {
      ThrottlingRateLimit: throttle.ratePerSecond,
      ThrottlingBurstLimit: throttle.burst,
    });
  for (const path of isCached ? cachedPaths : []) {
    keyCache(path, resources);
    change('GET', path, {
      CachingEnabled: true,
      CacheTtlInSeconds: apiCache.ttlSeconds,
      CacheDataEncrypted: true,
    });
  }
  return {
    TracingEnabled: traceSample > 0,
    ...(isCached ? { CacheClusterEnabled: true, CacheClusterSize: apiCache.sizeGb } : {}),
    MethodSettings: [otherwise, ...ofMethods.values()],
  };
}

/**
 * API Gateway keys its cache by the declared parameters, not by the concrete path. `If-None-Match` must be part of the
 * key, or the 304 of one client would be served to another.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
function keyCache(path, resources) {
  const [id, method] = methodAt('GET', path, resources);
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => `path.${name}`);
  const declared = Object.keys(method.Properties.RequestParameters ?? {}).map((name) =>
    name.replace('method.request.', ''),
  );
  const keys = [...new Set([...inPath, ...declared, 'header.If-None-Match'])].map(
    (name) => `method.request.${name}`,
  );
  method.Properties.RequestParameters = Object.fromEntries(keys.map((key) => [key, key.includes('.path.')]));
  method.Properties.Integration.CacheKeyParameters = keys;
  method.Properties.Integration.CacheNamespace = id;
}

/** `[logical id, resource]` of the method at a path. */
function methodAt(httpMethod, path, resources) {
  const found = Object.entries(resources).find(
    ([, { Type, Properties }]) =>
      Type === 'AWS::ApiGateway::Method' &&
      Properties.HttpMethod === httpMethod &&
      `/${segmentsOf(Properties.ResourceId, resources).join('/')}` === path,
  );
  if (found === undefined)
    throw new Error(`cachedPaths or throttle: the REST API has no route ${httpMethod} ${path}`);
  return found;
}
