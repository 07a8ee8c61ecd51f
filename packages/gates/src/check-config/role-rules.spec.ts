import { type Changes, faultsWith } from './plant.spec-kit.ts';

const STATEMENT = 'CommandsRole.Policies.0.PolicyDocument.Statement.0';

describe('A role', () => {
  it.each([['*'], ['dynamodb:*'], [['dynamodb:Query', 'dynamodb:Get*']]])('does not allow %j', (action) => {
    expect(faultsWith({ [`${STATEMENT}.Action`]: action })).toEqual(['CommandsRole role-no-wildcard-action']);
  });

  it.each([
    ['*'],
    ['arn:aws:dynamodb:us-east-1:000000000000:*'],
    ['arn:aws:dynamodb:us-east-1:000000000000:table/*'],
    ['arn:aws:dynamodb:us-east-1:000000000000:table/tradepost-*'],
    ['arn:aws:dynamodb:*:000000000000:table/tradepost-prod-orders-events'],
    ['arn:aws:lambda:us-east-1:000000000000:function:*'],
    ['arn:aws:sqs:us-east-1:000000000000:*'],
    ['arn:aws:s3:::*'],
    [{ 'Fn::Sub': 'arn:aws:sqs:us-east-1:000000000000:tradepost-*' }],
  ])('does not reach %j', (resource) => {
    expect(faultsWith({ [`${STATEMENT}.Resource`]: resource })).toEqual([
      'CommandsRole role-no-wildcard-resource',
    ]);
  });

  it.each([
    ['arn:aws:dynamodb:us-east-1:000000000000:table/tradepost-prod-orders-events/index/*'],
    ['arn:aws:s3:::tradepost-prod-orders-invoices/*'],
    ['arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/tradepost-prod-orders-commands:*:*'],
  ])('may reach all parts of %s', (resource) => {
    expect(faultsWith({ [`${STATEMENT}.Resource`]: resource })).toEqual([]);
  });

  it.each<[string, string, Changes]>([
    [
      'allows all but some actions',
      'CommandsRole role-no-wildcard-action',
      { [`${STATEMENT}.Action`]: undefined, [`${STATEMENT}.NotAction`]: 'iam:*' },
    ],
    [
      'reaches all but some resources',
      'CommandsRole role-no-wildcard-resource',
      { [`${STATEMENT}.Resource`]: undefined, [`${STATEMENT}.NotResource`]: 'arn:aws:s3:::secret' },
    ],
    [
      'has a policy that AWS writes',
      'CommandsRole role-own-policies',
      { 'CommandsRole.ManagedPolicyArns': ['arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess'] },
    ],
    ["is nobody's", 'CommandsRole role-used', { 'Commands.Role': 'arn:aws:iam::1:role/another' }],
  ])('that %s is found', (_, fault, changes) => {
    expect(faultsWith(changes)).toContain(fault);
  });

  it('may be denied anything', () => {
    expect(
      faultsWith({ [STATEMENT]: { Effect: 'Deny', Action: 'dynamodb:DeleteTable', Resource: '*' } }),
    ).toEqual([]);
  });
});

describe('a role that publishes', () => {
  const CONDITION = 'PublishRole.Policies.0.PolicyDocument.Statement.0.Condition';
  const equals = (source: unknown, types: unknown) => ({
    StringEquals: { 'events:source': source, 'events:detail-type': types },
  });

  it.each([
    ['has no condition', undefined],
    ['may publish events of another service', equals('tradepost.payments', ['PaymentCaptured'])],
    [
      'may publish events of two services',
      equals(['tradepost.orders', 'tradepost.payments'], ['OrderPlaced']),
    ],
    ['may publish any type', { StringEquals: { 'events:source': 'tradepost.orders' } }],
    ['may publish a type without a contract', equals('tradepost.orders', ['OrderPlaced', 'OrderLost'])],
    [
      'limits the source by a pattern',
      { StringLike: { 'events:source': 'tradepost.*', 'events:detail-type': '*' } },
    ],
  ])('is found if it %s', (_what, condition) => {
    const found = faultsWith({ [CONDITION]: condition });
    expect([...new Set(found)]).toEqual(['PublishRole role-publishes-own-events']);
  });
});

describe('a role that reads a dead-letter queue', () => {
  it('is found outside of the operations API', () => {
    const statement = { Effect: 'Allow', Action: 'sqs:ReceiveMessage' };
    for (const queue of ['InboxDeadLetters', 'Failures']) {
      const Resource = { 'Fn::GetAtt': [queue, 'Arn'] };
      expect(faultsWith({ [STATEMENT]: { ...statement, Resource } })).toEqual([
        'CommandsRole dead-letters-read-by-operations',
      ]);
    }
  });
});
