/**
 * The responses of a REST API that API Gateway sends without calling a function. By default they have no CORS header, so a
 * browser hides their status from the page, and their bodies are not those of our API.
 *
 * Rejections are problems (RFC 9457). `code` is that of the same rejection by a function: packages/contracts/src/problem.ts. API
 * Gateway does not process a template as VTL, it only replaces `$context` variables.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */

/** `check config` compares statuses and titles with the contracts. */
const REFUSALS = {
  UNAUTHORIZED: {
    status: 401,
    code: 'UNAUTHENTICATED',
    title: 'The request has no valid access token',
    challenge: 'Bearer',
  },
  ACCESS_DENIED: {
    status: 403,
    code: 'FORBIDDEN',
    title: 'The access token does not allow this request',
    challenge: 'Bearer error="insufficient_scope"',
  },
  INVALID_API_KEY: { status: 403, code: 'INVALID_API_KEY', title: 'The request has no valid API key' },
};

/** 429 has no code in our API: the problem has no meaning beyond its status. */
const LIMITS = {
  THROTTLED: 'There are too many requests at once. Retry with increasing delays.',
  QUOTA_EXCEEDED: 'The quota of the API key is used up. It starts again at midnight UTC.',
};

/** In place of 403 "Missing Authentication Token". The body is that of an HTTP API. */
const UNKNOWN_PATH = { status: 404, headers: {}, body: { message: 'Not Found' } };

/** CloudFormation would delete the response under an older logical id after it has made the same one under a new id. */
const LOGICAL_NAMES = { MISSING_AUTHENTICATION_TOKEN: 'UnknownPath' };

/**
 * Declares the responses for each REST API of a template.
 *
 * @param resources of the compiled template
 */
exports.declareGatewayResponses = (resources) => {
  const entries = Object.entries(resources);
  const responses = {
    MISSING_AUTHENTICATION_TOKEN: UNKNOWN_PATH,
    ...mapValues(REFUSALS, toRefusal),
    ...mapValues(LIMITS, toLimit),
  };
  for (const [apiId] of entries.filter(([, { Type }]) => Type === 'AWS::ApiGateway::RestApi')) {
    const declared = Object.entries(responses).map(([type, response]) => [
      `${apiId}${LOGICAL_NAMES[type] ?? logicalName(type)}`,
      toResource(apiId, type, response),
    ]);
    Object.assign(resources, Object.fromEntries(declared));
    // A deployment is a snapshot of its API: what it does not depend on may be missing in it.
    for (const [, deployment] of entries.filter(([, { Type }]) => Type === 'AWS::ApiGateway::Deployment'))
      deployment.DependsOn = [deployment.DependsOn ?? [], declared.map(([id]) => id)].flat();
  }
};

function toRefusal({ status, code, title, challenge }) {
  return {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      ...(challenge === undefined ? {} : { 'WWW-Authenticate': challenge }),
    },
    body: {
      type: `urn:tradepost:problem:${code}`,
      title,
      status,
      code,
      correlationId: '$context.requestId',
    },
  };
}

function toLimit(detail) {
  return {
    status: 429,
    headers: { 'Content-Type': 'application/problem+json' },
    body: { type: 'about:blank', title: 'Too Many Requests', status: 429, detail },
  };
}

function toResource(apiId, type, { status, headers, body }) {
  const all = { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store', ...headers };
  return {
    Type: 'AWS::ApiGateway::GatewayResponse',
    Properties: {
      RestApiId: { Ref: apiId },
      ResponseType: type,
      StatusCode: String(status),
      ResponseParameters: Object.fromEntries(
        Object.entries(all).map(([name, value]) => [`gatewayresponse.header.${name}`, `'${value}'`]),
      ),
      ResponseTemplates: { 'application/json': JSON.stringify(body) },
    },
  };
}

/** `QUOTA_EXCEEDED` is `QuotaExceeded`. */
function logicalName(type) {
  return type.toLowerCase().replace(/(?:^|_)(\w)/g, (_all, letter) => letter.toUpperCase());
}

function mapValues(record, change) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
