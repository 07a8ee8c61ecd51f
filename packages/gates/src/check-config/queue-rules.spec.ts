import { type Changes, faultsWith } from './plant.spec-kit.ts';

const DEAD_LETTERS = { 'Fn::GetAtt': ['InboxDeadLetters', 'Arn'] };
const FAILURES = { 'Fn::GetAtt': ['Failures', 'Arn'] };

describe('a service that follows all rules', () => {
  it('has no faults', () => {
    expect(faultsWith({})).toEqual([]);
  });
});

describe('A queue', () => {
  it('may be encrypted with a key of SQS, but not without one', () => {
    const encrypted = (by: boolean) =>
      faultsWith({ 'Inbox.KmsMasterKeyId': undefined, 'Inbox.SqsManagedSseEnabled': by });
    expect(encrypted(false)).toContain('Inbox queue-encrypted');
    expect(encrypted(true)).not.toContain('Inbox queue-encrypted');
  });

  const STATEMENT = 'InboxDeadLettersPolicy.PolicyDocument.Statement.0';
  it.each<[string, Changes]>([
    ['allows', { [`${STATEMENT}.Effect`]: 'Allow' }],
    ['denies it to one service only', { [`${STATEMENT}.Principal`]: { Service: 'sns.amazonaws.com' } }],
    ['denies everything', { [`${STATEMENT}.Condition`]: undefined }],
    ["is another's", { 'InboxDeadLettersPolicy.Queues.0': { Ref: 'Inbox' } }],
  ])('does without TLS where its policy %s', (_, changes) => {
    expect(faultsWith(changes)).toContain('InboxDeadLetters queue-tls-only');
  });

  it.each<[string, Changes]>([
    ["another account's", { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:1:elsewhere', maxReceiveCount: 5 }],
    ['there after a thousand tries', { deadLetterTargetArn: DEAD_LETTERS, maxReceiveCount: 1_000 }],
    ['there after four tries', { deadLetterTargetArn: DEAD_LETTERS, maxReceiveCount: 4 }],
    ['there after no try', { deadLetterTargetArn: DEAD_LETTERS }],
  ])('without a valid dead-letter queue (%s) is found', (_, redrive) => {
    expect(faultsWith({ 'Inbox.RedrivePolicy': redrive })).toContain('Inbox queue-dead-letters');
  });

  it('for failures needs a dead-letter queue of its own only if a function reads it', () => {
    const faults = faultsWith({ 'CommandsSource.EventSourceArn': FAILURES });
    expect(faults).toContain('Failures queue-dead-letters');
  });

  it.each([1_209_599, undefined])(
    'has a dead-letter queue that retains messages longer than %s seconds',
    (seconds) => {
      expect(faultsWith({ 'InboxDeadLetters.MessageRetentionPeriod': seconds })).toEqual([
        'Inbox dead-letters-outlive-queue',
      ]);
    },
  );

  it.each<[string, Changes]>([
    ['a second less than six times the time-out and the window', { 'Inbox.VisibilityTimeout': 120 }],
    ['as long as SQS does by itself', { 'Inbox.VisibilityTimeout': undefined }],
    ['too short for a slower consumer', { 'Commands.Timeout': 21 }],
  ])('that hides messages %s is found', (_, changes) => {
    expect(faultsWith(changes)).toEqual(['Inbox queue-visibility']);
  });
});

describe("a queue's policy", () => {
  const statement = (changes: object) => ({
    'InboxPolicy.PolicyDocument.Statement.2': {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: '*',
      Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': ['ProductChanged', 'Arn'] } } },
      ...changes,
    },
  });

  it('may admit the rule that sends to the queue', () => {
    expect(faultsWith(statement({}))).toEqual([]);
  });

  it.each([
    ['any rule of the account', { Condition: { StringEquals: { 'aws:SourceAccount': '000000000000' } } }],
    ['anything', { Condition: undefined }],
    [
      'a rule that does not send to it',
      { Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': ['SweepSchedule', 'Arn'] } } } },
    ],
    ['rules by a pattern', { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:*:rule/*' } } }],
    ['SNS, too', { Principal: { Service: ['events.amazonaws.com', 'sns.amazonaws.com'] } }],
    ['everybody', { Principal: '*' }],
    ['an account', { Principal: { AWS: 'arn:aws:iam::111111111111:root' } }],
    ['reading, too', { Action: ['sqs:SendMessage', 'sqs:ReceiveMessage'] }],
  ])('must not admit %s', (_what, changes) => {
    expect([...new Set(faultsWith(statement(changes)))]).toEqual(['Inbox queue-senders']);
  });
});
