const { alarmOf, computed } = require('./alarm.cjs');

const PERIOD_SECONDS = 300;
/** Fewer are single failures, of which the alarms of the functions report what needs action. */
const MIN_ERRORS = 5;
const MAX_ERROR_PERCENT = 5;

/**
 * Metrics of requests and of responses with a status of 500 and more, which include those that API Gateway itself returns.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
const KINDS = {
  'AWS::ApiGatewayV2::Api': {
    name: 'HTTP API',
    errors: '5xx',
    dimensions: (id) => [{ Name: 'ApiId', Value: { Ref: id } }],
  },
  'AWS::ApiGateway::RestApi': {
    name: 'REST API',
    errors: '5XXError',
    dimensions: (_id, { Name }) => [{ Name: 'ApiName', Value: Name }],
  },
};

/**
 * Declares an alarm on server errors for each API of a template. It goes off if at least 5 responses, and more than 5 % of all,
 * had a status of 500 or more in five minutes.
 *
 * @param resources of the compiled template
 * @param facts     `{stage, domain}` of the service
 */
exports.declareApiAlarms = (resources, facts) => {
  for (const [id, { Type, Properties }] of Object.entries(resources)) {
    const kind = KINDS[Type];
    if (kind === undefined) continue;
    resources[`${id}ServerErrorsAlarm`] = serverErrorsAlarm(facts, kind, kind.dimensions(id, Properties));
  }
};

function serverErrorsAlarm(facts, { name, errors }, Dimensions) {
  const sum = (MetricName) => ({ Namespace: 'AWS/ApiGateway', MetricName, Dimensions, Statistic: 'Sum' });
  return alarmOf(facts, {
    description: `The ${name} of ${facts.domain} returns server errors for more than ${MAX_ERROR_PERCENT} % of requests, and for ${MIN_ERRORS} or more in five minutes.`,
    metric: computed(
      `IF(errors >= ${MIN_ERRORS}, 100 * errors / requests, 0)`,
      { errors: sum(errors), requests: sum('Count') },
      PERIOD_SECONDS,
    ),
    threshold: MAX_ERROR_PERCENT,
  });
}
