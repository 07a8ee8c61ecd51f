import { type Changes, faultsWith } from './plant.spec-kit.ts';

const TARGET = 'ProductChanged.Properties.Targets.0';

describe('A rule', () => {
  it.each<[string, string, Changes]>([
    ['does not say how often', 'rule-retries', { [`${TARGET}.RetryPolicy`]: undefined }],
    [
      'does not say for how long',
      'rule-retries',
      { [`${TARGET}.RetryPolicy.MaximumEventAgeInSeconds`]: undefined },
    ],
    ['drops events', 'rule-dead-letters', { [`${TARGET}.DeadLetterConfig`]: undefined }],
    [
      'drops them elsewhere',
      'rule-dead-letters',
      { [`${TARGET}.DeadLetterConfig.Arn`]: 'arn:aws:sqs:us-east-1:1:x' },
    ],
    [
      'sends to a queue that does not admit it',
      'rule-may-send',
      { 'InboxPolicy.Properties.PolicyDocument.Statement.1': {} },
    ],
  ])('that %s is found', (_, rule, changes) => {
    expect(faultsWith(changes)).toContain(`ProductChanged ${rule}`);
  });

  it('needs a dead-letter queue that admits it, too', () => {
    expect(faultsWith({ 'FailuresPolicy.Properties.PolicyDocument.Statement.1': {} })).toEqual([
      'ProductChanged rule-may-send',
      'SweepSchedule rule-may-send',
    ]);
  });
});

describe('A topic', () => {
  it('takes nothing without TLS', () => {
    expect(faultsWith({ AlarmTopicPolicy: undefined })).toEqual(['AlarmTopic topic-tls-only']);
  });
});

describe('A state machine', () => {
  it.each<[string, Changes]>([
    ['logs', { 'Saga.Properties.LoggingConfiguration.Level': 'OFF' }],
    ['logs', { 'Saga.Properties.LoggingConfiguration.Destinations': [] }],
  ])('%s', (what, changes) => {
    expect(faultsWith(changes)).toEqual([`Saga state-machine-${what}`]);
  });
});

describe('A route', () => {
  it.each([undefined, 'NONE'])('with the authorization %s is public', (type) => {
    expect(faultsWith({ 'Route.Properties.AuthorizationType': type })).toEqual(['Route route-public']);
  });

  it.each<[string, string, Changes, readonly string[]]>([
    ['a HEAD', 'HEAD /v1/orders', {}, ['Route route-public']],
    ['an ANY', 'ANY /v1/orders', {}, ['Route route-public']],
    ['an ANY that only answers 405', 'ANY /v1/orders', { ALLOWED_METHODS: 'POST' }, []],
    ['a POST of the same function', 'POST /v1/orders', { ALLOWED_METHODS: 'POST' }, ['Route route-public']],
  ])('is public as %s without an authorizer', (_what, RouteKey, variables, faults) => {
    expect(
      faultsWith({
        'Route.Properties.RouteKey': RouteKey,
        'Route.Properties.AuthorizationType': 'NONE',
        'PlaceOrder.Properties.Environment': { Variables: variables },
      }),
    ).toEqual(faults);
  });
});

describe('A name', () => {
  it.each(['tradepost-dev-orders-commands', 'tradepost-prod-payments-commands', 'commands'])(
    'is not %s',
    (name) => {
      expect(faultsWith({ 'Commands.Properties.FunctionName': name })).toContain(
        'Commands name-by-convention',
      );
    },
  );
});
