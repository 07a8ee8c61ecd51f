/**
 * The queues of a service, from `resources/queues.yml`:
 * `{name: {consumerTimeoutSeconds, consumerWindowSeconds?, consumerBatchSize?, maxReceiveCount?}}`. The first three are the
 * consumer's: its timeout, and the batching window and batch size of its event source (event-sources.cjs). Each is an
 * encrypted queue with a dead-letter queue, policies that deny requests without TLS, and alarms on both. The service's
 * failures queue gets what a rule or a stream could not deliver. `queue-senders.cjs` adds the rules that may send to a queue.
 */
const { alarmOf } = require('./alarm.cjs');
const { atRestOf } = require('./at-rest.cjs');
const { declared } = require('./declared.cjs');
const { factsOf, pascal, resourceName } = require('./names.cjs');

/**
 * Lambda recommends six times the function's timeout plus the batching window.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
const VISIBILITY_FACTOR = 6;
const MAX_RECEIVE_COUNT = 5;
const RETENTION_SECONDS = 14 * 24 * 60 * 60;
const OLDEST_MESSAGE_ALARM_SECONDS = 300;
/**
 * The most that SQS accepts: a message has a stream's record with its images, which is larger than the item.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
const MAX_MESSAGE_BYTES = 1_048_576;

module.exports = async ({ resolveVariable }) => {
  const facts = { ...(await factsOf(resolveVariable)), atRest: await atRestOf(resolveVariable) };
  const inboxes = await declared(resolveVariable, 'queues');
  const resources = failures(facts);
  for (const [name, inbox] of Object.entries(inboxes))
    Object.assign(resources, toResources(facts, name, inbox));
  return { Resources: resources };
};

function toResources(facts, name, inbox) {
  const { consumerTimeoutSeconds, consumerWindowSeconds = 0, maxReceiveCount = MAX_RECEIVE_COUNT } = inbox;
  const id = `${pascal(name)}Inbox`;
  const deadLetters = `${id}DeadLetters`;
  return {
    [id]: queue(facts, resourceName(facts, name), {
      VisibilityTimeout: consumerTimeoutSeconds * VISIBILITY_FACTOR + consumerWindowSeconds,
      RedrivePolicy: { deadLetterTargetArn: arnOf(deadLetters), maxReceiveCount },
    }),
    [`${id}Policy`]: policy(id),
    [`${id}AgeAlarm`]: ageAlarm(facts, id),
    [deadLetters]: queue(facts, `${resourceName(facts, name)}-dlq`),
    [`${deadLetters}Policy`]: policy(deadLetters),
    [`${deadLetters}Alarm`]: depthAlarm(facts, deadLetters),
  };
}

function failures(facts) {
  const id = 'FailuresQueue';
  return {
    [id]: queue(facts, resourceName(facts, 'failures'), { MaximumMessageSize: MAX_MESSAGE_BYTES }),
    [`${id}Policy`]: policy(id),
    [`${id}Alarm`]: depthAlarm(facts, id),
  };
}

function queue({ atRest }, name, properties = {}) {
  return {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: name,
      ...atRest.queue,
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
      PolicyDocument: { Version: '2012-10-17', Statement: [overTlsOnly(id)] },
    },
  };
}

function overTlsOnly(id) {
  return {
    Sid: 'OverTlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 'sqs:*',
    Resource: arnOf(id),
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

function ageAlarm(facts, id) {
  return alarmOf(facts, {
    description: `${id} of ${facts.domain} has a message that is older than ${OLDEST_MESSAGE_ALARM_SECONDS} s.`,
    metric: metricOf(id, 'ApproximateAgeOfOldestMessage'),
    threshold: OLDEST_MESSAGE_ALARM_SECONDS,
  });
}

function depthAlarm(facts, id) {
  return alarmOf(facts, {
    description: `${id} of ${facts.domain} has messages that somebody has to look at.`,
    metric: metricOf(id, 'ApproximateNumberOfMessagesVisible'),
    threshold: 0,
  });
}

function metricOf(id, name) {
  return {
    Namespace: 'AWS/SQS',
    MetricName: name,
    Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [id, 'QueueName'] } }],
    Statistic: 'Maximum',
  };
}

function arnOf(id) {
  return { 'Fn::GetAtt': [id, 'Arn'] };
}
