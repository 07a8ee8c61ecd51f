import { type Changes, faultsWith } from './plant.spec-kit.ts';

const TRUST = 'CommandsRole.AssumeRolePolicyDocument';
const source = (id: string) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: {
    EventSourceArn: { 'Fn::GetAtt': ['EventsTable', 'StreamArn'] },
    FunctionName: { 'Fn::GetAtt': [id, 'Arn'] },
  },
});
const found = (changes: Changes, rule: string) =>
  faultsWith(changes).filter((fault) => fault.endsWith(` ${rule}`));

describe('A stack', () => {
  it.each(['AWS::Budgets::Budget', 'AWS::CE::AnomalyMonitor', 'AWS::CE::AnomalySubscription'])(
    'has no resource of a type that only some regions have: %s',
    (Type) => {
      expect(found({ Watch: { Type } }, 'costs-in-own-stack')).toEqual(['Watch costs-in-own-stack']);
    },
  );
});

describe('A role', () => {
  const trusting = (principal: unknown) =>
    found({ [`${TRUST}.Statement.0.Principal`]: principal }, 'role-trusts-services');

  it.each([
    '*',
    { AWS: '*' },
    { AWS: 'arn:aws:iam::111122223333:root' },
    { Federated: 'token.actions.githubusercontent.com' },
    { Service: 'lambda.amazonaws.com', AWS: '111122223333' },
    { Service: '*' },
    undefined,
  ])('that somebody else than an AWS service may assume is found: %j', (principal) => {
    expect(trusting(principal)).toEqual(['CommandsRole role-trusts-services']);
  });

  it('may trust several services', () => {
    expect(trusting({ Service: ['lambda.amazonaws.com', 'states.us-east-1.amazonaws.com'] })).toEqual([]);
  });

  it('without a trust policy is found', () => {
    expect(found({ [TRUST]: undefined }, 'role-trusts-services')).toHaveLength(1);
  });
});

describe('The stream of a table', () => {
  it('has at most two readers', () => {
    expect(found({ Second: source('Commands') }, 'stream-reader-count')).toEqual([]);
    expect(found({ Second: source('Commands'), Third: source('Sweep') }, 'stream-reader-count')).toEqual([
      'EventsTable stream-reader-count',
    ]);
  });
});
