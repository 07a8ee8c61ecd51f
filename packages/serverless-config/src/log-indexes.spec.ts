import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

const LogIndexes = require('../log-indexes.cjs') as new (
  serverless: object,
) => { readonly hooks: Readonly<Record<string, () => void>> };

const groupOf = (LogGroupName: string) => ({ Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName } });

describe('the field indexes', () => {
  it('are on the log groups of functions, and on no others', () => {
    const Resources = {
      Commands: groupOf('/aws/lambda/tradepost-dev-orders-commands'),
      Saga: groupOf('/aws/vendedlogs/states/tradepost-dev-orders-fulfil-order'),
      Function: { Type: 'AWS::Lambda::Function', Properties: {} },
    };
    const service = { provider: { compiledCloudFormationTemplate: { Resources } } };
    new LogIndexes({ service }).hooks['after:aws:package:finalize:mergeCustomProviderResources']?.();
    expect(Resources).toMatchObject({
      Commands: { Properties: { FieldIndexPolicies: [{ Fields: ['orderId', 'messageId'] }] } },
      Saga: groupOf('/aws/vendedlogs/states/tradepost-dev-orders-fulfil-order'),
      Function: { Properties: {} },
    });
    expect(Resources.Saga.Properties).not.toHaveProperty('FieldIndexPolicies');
  });
});
