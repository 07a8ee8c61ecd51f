/**
 * The tables of a service, from `resources/tables.yml`: `{name: {key, stream?, ttl?, indexes?, recoveryDays?}}`. A key is
 * `{attribute: type, attribute?: type}`, the partition key first: `{ pk: S, sk: N }`. `ttl` is the attribute that holds
 * the time in seconds at which DynamoDB deletes an item. An index is `{key, projection?: ALL | KEYS_ONLY | [attributes]}`
 * (default: `KEYS_ONLY`). Each becomes `<Name>Table`, called
 * `tradepost-{stage}-{service}-{name}`. It can be restored to any second of the last `recoveryDays` (35 by default); `deletionPolicy`,
 * `dataKey` and `tableBilling` of the stage decide its deletion, encryption and billing. If the stage has
 * `functionAlarms`, it has two alarms, on throttled reads and writes.
 */
const { atRestOf } = require('./at-rest.cjs');
const { declared } = require('./declared.cjs');
const { factsOf, pascal, resourceName } = require('./names.cjs');
const retentionOf = require('./retention.cjs');
const { tableAlarms } = require('./table-alarms.cjs');

module.exports = async ({ resolveVariable }) => {
  const facts = await factsOf(resolveVariable);
  const settings = {
    atRest: await atRestOf(resolveVariable),
    retention: await retentionOf({ resolveVariable }),
    deletionProtection: await resolveVariable('param:deletionProtection'),
    billing: await resolveVariable('param:tableBilling'),
    hasAlarms: await resolveVariable('param:functionAlarms'),
  };
  const tables = Object.entries(await declared(resolveVariable, 'tables'));
  return { Resources: Object.assign({}, ...tables.map((table) => toResources(facts, settings, ...table))) };
};

function toResources(facts, settings, name, { key, stream = false, ttl, indexes = {}, recoveryDays }) {
  const id = `${pascal(name)}Table`;
  const tableName = resourceName(facts, name);
  const keys = [key, ...Object.values(indexes).map((index) => index.key)];
  const table = {
    Type: 'AWS::DynamoDB::Table',
    ...settings.retention,
    Properties: {
      TableName: tableName,
      AttributeDefinitions: Object.entries(Object.assign({}, ...keys)).map(
        ([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }),
      ),
      KeySchema: keySchema(key),
      ...(Object.keys(indexes).length === 0
        ? {}
        : { GlobalSecondaryIndexes: Object.entries(indexes).map((index) => toIndex(settings, ...index)) }),
      ...(ttl === undefined ? {} : { TimeToLiveSpecification: { AttributeName: ttl, Enabled: true } }),
      ...(stream ? { StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' } } : {}),
      ...capacityOf(settings),
      BillingMode: settings.billing.mode,
      PointInTimeRecoverySpecification: {
        PointInTimeRecoveryEnabled: true,
        ...(recoveryDays === undefined ? {} : { RecoveryPeriodInDays: recoveryDays }),
      },
      SSESpecification: settings.atRest.table,
      DeletionProtectionEnabled: settings.deletionProtection,
    },
  };
  const scaled = [
    `table/${tableName}`,
    ...Object.keys(indexes).map((index) => `table/${tableName}/index/${index}`),
  ];
  return {
    [id]: table,
    ...(settings.hasAlarms ? tableAlarms(facts, id, tableName, Object.keys(indexes)) : {}),
    ...(settings.billing.mode === 'PROVISIONED'
      ? Object.assign({}, ...scaled.map((resourceId) => scaling(id, resourceId, settings.billing)))
      : {}),
  };
}

function toIndex(settings, IndexName, { key, projection = 'KEYS_ONLY' }) {
  return {
    IndexName,
    KeySchema: keySchema(key),
    Projection: Array.isArray(projection)
      ? { ProjectionType: 'INCLUDE', NonKeyAttributes: projection }
      : { ProjectionType: projection },
    ...capacityOf(settings),
  };
}

function keySchema(key) {
  return Object.keys(key).map((AttributeName, place) => ({
    AttributeName,
    KeyType: place === 0 ? 'HASH' : 'RANGE',
  }));
}

function capacityOf({ billing: { mode, minUnits } }) {
  return mode === 'PROVISIONED'
    ? { ProvisionedThroughput: { ReadCapacityUnits: minUnits, WriteCapacityUnits: minUnits } }
    : {};
}

/**
 * Scales reads and writes of a table or an index separately, by utilization.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html
 */
function scaling(tableId, resourceId, { minUnits, maxUnits, targetPercent }) {
  const place = resourceId.split('/index/')[1];
  return Object.assign(
    {},
    ...['Read', 'Write'].map((way) => {
      const dimension = `dynamodb:${place === undefined ? 'table' : 'index'}:${way}CapacityUnits`;
      const id = `${tableId}${place === undefined ? '' : place.split('-').map(pascal).join('')}${way}`;
      return {
        [`${id}Scaling`]: {
          Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
          DependsOn: tableId,
          Properties: {
            ServiceNamespace: 'dynamodb',
            ResourceId: resourceId,
            ScalableDimension: dimension,
            MinCapacity: minUnits,
            MaxCapacity: maxUnits,
          },
        },
        [`${id}ScalingPolicy`]: {
          Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
          Properties: {
            PolicyName: `${resourceId.replaceAll('/', '-')}-${way.toLowerCase()}`,
            PolicyType: 'TargetTrackingScaling',
            ScalingTargetId: { Ref: `${id}Scaling` },
            TargetTrackingScalingPolicyConfiguration: {
              PredefinedMetricSpecification: { PredefinedMetricType: `DynamoDB${way}CapacityUtilization` },
              TargetValue: targetPercent,
            },
          },
        },
      };
    }),
  );
}
