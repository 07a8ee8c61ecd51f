import { type Changes, faultsWith } from './plant.spec-kit.ts';

const TARGET = 'ProductChanged.Targets.0';

describe('an EventBridge rule', () => {
  it.each<[string, string, Changes]>([
    [
      'has no age limit of events',
      'rule-retries',
      { [`${TARGET}.RetryPolicy.MaximumEventAgeInSeconds`]: undefined },
    ],
    [
      'gives an event up after an hour',
      'rule-retries',
      { [`${TARGET}.RetryPolicy.MaximumEventAgeInSeconds`]: 3_600 },
    ],
    [
      'has a dead-letter queue that no service declares',
      'rule-dead-letters',
      { [`${TARGET}.DeadLetterConfig.Arn`]: 'arn:aws:sqs:us-east-1:1:x' },
    ],
    [
      'sends to a queue whose policy does not allow it',
      'rule-may-send',
      { 'InboxPolicy.PolicyDocument.Statement.1': {} },
    ],
  ])('is found if it %s', (_, rule, changes) => {
    expect(faultsWith(changes)).toContain(`ProductChanged ${rule}`);
  });

  it('is found if the policy of its dead-letter queue does not allow it', () => {
    expect(faultsWith({ 'FailuresPolicy.PolicyDocument.Statement.1': {} })).toEqual([
      'ProductChanged rule-may-send',
      'SweepSchedule rule-may-send',
    ]);
  });
});

describe('a state machine', () => {
  it('needs a destination of its log', () => {
    expect(faultsWith({ 'Saga.LoggingConfiguration.Destinations': [] })).toEqual(['Saga state-machine-logs']);
  });
});

describe('a name', () => {
  it.each(['tradepost-dev-orders-commands', 'tradepost-prod-payments-commands', 'commands'])(
    'must not be %s',
    (name) => {
      expect(faultsWith({ 'Commands.FunctionName': name })).toContain('Commands name-by-convention');
    },
  );
});
