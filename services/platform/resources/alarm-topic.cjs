/**
 * The topic of all alarms of all services. Operators subscribe to it; a stage may set an e-mail address. It is encrypted
 * only with the platform's data key: CloudWatch cannot publish through the key that AWS manages for SNS, and alarms
 * contain only names and thresholds. https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
 */
const { atRestOf } = require('../../../packages/serverless-config/at-rest.cjs');

module.exports = async ({ resolveVariable }) => {
  const stage = await resolveVariable('sls:stage');
  const email = await resolveVariable('param:alarmEmail');
  const { topic } = await atRestOf(resolveVariable);
  const topicArn = { Ref: 'AlarmTopic' };
  return {
    Resources: {
      AlarmTopic: {
        Type: 'AWS::SNS::Topic',
        Properties: { TopicName: `tradepost-${stage}-alarms`, ...topic },
      },
      AlarmTopicPolicy: {
        Type: 'AWS::SNS::TopicPolicy',
        Properties: {
          Topics: [topicArn],
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              fromThisAccountOnly(topicArn),
              fromTheAccessAudit(topicArn, stage),
              overTlsOnly(topicArn),
            ],
          },
        },
      },
      ...(email === ''
        ? {}
        : {
            AlarmEmail: {
              Type: 'AWS::SNS::Subscription',
              Properties: { TopicArn: topicArn, Protocol: 'email', Endpoint: email },
            },
          }),
    },
  };
};

function fromThisAccountOnly(topicArn) {
  return {
    Sid: 'FromThisAccountOnly',
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: topicArn,
    Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
  };
}

/** Rules of `.github/access-audit.yml`, a stack that a stage may have. */
function fromTheAccessAudit(topicArn, stage) {
  return {
    Sid: 'FromTheAccessAudit',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: topicArn,
    Condition: {
      ArnLike: {
        'aws:SourceArn': {
          'Fn::Sub': `arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:rule/audit-tradepost-${stage}-*`,
        },
      },
    },
  };
}

function overTlsOnly(topicArn) {
  return {
    Sid: 'OverTlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 'sns:Publish',
    Resource: topicArn,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}
