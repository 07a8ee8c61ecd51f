import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { packagedService } from '@tradepost/compiled-service/templates/packaged-service.spec-kit';
import { checkSupport } from './check-support.ts';

describe('the problems that checkSupport finds', () => {
  const problemsOf = (type: string, properties: Record<string, unknown>): readonly string[] =>
    checkSupport(
      [packagedService('orders', { Thing: { Type: type, Properties: properties } })],
      PLACEHOLDER_ADDRESSES,
    ).problems;

  it('include an unsupported resource with its type and service', () => {
    expect(problemsOf('AWS::OpenSearchService::Domain', {})).toEqual([
      'orders: Thing (AWS::OpenSearchService::Domain) is not supported by the local cloud',
    ]);
  });

  it('include an unsupported property', () => {
    expect(problemsOf('AWS::DynamoDB::Table', { TableName: 't', KinesisStreamSpecification: {} })).toEqual([
      'orders: Thing (AWS::DynamoDB::Table) has the property KinesisStreamSpecification, which is not supported by the local cloud',
    ]);
  });

  it('do not include properties without effect on one machine', () => {
    expect(problemsOf('AWS::CloudWatch::Alarm', { MetricName: 'x' })).toEqual([]);
    expect(problemsOf('AWS::SQS::Queue', { QueueName: 'q', KmsMasterKeyId: 'k' })).toEqual([]);
  });
});
