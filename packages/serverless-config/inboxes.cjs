/**
 * The queues of a service, from `custom.inboxes`: `{name: {consumerTimeoutSeconds, maxReceiveCount?}}`. Each is an
 * encrypted queue with its dead letters, a policy that lets the bus and topics of the account send to it, and
 * alarms on both. Beside them stands the service's failures queue: what a rule or a stream could not deliver.
 */
const { factsOf, pascal, queueName } = require('./names.cjs');

/** Lambda's advice: the visibility time-out is six times that of the function. */
const VISIBILITY_FACTOR = 6;
const MAX_RECEIVE_COUNT = 5;
const RETENTION_SECONDS = 14 * 24 * 60 * 60;
const OLDEST_MESSAGE_ALARM_SECONDS = 300;

module.exports = async ({ resolveVariable }) => {
  const facts = await factsOf(resolveVariable);
  const inboxes = await resolveVariable('self:custom.inboxes');
  const resources = { ...failures(facts) };
  for (const [name, inbox] of Object.entries(inboxes))
    Object.assign(resources, toResources(facts, name, inbox));
  return { Resources: resources };
};

function toResources(facts, name, { consumerTimeoutSeconds, maxReceiveCount = MAX_RECEIVE_COUNT }) {
  const id = `${pascal(name)}Inbox`;
  const deadLetters = `${id}DeadLetters`;
  return {
    [id]: queue(queueName(facts, name), {
      VisibilityTimeout: consumerTimeoutSeconds * VISIBILITY_FACTOR,
      RedrivePolicy: { deadLetterTargetArn: arnOf(deadLetters), maxReceiveCount },
    }),
    [deadLetters]: queue(`${queueName(facts, name)}-dlq`),
    [`${id}Policy`]: policy(id),
    [`${id}AgeAlarm`]: alarm(facts, id, 'ApproximateAgeOfOldestMessage', OLDEST_MESSAGE_ALARM_SECONDS),
    [`${deadLetters}Alarm`]: alarm(facts, deadLetters, 'ApproximateNumberOfMessagesVisible', 0),
  };
}

function failures(facts) {
  return {
    FailuresQueue: queue(queueName(facts, 'failures')),
    FailuresQueuePolicy: policy('FailuresQueue'),
    FailuresQueueAlarm: alarm(facts, 'FailuresQueue', 'ApproximateNumberOfMessagesVisible', 0),
  };
}

function queue(name, properties = {}) {
  return {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: name,
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: RETENTION_SECONDS,
      ...properties,
    },
  };
}

function policy(id) {
  return {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: id }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'FromThisAccountOnly',
            Effect: 'Allow',
            Principal: { Service: ['events.amazonaws.com', 'sns.amazonaws.com'] },
            Action: 'sqs:SendMessage',
            Resource: arnOf(id),
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          },
          {
            Sid: 'OverTlsOnly',
            Effect: 'Deny',
            Principal: '*',
            Action: 'sqs:*',
            Resource: arnOf(id),
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    },
  };
}

function alarm({ stage }, id, metric, threshold) {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'AWS/SQS',
      MetricName: metric,
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [id, 'QueueName'] } }],
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 1,
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

function arnOf(id) {
  return { 'Fn::GetAtt': [id, 'Arn'] };
}
