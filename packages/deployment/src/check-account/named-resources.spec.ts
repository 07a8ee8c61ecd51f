import { service } from './facts.spec-kit.ts';
import { namedResources } from './named-resources.ts';

const WHERE = { account: '123456789012', region: 'eu-central-1' };
const named = (Type: string, Properties: object) =>
  namedResources([service('orders', { Thing: { Type, Properties: { ...Properties } } })], WHERE);

describe('namedResources', () => {
  it('finds a fixed name', () => {
    expect(named('AWS::DynamoDB::Table', { TableName: 'tradepost-dev-orders' })).toEqual([
      { service: 'orders', logicalId: 'Thing', type: 'AWS::DynamoDB::Table', name: 'tradepost-dev-orders' },
    ]);
  });

  it('resolves the region and the account', () => {
    const RoleName = {
      'Fn::Join': [
        '-',
        ['orders', { Ref: 'AWS::Region' }, { 'Fn::Join': ['', [{ Ref: 'AWS::AccountId' }, '-role']] }],
      ],
    };
    expect(named('AWS::IAM::Role', { RoleName })).toMatchObject([
      { name: 'orders-eu-central-1-123456789012-role' },
    ]);
  });

  it.each([
    ['AWS::SNS::Topic', {}],
    ['AWS::SNS::Topic', { TopicName: { Ref: 'Other' } }],
    ['AWS::SNS::Topic', { TopicName: { 'Fn::GetAtt': ['Other', 'Name'] } }],
    ['AWS::SNS::Topic', { TopicName: '{{resolve:ssm:/a}}' }],
    ['AWS::CloudWatch::Dashboard', { DashboardName: 'tradepost-dev' }],
  ])('finds none in %s %j', (type, properties) => {
    expect(named(type, properties)).toEqual([]);
  });
});
