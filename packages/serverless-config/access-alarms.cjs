const { KINDS } = require('./access-logs.cjs');
const { alarmOf } = require('./alarm.cjs');

const WINDOW_SECONDS = 300;

/**
 * Statuses with which access is refused, the metric that counts each, and the number in five minutes above which somebody
 * probably tries something: tokens (401), what a token does not allow (403), or more than callers may do (429). A client whose
 * token has expired gets a 401 now and then, and asks for a new one.
 */
const REFUSALS = {
  401: { metric: 'RequestsUnauthorized', above: 100, what: 'without a valid token' },
  403: { metric: 'RequestsForbidden', above: 50, what: 'with a token that does not allow them' },
  429: { metric: 'RequestsThrottled', above: 200, what: 'above the rate that callers may have' },
};

/**
 * Declares metrics of refused requests for each access log of a template, and an alarm on each. A filter of the log counts,
 * because the metrics of API Gateway have one number for all statuses from 400 to 499.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 *
 * @param resources of the compiled template, with its access logs
 * @param facts     `{stage, domain}` of the service
 */
exports.declareAccessAlarms = (resources, facts) => {
  for (const { id, name } of Object.values(KINDS)) {
    if (resources[id] === undefined) continue;
    for (const [status, refusal] of Object.entries(REFUSALS)) {
      resources[`${id}${refusal.metric}Filter`] = filterOf(facts, id, status, refusal);
      resources[`${id}${refusal.metric}Alarm`] = burstAlarm(facts, name, status, refusal);
    }
  }
};

function filterOf({ stage }, logGroup, status, { metric }) {
  return {
    Type: 'AWS::Logs::MetricFilter',
    Properties: {
      LogGroupName: { Ref: logGroup },
      FilterPattern: `{ $.status = "${status}" }`,
      MetricTransformations: [
        {
          MetricNamespace: `Tradepost/${stage}`,
          MetricName: metric,
          MetricValue: '1',
          Unit: 'Count',
          Dimensions: [
            { Key: 'service', Value: '$.service' },
            { Key: 'api', Value: '$.api' },
          ],
        },
      ],
    },
  };
}

function burstAlarm(facts, api, status, { metric, above, what }) {
  return alarmOf(facts, {
    description: `The ${api} of ${facts.domain} refuses more than ${above} requests in five minutes ${what} (${status}).`,
    metric: {
      Namespace: `Tradepost/${facts.stage}`,
      MetricName: metric,
      Dimensions: [
        { Name: 'service', Value: facts.domain },
        { Name: 'api', Value: api },
      ],
      Statistic: 'Sum',
    },
    threshold: above,
    periodSeconds: WINDOW_SECONDS,
  });
}
