/** The log group of each kind of stage, and the property that names it. */
const KINDS = {
  'AWS::ApiGatewayV2::Stage': { id: 'HttpApiAccessLogs', name: 'http-api', property: 'AccessLogSettings' },
  'AWS::ApiGateway::Stage': { id: 'RestApiAccessLogs', name: 'rest-api', property: 'AccessLogSetting' },
};

/**
 * Fields of a line. The route is a template (`/v1/orders/{orderId}`): no id and no query parameter is logged. Of the caller,
 * only the IP address, the client and the API key's id are: the client of a token (`client_id`: storefront, backoffice, the
 * name of a machine) is the kind of caller, and the person (`sub`, `username`) is in the log lines of no request.
 * `$context.error.message` is left out, because it may repeat an Authorization header. Every value is in quotes, because API
 * Gateway writes `-` for a variable without a value. `service` and `api` are the same in every line of a group: the metrics of
 * a filter have them as dimensions (access-alarms.cjs).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
const FIELDS = {
  requestId: '$context.requestId',
  requestTimeMs: '$context.requestTimeEpoch',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  responseBytes: '$context.responseLength',
  errorType: '$context.error.responseType',
  authorizerError: '$context.authorizer.error',
  clientId: '$context.authorizer.claims.client_id',
  integrationStatus: '$context.integration.status',
  integrationLatencyMs: '$context.integration.latency',
  integrationError: '$context.integration.error',
  // The `requestId` in the log lines of the function.
  functionRequestId: '$context.integration.requestId',
  domainName: '$context.domainName',
  sourceIp: '$context.identity.sourceIp',
};
const FORMATS = {
  'AWS::ApiGatewayV2::Stage': { route: '$context.routeKey', ...FIELDS },
  'AWS::ApiGateway::Stage': {
    route: '$context.httpMethod $context.resourcePath',
    ...FIELDS,
    extendedRequestId: '$context.extendedRequestId',
    apiKeyId: '$context.identity.apiKeyId',
    // The reasons of a 401 and of a 403 that the authorizer of a user pool, or a missing API key, causes.
    authenticateError: '$context.authenticate.error',
    authorizeError: '$context.authorize.error',
  },
};

/**
 * Declares access logs for each API stage of a template, and their log groups.
 *
 * @param resources of the compiled template
 * @param facts     `{stage, domain}` of the service
 * @param retentionInDays of the log groups
 */
exports.declareAccessLogs = (resources, { stage, domain }, retentionInDays) => {
  for (const { Type, Properties } of Object.values(resources)) {
    const kind = KINDS[Type];
    if (kind === undefined) continue;
    resources[kind.id] = {
      Type: 'AWS::Logs::LogGroup',
      Properties: {
        // The size of a log resource policy is limited, and this prefix needs one statement for all log groups.
        // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
        LogGroupName: `/aws/vendedlogs/apis/tradepost-${stage}-${domain}-${kind.name}`,
        RetentionInDays: retentionInDays,
      },
    };
    Properties[kind.property] = {
      DestinationArn: { 'Fn::GetAtt': [kind.id, 'Arn'] },
      Format: JSON.stringify({ service: domain, api: kind.name, ...FORMATS[Type] }),
    };
  }
};

/** The log group and the value of `api` of each kind of stage. */
exports.KINDS = KINDS;
