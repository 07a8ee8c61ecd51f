import {
  objectIn,
  objectsIn,
  type Properties,
  textIn,
  textsIn,
} from '@tradepost/compiled-service/templates/properties';
import { referencesIn } from '@tradepost/compiled-service/templates/references';
import { readRestPreflight } from '@tradepost/compiled-service/templates/routes';
import { OWN_APIS } from '@tradepost/reference/client-types/own-apis';
import { CONTRACT_HEADERS } from '../templates/contract-access.ts';
import { alarmsOn, metricsOf } from './alarm-metrics.ts';

import type { Cloud, CloudResource } from './cloud.ts';
import { REST_METHOD, routesOf } from './routes.ts';
import { type Fault, faultUnless, RETAINING_STAGES, type Rule } from './rule.ts';

const HTTP_STAGE = 'AWS::ApiGatewayV2::Stage';
const REST_STAGE = 'AWS::ApiGateway::Stage';
const HTTP_API = 'AWS::ApiGatewayV2::Api';
const REST_API = 'AWS::ApiGateway::RestApi';
/** Stages with access logs. A personal stage may be in an account without the role that a REST API's logs need. */
const LOGGED = ['dev', ...RETAINING_STAGES];
/** Variables that every access log has, and that none has: those may contain what a caller sent. */
const LOG_VARIABLES = [
  ...['requestId', 'status', 'responseLatency', 'integration.error', 'identity.sourceIp'],
  ...['authorizer.error', 'authorizer.claims.client_id'],
];
const PRIVATE_VARIABLES =
  /\$context\.(?:path|querystring|error\.message|identity\.(?!sourceIp|apiKeyId)|authorizer\.(?!error|claims\.client_id))[\w.]*/g;
const CREDENTIALS_PARAMETER = 'method.response.header.Access-Control-Allow-Credentials';
/** Methods of routes that no page asks for in a preflight: https://fetch.spec.whatwg.org/#cors-safelisted-method */
const NOT_ASKED_FOR = ['HEAD', 'ANY'];
/** Statuses whose bursts have an alarm. */
const REFUSALS = ['401', '403', '429'];

