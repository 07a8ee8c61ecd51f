const { createHash } = require('node:crypto');
const { pascal } = require('./names.cjs');
const { segmentsOf } = require('./rest-paths.cjs');

const REST_STAGE = 'ApiGatewayStage';
/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html */
const MAX_PRIORITY = 1_000_000;

/**
 * Declares the addresses of the APIs of a template:
 * - The parameter `/tradepost/{stage}/{domain}/{http-api|rest-api}/url`, with which operators' commands find the API: the
 *   custom domain of the stage, or the API's own endpoint. That of a REST API is below its stage.
 * - For a REST API, a routing rule of the custom domain for each base path. A rule forwards the whole path, whereas an API
 *   mapping removes the mapped path from the request, so that several base paths could not lead to one API. The domain
 *   (`services/platform/resources/custom-domain.yml`) maps everything else to the HTTP API.
 *
 * @param resources of the compiled template
 * @param facts     `{stage, domain}` of the service
 * @param domainName the custom domain of the stage; empty if it has none
 */
exports.declareAddresses = (resources, { stage, domain }, domainName) => {
  const urlParameter = (kind, ownUrl) => ({
    Type: 'AWS::SSM::Parameter',
    Properties: {
      Name: `/tradepost/${stage}/${domain}/${kind}/url`,
      Type: 'String',
      Value: domainName === '' ? ownUrl : `https://${domainName}`,
    },
  });
  for (const [id, { Type }] of Object.entries(resources)) {
    if (Type === 'AWS::ApiGatewayV2::Api')
      resources.HttpApiUrlParameter = urlParameter('http-api', { 'Fn::GetAtt': [id, 'ApiEndpoint'] });
    if (Type !== 'AWS::ApiGateway::RestApi') continue;
    const endpoint = `https://\${${id}}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}/\${${REST_STAGE}}`;
    resources.RestApiUrlParameter = urlParameter('rest-api', { 'Fn::Sub': endpoint });
    if (domainName !== '') Object.assign(resources, routingRules(resources, id, stage));
  }
};

function routingRules(resources, apiId, stage) {
  const rules = basePathsOf(resources).map((basePath) => [
    `RoutingRule${basePath.split(/[/-]/).map(pascal).join('')}`,
    {
      Type: 'AWS::ApiGatewayV2::RoutingRule',
      Properties: {
        DomainNameArn: `{{resolve:ssm:/tradepost/${stage}/platform/custom-domain/arn}}`,
        Priority: priorityOf(basePath),
        Conditions: [{ MatchBasePaths: { AnyOf: [basePath] } }],
        Actions: [{ InvokeApi: { ApiId: { Ref: apiId }, Stage: { Ref: REST_STAGE }, StripBasePath: false } }],
      },
    },
  ]);
  return Object.fromEntries(rules);
}

/** Two rules of a domain must not have the same priority. The order does not matter: no base path contains another. */
function priorityOf(basePath) {
  return (createHash('sha256').update(basePath).digest().readUInt32BE() % MAX_PRIORITY) + 1;
}

/** The literal beginnings of the API's paths, without those that another covers: `v1/products`, `v1/variants`. */
function basePathsOf(resources) {
  const beginnings = Object.values(resources)
    .filter(({ Type }) => Type === 'AWS::ApiGateway::Method')
    .map(({ Properties }) => segmentsOf(Properties.ResourceId, resources))
    .map((segments) => {
      const end = segments.findIndex((segment) => segment.startsWith('{'));
      return segments.slice(0, end === -1 ? segments.length : end).join('/');
    });
  const isCovered = (path) => beginnings.some((other) => path.startsWith(`${other}/`));
  return [...new Set(beginnings)].filter((path) => !isCovered(path)).sort();
}
