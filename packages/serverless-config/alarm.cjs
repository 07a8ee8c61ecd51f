/**
 * An alarm that tells the platform's alarm topic. The topic is known by its name, so that a service can be deployed
 * and rolled back on its own. `metric` is `{Namespace, MetricName, Dimensions, Statistic}`.
 */
const PERIOD_SECONDS = 60;

function alarmOf({ stage }, { description, metric, threshold, minutes = 1 }) {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmDescription: description,
      ...metric,
      Period: PERIOD_SECONDS,
      EvaluationPeriods: minutes,
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