export const apiRules: readonly Rule[] = [
  {
    name: 'rest-deployment-without-stage',
    types: ['AWS::ApiGateway::Deployment'],
    check: ({ properties }) =>
      ['StageName', 'StageDescription']
        .filter((property) => property in properties)
        .map((property) => ({ detail: `has ${property}, so its second deployment fails` })),
    fix: 'Declare the stage as a resource: see declareRestStages in packages/serverless-config/rest-stage.cjs.',
  },
  {
    name: 'rest-api-stage',
    types: [REST_API],
    holds: (api, cloud) =>
      cloud
        .ofType(REST_STAGE)
        .some(
          (stage) => stage.service === api.service && referencesIn(stage.declared).includes(api.logicalId),
        ),
    otherwise: 'has no AWS::ApiGateway::Stage',
    fix: 'Declare the stage as a resource: see declareRestStages in packages/serverless-config/rest-stage.cjs.',
  },
  {
    name: 'rest-api-in-client',
    types: [REST_API],
    holds: ({ service }) => OWN_APIS.includes(service),
    otherwise: 'has an address that packages/client does not know',
    fix: 'Add the service to packages/reference/src/client-types/own-apis.ts, and run pnpm generate client.',
  },
  {
    name: 'rest-api-regional',
    types: [REST_API],
    check: ({ properties }) => {
      const types = JSON.stringify(objectIn(properties, 'EndpointConfiguration')?.['Types'] ?? ['EDGE']);
      return faultUnless(types === '["REGIONAL"]', `has the endpoint types ${types}, not ["REGIONAL"]`);
    },
    fix: 'Set endpointType: REGIONAL in provider.yml; a regional domain cannot have a mapping to another type.',
  },
  {
    name: 'api-access-log',
    types: [HTTP_STAGE, REST_STAGE],
    check: ({ properties }, cloud) => {
      const setting = objectIn(properties, 'AccessLogSettings') ?? objectIn(properties, 'AccessLogSetting');
      if (setting === undefined) return faultUnless(!LOGGED.includes(cloud.stage), 'has no access log');
      const groups = cloud.ofType('AWS::Logs::LogGroup').map(({ arn }) => arn);
      return [
        ...faultUnless(
          groups.includes(textIn(setting, 'DestinationArn') ?? ''),
          'writes its access log to a log group that no service declares',
        ),
        ...faultsOfFormat(textIn(setting, 'Format') ?? ''),
      ];
    },
    fix: 'Take the settings of packages/serverless-config/access-logs.cjs, and set accessLogs for the stage.',
  },
  {
    name: 'api-server-error-alarm',
    types: [HTTP_API, REST_API],
    holds: (api, cloud) =>
      !RETAINING_STAGES.includes(cloud.stage) || alarmsOn(errorsOf(api), cloud).length > 0,
    otherwise: 'may return server errors without an alarm',
    fix: 'Take the alarm of packages/serverless-config/api-alarms.cjs, and set functionAlarms for the stage.',
  },
  {
    name: 'api-refusal-alarms',
    types: [HTTP_STAGE, REST_STAGE],
    check: ({ properties }, cloud) => {
      if (!RETAINING_STAGES.includes(cloud.stage)) return [];
      const setting =
        objectIn(properties, 'AccessLogSettings') ?? objectIn(properties, 'AccessLogSetting') ?? {};
      const watched = cloud
        .ofType('AWS::Logs::MetricFilter')
        .filter((filter) =>
          textIn(setting, 'DestinationArn')?.includes(`:${textIn(filter.properties, 'LogGroupName')}:`),
        )
        .filter((filter) =>
          objectsIn(filter.properties, 'MetricTransformations').some((metric) => isWatched(metric, cloud)),
        )
        .map(({ properties: { FilterPattern } }) => String(FilterPattern));
      const missing = REFUSALS.filter((status) => !watched.includes(`{ $.status = "${status}" }`));
      return faultUnless(
        missing.length === 0,
        `may answer many requests with ${missing.join(', ')} without an alarm`,
      );
    },
    fix: 'Take the alarms of packages/serverless-config/access-alarms.cjs, and set accessLogs and functionAlarms for the stage.',
  },
  // A browser's page cannot send a request whose method or header the answer to its preflight does not allow.
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
  {
    name: 'cors-of-routes',
    types: [HTTP_API],
    check: ({ properties }, cloud) => {
      const cors = objectIn(properties, 'CorsConfiguration');
      if (cors === undefined) return [];
      const routes = routesOf(cloud).filter(({ kind }) => kind === 'http');
      const headers = routes.flatMap(({ method, path }) => CONTRACT_HEADERS.get(`${method} ${path}`) ?? []);
      const methods = routes.map(({ method }) => method).filter((method) => !NOT_ASKED_FOR.includes(method));
      const missing = [
        ...missingIn(textsIn(cors, 'AllowMethods'), methods),
        ...missingIn(textsIn(cors, 'AllowHeaders'), headers),
      ];
      return missing.map((what) => ({
        detail: `does not allow ${what} of a route to the pages of browsers`,
        subject: what,
      }));
    },
    fix: 'Add it to AllowMethods or AllowHeaders in services/platform/resources/http-api.yml.',
  },
  {
    name: 'cors-of-rest-routes',
    types: [REST_METHOD],
    check: ({ stack, logicalId }, cloud) => {
      const preflight = readRestPreflight(stack.read(logicalId), stack);
      if (preflight === undefined) return [];
      const allowed = (preflight.headers['access-control-allow-headers'] ?? '').split(',');
      const headers = routesOf(cloud)
        .filter(({ kind, path }) => kind === 'rest' && path === preflight.path)
        .flatMap(({ method, path }) => CONTRACT_HEADERS.get(`${method} ${path}`) ?? []);
      return missingIn(allowed, headers).map((header) => ({
        detail: `does not allow ${header} of ${preflight.path} to the pages of browsers`,
        subject: `${preflight.path} ${header}`,
      }));
    },
    fix: 'Add it to the headers in cors.yml of the service.',
  },
  // Requests are authorized by tokens in headers. With cookies, the page of any origin could act for whoever opens it.
  {
    name: 'cors-without-credentials',
    types: [HTTP_API, REST_METHOD],
    check: ({ properties }) => {
      const answers = objectsIn(objectIn(properties, 'Integration') ?? {}, 'IntegrationResponses');
      const isAllowed = [
        objectIn(properties, 'CorsConfiguration')?.['AllowCredentials'],
        ...answers.map((answer) => objectIn(answer, 'ResponseParameters')?.[CREDENTIALS_PARAMETER]),
      ].some((value) => value === true || value === "'true'");
      return faultUnless(!isAllowed, 'lets the pages of browsers send cookies');
    },
    fix: 'Leave out AllowCredentials, or set allowCredentials: false in cors.yml.',
  },
  {
    name: 'domain-mapping',
    types: ['AWS::ApiGatewayV2::ApiMapping'],
    check: ({ service, declared }, cloud) =>
      cloud
        .ofType(REST_API)
        .filter((api) => api.service === service && referencesIn(declared).includes(api.logicalId))
        .map(({ logicalId }) => ({
          detail: `maps a domain to the REST API ${logicalId}, and its routing rules no longer work`,
        })),
    fix: 'Lead to a REST API by routing rules: see packages/serverless-config/api-addresses.cjs.',
  },
  {
    name: 'routing-rule',
    types: ['AWS::ApiGatewayV2::RoutingRule'],
    check: (rule, cloud) => {
      const isSame = (other: CloudResource) => other.properties['Priority'] === rule.properties['Priority'];
      return [
        ...faultUnless(
          cloud.ofType(rule.type).filter(isSame).length === 1,
          `has the priority ${rule.properties['Priority']} of another rule`,
        ),
        ...faultUnless(
          objectsIn(rule.properties, 'Actions').every(
            (action) => objectIn(action, 'InvokeApi')?.['StripBasePath'] === false,
          ),
          'removes the base path, which the routes of the API contain',
        ),
      ];
    },
    fix: 'Take the rules of packages/serverless-config/api-addresses.cjs.',
  },
  // Without it, an API or a rule of another account could invoke the function (the "confused deputy").
  // https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
  {
    name: 'function-permission-source',
    types: ['AWS::Lambda::Permission'],
    check: ({ properties }) =>
      faultUnless(
        /^arn:[^*]/.test(textIn(properties, 'SourceArn') ?? ''),
        `lets ${textIn(properties, 'Principal')} invoke a function for any resource of any account`,
      ),
    fix: 'Set SourceArn to the resource that invokes the function.',
  },
];

