import { createRequire } from 'node:module';
import { type Fragment, framework } from './framework.spec-kit.ts';

const require = createRequire(import.meta.url);
const tables = require('../tables.cjs') as Fragment;

const ON_DEMAND = { mode: 'PAY_PER_REQUEST' };
const PROVISIONED = { mode: 'PROVISIONED', minUnits: 5, maxUnits: 500, targetPercent: 70 };

describe('Tables', () => {
  const resources = async (known: Readonly<Record<string, unknown>> = {}) =>
    (
      await tables(
        framework({
          'file(resources/tables.yml), null': {
            events: { key: { pk: 'S', sk: 'N' }, stream: true },
            orderViews: {
              key: { pk: 'S' },
              indexes: {
                'by-customer': { key: { customer: 'S', sort: 'S' }, projection: ['status'] },
                passing: { key: { passing: 'S' } },
              },
            },
          },
          'param:deletionPolicy': 'RetainExceptOnCreate',
          'param:deletionProtection': true,
          'param:tableBilling': ON_DEMAND,
          ...known,
        }),
      )
    ).Resources;

  it('have their keys, their stream and the deletion policies of the stage', async () => {
    const { EventsTable } = await resources();
    expect(EventsTable).toEqual({
      Type: 'AWS::DynamoDB::Table',
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        TableName: 'tradepost-dev-orders-events',
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'N' },
        ],
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: false },
        DeletionProtectionEnabled: true,
      },
    });
  });

  it('have an attribute by which DynamoDB deletes items if they name one', async () => {
    const { CacheTable } = await resources({
      'file(resources/tables.yml), null': { cache: { key: { pk: 'S' }, ttl: 'expiresAt' } },
    });
    expect(CacheTable?.Properties).toMatchObject({
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });

  it('define each attribute of their indexes once', async () => {
    const { OrderViewsTable } = await resources();
    expect(OrderViewsTable?.Properties).toMatchObject({
      TableName: 'tradepost-dev-orders-order-views',
      AttributeDefinitions: ['pk', 'customer', 'sort', 'passing'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      GlobalSecondaryIndexes: [
        { IndexName: 'by-customer', Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['status'] } },
        { IndexName: 'passing', Projection: { ProjectionType: 'KEYS_ONLY' } },
      ],
    });
  });

  it("are encrypted with the platform's key if the stage has one", async () => {
    const { EventsTable } = await resources({ 'param:dataKey': 'ours' });
    expect(EventsTable?.Properties['SSESpecification']).toEqual({
      SSEEnabled: true,
      SSEType: 'KMS',
      KMSMasterKeyId: '{{resolve:ssm:/tradepost/dev/platform/data-key/arn}}',
    });
  });

  it('scale with their indexes if capacity is provisioned', async () => {
    const { OrderViewsTable, ...others } = await resources({ 'param:tableBilling': PROVISIONED });
    expect(OrderViewsTable?.Properties).toMatchObject({
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
    });
    expect(Object.keys(others).filter((id) => id.startsWith('OrderViews') && id.endsWith('Scaling'))).toEqual(
      [
        'OrderViewsTableReadScaling',
        'OrderViewsTableWriteScaling',
        'OrderViewsTableByCustomerReadScaling',
        'OrderViewsTableByCustomerWriteScaling',
        'OrderViewsTablePassingReadScaling',
        'OrderViewsTablePassingWriteScaling',
      ],
    );
    expect(others['OrderViewsTableByCustomerReadScaling']?.Properties).toMatchObject({
      ResourceId: 'table/tradepost-dev-orders-order-views/index/by-customer',
      ScalableDimension: 'dynamodb:index:ReadCapacityUnits',
      MinCapacity: 5,
      MaxCapacity: 500,
    });
  });
});
