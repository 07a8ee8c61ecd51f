import { type Changes, faultsWith } from './plant.spec-kit.ts';

describe('An alarm is missing', () => {
  it.each<[string, string, Changes]>([
    ['on an inbox', 'Inbox queue-alarm', { InboxAgeAlarm: undefined }],
    ['on this inbox', 'Inbox queue-alarm', { 'InboxAgeAlarm.Properties.Dimensions.0.Value': 'another' }],
    [
      'on its age or depth',
      'Inbox queue-alarm',
      { 'InboxAgeAlarm.Properties.MetricName': 'SentMessageSize' },
    ],
    ['on dead letters', 'InboxDeadLetters dead-letters-alarm', { InboxDeadLettersAlarm: undefined }],
    ['at the first of them', 'Failures dead-letters-alarm', { 'FailuresAlarm.Properties.Threshold': 10 }],
    ['on what lags behind a stream', 'PublishSource stream-lag-alarm', { PublishLagAlarm: undefined }],
    [
      'on this function',
      'PublishSource stream-lag-alarm',
      { 'PublishLagAlarm.Properties.Dimensions.0.Value': { Ref: 'Sweep' } },
    ],
    ['on what a schedule starts', 'SweepSchedule schedule-alarm', { SweepErrorsAlarm: undefined }],
  ])('%s', (_, fault, changes) => {
    expect(faultsWith(changes)).toContain(fault);
  });

  it('not where it counts the messages in place of their age, or from one on', () => {
    const changes = {
      'InboxAgeAlarm.Properties.MetricName': 'ApproximateNumberOfMessagesVisible',
      'FailuresAlarm.Properties.Threshold': 1,
      'FailuresAlarm.Properties.ComparisonOperator': 'GreaterThanOrEqualToThreshold',
    };
    expect(faultsWith(changes)).toEqual([]);
  });
});

describe('an alarm without a subscriber', () => {
  it.each<[string, Changes]>([
    ['without an action', { 'FailuresAlarm.Properties.AlarmActions': undefined }],
    ['where the actions are off', { 'FailuresAlarm.Properties.ActionsEnabled': false }],
    [
      'where the topic is misspelt',
      { 'FailuresAlarm.Properties.AlarmActions': ['arn:aws:sns:us-east-1:000000000000:tradepost-alarm'] },
    ],
  ])('%s', (_, changes) => {
    expect(faultsWith(changes)).toEqual(['FailuresAlarm alarm-tells-somebody']);
  });
});
