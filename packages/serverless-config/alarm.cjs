/**
 * The common part of all alarms. They publish to the platform's alarm topic, which is known by its name so that each service
 * can be deployed and rolled back on its own.
 */
const PERIOD_SECONDS = 60;

/**
 * An alarm on a metric: `{Namespace, MetricName, Dimensions?, Statistic | ExtendedStatistic}`, or the result of `computed`.
 * It is raised when `datapoints` (default: all) of the last `minutes` are above the threshold. A minute without data counts
 * as healthy. With `isBelow`, they are below it, and a minute without data counts as below. With `periodSeconds`, a period is longer than a minute, and `minutes` is the number of periods.
 */
function alarmOf(
  { stage },
  {
    description,
    metric,
    threshold,
    isBelow = false,
    minutes = 1,
    datapoints = minutes,
    periodSeconds = PERIOD_SECONDS,
  },
) {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmDescription: description,
      ...metric,
      ...('Metrics' in metric ? {} : { Period: periodSeconds }),
      EvaluationPeriods: minutes,
      ...(datapoints === minutes ? {} : { DatapointsToAlarm: datapoints }),
      Threshold: threshold,
      ComparisonOperator: isBelow ? 'LessThanThreshold' : 'GreaterThanThreshold',
      TreatMissingData: isBelow ? 'breaching' : 'notBreaching',
      AlarmActions: [
        {
          'Fn::Sub': `arn:\${AWS::Partition}:sns:\${AWS::Region}:\${AWS::AccountId}:tradepost-${stage}-alarms`,
        },
      ],
    },
  };
}

/**
 * A metric that an expression computes from others, `{id: metric}`: at most 10. Each of them is billed like an alarm.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
function computed(expression, metrics, periodSeconds = PERIOD_SECONDS) {
  const parts = Object.entries(metrics).map(([Id, { Statistic, ExtendedStatistic, ...Metric }]) => ({
    Id,
    MetricStat: { Metric, Period: periodSeconds, Stat: Statistic ?? ExtendedStatistic },
    ReturnData: false,
  }));
  return { Metrics: [{ Id: 'result', Expression: expression, ReturnData: true }, ...parts] };
}

module.exports = { alarmOf, computed };
