import { type Changes, faultsWith } from './plant.spec-kit.ts';

describe('the rules for alarms', () => {
  it.each<[string, string, Changes]>([
    [
      'an inbox with an alarm on another queue',
      'Inbox queue-alarm',
      { 'InboxAgeAlarm.Dimensions.0.Value': 'another' },
    ],
    [
      'an inbox with an alarm on another metric',
      'Inbox queue-alarm',
      { 'InboxAgeAlarm.MetricName': 'SentMessageSize' },
    ],
    [
      'a dead-letter queue with an alarm at the tenth message',
      'Failures dead-letters-alarm',
      { 'FailuresAlarm.Threshold': 10 },
    ],
    [
      'a stream consumer with an alarm on another function',
      'PublishSource stream-lag-alarm',
      { 'PublishLagAlarm.Dimensions.0.Value': { Ref: 'Sweep' } },
    ],
  ])('find %s', (_, fault, changes) => {
    expect(faultsWith(changes)).toContain(fault);
  });

  it('accept an alarm on the number of messages in place of their age, and one from one message on', () => {
    const changes = {
      'InboxAgeAlarm.MetricName': 'ApproximateNumberOfMessagesVisible',
      'FailuresAlarm.Threshold': 1,
      'FailuresAlarm.ComparisonOperator': 'GreaterThanOrEqualToThreshold',
    };
    expect(faultsWith(changes)).toEqual([]);
  });
});

describe('alarm-notifies', () => {
  it.each<[string, Changes]>([
    ['whose actions are off', { 'FailuresAlarm.ActionsEnabled': false }],
    [
      'with a misspelt topic',
      { 'FailuresAlarm.AlarmActions': ['arn:aws:sns:us-east-1:000000000000:tradepost-alarm'] },
    ],
  ])('finds an alarm %s', (_, changes) => {
    expect(faultsWith(changes)).toEqual(['FailuresAlarm alarm-notifies']);
  });
});