/** Returns each needed item once that is not allowed, neither by name nor by `*`. */
function missingIn(allowed: readonly string[], needed: readonly string[]): readonly string[] {
  return [...new Set(needed)].filter((each) => !allowed.includes(each) && !allowed.includes('*'));
}

/** Returns whether an alarm reads the metric that a filter counts. */
function isWatched(metric: Properties, cloud: Cloud): boolean {
  return cloud
    .ofType('AWS::CloudWatch::Alarm')
    .flatMap(metricsOf)
    .some(({ namespace, name }) => namespace === metric['MetricNamespace'] && name === metric['MetricName']);
}

function faultsOfFormat(format: string): readonly Fault[] {
  const missing = LOG_VARIABLES.filter((name) => !format.includes(`$context.${name}`));
  const found = format.match(PRIVATE_VARIABLES) ?? [];
  return [
    ...faultUnless(isJson(format), 'writes an access log that is not JSON'),
    ...faultUnless(missing.length === 0, `has an access log without $context.${missing.join(', $context.')}`),
    ...faultUnless(
      found.length === 0,
      `has an access log with ${found.join(', ')}, which may be personal data`,
    ),
  ];
}

function isJson(format: string): boolean {
  try {
    return typeof JSON.parse(format) === 'object';
  } catch {
    return false;
  }
}

/** The metric of the server errors of an API. */
function errorsOf({ type, stack, logicalId, properties }: CloudResource) {
  const [name, dimensions] =
    type === HTTP_API
      ? ['5xx', { ApiId: stack.resolve({ Ref: logicalId }) }]
      : ['5XXError', { ApiName: properties['Name'] }];
  return { namespace: 'AWS/ApiGateway', name, dimensions };
}
