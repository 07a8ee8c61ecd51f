/**
 * An alarm that tells the platform's alarm topic. The topic is known by its name, so that a service can be deployed
 * and rolled back on its own. `metric` is `{Namespace, MetricName, Dimensions, Statistic}`; it goes off where so many
 * `datapoints` (all, where nothing is said) of the last `minutes` are above the threshold.
 */
const PERIOD_SECONDS = 60;

function alarmOf({ stage }, { description, metric, threshold, minutes = 1, datapoints = minutes }) {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmDescription: description,
      ...metric,
      Period: PERIOD_SECONDS,
      EvaluationPeriods: minutes,
      ...(datapoints === minutes ? {} : { DatapointsToAlarm: datapoints }),
      Threshold: threshold,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [
        {
          'Fn::Sub': `arn:\${AWS::Partition}:sns:\${AWS::Region}:\${AWS::AccountId}:tradepost-${stage}-alarms`,
        },
      ],
    },
  };
}

module.exports = { alarmOf };
