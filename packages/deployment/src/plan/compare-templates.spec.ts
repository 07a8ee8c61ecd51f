import type { TemplateResource } from '@tradepost/compiled-service/packaging/service-state';
import { compareTemplates } from './compare-templates.ts';
import { describePlan } from './describe-plan.ts';
import { type Template, toComparable } from './template.ts';

const table = (properties: object = {}): TemplateResource => ({
  Type: 'AWS::DynamoDB::Table',
  DeletionPolicy: 'RetainExceptOnCreate',
  UpdateReplacePolicy: 'Retain',
  Properties: {
    TableName: 'tradepost-prod-orders-events',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    ...properties,
  },
});
const queue = (properties: object = {}): TemplateResource => ({
  Type: 'AWS::SQS::Queue',
  Properties: { QueueName: 'tradepost-prod-orders-commands', VisibilityTimeout: 180, ...properties },
});
const lambda = (properties: object = {}): TemplateResource => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: 'tradepost-prod-orders-place-order',
    MemorySize: 512,
    Code: { S3Bucket: 'packages', S3Key: 'serverless/orders/1795523079417/placeOrder.zip' },
    ...properties,
  },
});

function template(resources: Readonly<Record<string, TemplateResource>>, code?: string): Template {
  return toComparable({ Resources: resources }, new Map(code === undefined ? [] : [['PlaceOrder', code]]));
}

// The first comparison loads the schemas of all resource types of CloudFormation.
const LOAD_MS = 30_000;
beforeAll(() => void compareTemplates(template({}), template({ Inbox: queue() })), LOAD_MS);

describe('templates that differ in the package only', () => {
  it('need no change', () => {
    const deployed = template({ PlaceOrder: lambda(), Events: table() }, 'abc=');
    const Code = { S3Bucket: 'packages', S3Key: 'serverless/orders/1795523099999/placeOrder.zip' };
    expect(
      compareTemplates(deployed, template({ PlaceOrder: lambda({ Code }), Events: table() }, 'abc=')),
    ).toEqual([]);
  });

  it('need no change for logical ids that the framework numbers', () => {
    const api = (number: string): Template =>
      template({
        [`ApiGatewayDeployment${number}`]: {
          Type: 'AWS::ApiGateway::Deployment',
          Properties: { StageName: 'prod' },
        },
        Stage: {
          Type: 'AWS::ApiGateway::Stage',
          Properties: { DeploymentId: { Ref: `ApiGatewayDeployment${number}` } },
        },
      });
    expect(compareTemplates(api('1795515294365'), api('1795515299999'))).toEqual([]);
  });
});

describe('a function that differs', () => {
  it('is reported once, without the version of its alias', () => {
    const versioned = (hash: string, code: string): Template =>
      template(
        {
          PlaceOrder: lambda(),
          [`PlaceOrderLambdaVersion${hash}`]: {
            Type: 'AWS::Lambda::Version',
            DeletionPolicy: 'Retain',
            Properties: { FunctionName: { Ref: 'PlaceOrder' }, CodeSha256: code },
          },
          Live: {
            Type: 'AWS::Lambda::Alias',
            Properties: {
              FunctionVersion: { 'Fn::GetAtt': [`PlaceOrderLambdaVersion${hash}`, 'Version'] },
              Name: 'live',
            },
          },
        },
        code,
      );
    const before = versioned('tCwTPsjJ9PgAuYVnMmFHNpnoboYsVYpH3CMvAp1aA', 'abc=');
    const after = versioned('xyTPsjJ9PgAuYVnMmFHNpnoboYsVYpH3CMvAp1bB', 'def=');
    expect(compareTemplates(before, after)).toMatchObject([
      { logicalId: 'PlaceOrder', properties: ['code'] },
    ]);
  });

  it('is reported with its code or with its settings', () => {
    const deployed = template({ PlaceOrder: lambda() }, 'abc=');
    expect(compareTemplates(deployed, template({ PlaceOrder: lambda() }, 'def='))).toEqual([
      {
        logicalId: 'PlaceOrder',
        type: 'AWS::Lambda::Function',
        kind: 'changed',
        properties: ['code'],
        danger: undefined,
      },
    ]);
    expect(
      compareTemplates(deployed, template({ PlaceOrder: lambda({ MemorySize: 1024 }) }, 'abc=')),
    ).toMatchObject([{ kind: 'changed', properties: ['MemorySize'] }]);
  });

  it('is not reported for code that is known on one side only', () => {
    expect(
      compareTemplates(template({ PlaceOrder: lambda() }), template({ PlaceOrder: lambda() }, 'def=')),
    ).toEqual([]);
  });

  it('is compared with the code of a template that was written by --write', () => {
    const written = JSON.parse(JSON.stringify(template({ PlaceOrder: lambda() }, 'abc='))) as Template;
    const after = template({ PlaceOrder: lambda() }, 'def=');
    expect(compareTemplates(toComparable(written, new Map()), after)).toMatchObject([
      { properties: ['code'] },
    ]);
  });
});

describe('a change that may lose data', () => {
  it.each([
    ['another name', { TableName: 'tradepost-prod-orders-log' }, ['TableName']],
    ['another key', { KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] }, ['KeySchema']],
  ])('has a warning for a table that %s replaces', (_, changed, properties) => {
    expect(compareTemplates(template({ Events: table() }), template({ Events: table(changed) }))).toEqual([
      {
        logicalId: 'Events',
        type: 'AWS::DynamoDB::Table',
        kind: 'replaced',
        properties,
        danger: 'the new resource would lack its items',
      },
    ]);
  });

  it('has a warning for a table that is left behind, and for a queue that is removed', () => {
    expect(compareTemplates(template({ Events: table(), Inbox: queue() }), template({}))).toEqual([
      expect.objectContaining({
        logicalId: 'Events',
        kind: 'left behind',
        danger: 'its items would stay in a resource that no stack manages and no function uses',
      }),
      expect.objectContaining({ logicalId: 'Inbox', kind: 'removed', danger: 'its messages would be lost' }),
    ]);
  });

  it('has no warning for changes in place, nor for resources without contents', () => {
    const before = template({ Events: table(), Inbox: queue(), PlaceOrder: lambda() });
    const after = template({
      Events: table({ BillingMode: 'PROVISIONED' }),
      Inbox: queue({ VisibilityTimeout: 60 }),
      PlaceOrder: lambda({ FunctionName: 'tradepost-prod-orders-place' }),
      More: queue({ QueueName: 'tradepost-prod-orders-more' }),
    });
    expect(
      compareTemplates(before, after).map(({ logicalId, kind, danger }) => [logicalId, kind, danger]),
    ).toEqual([
      ['More', 'added', undefined],
      ['Events', 'changed', undefined],
      ['Inbox', 'changed', undefined],
      ['PlaceOrder', 'replaced', undefined],
    ]);
  });
});

describe('describePlan', () => {
  it('lists dangerous changes first', () => {
    const before = template({ PlaceOrder: lambda(), Inbox: queue() }, 'abc=');
    const after = template({ PlaceOrder: lambda(), More: queue({ QueueName: 'more' }) }, 'def=');
    expect(describePlan('orders', 'prod', compareTemplates(before, after))).toBe(
      [
        'orders on prod: 1 added, 1 changed, 1 removed; 1 functions with other code',
        '  - Inbox (AWS::SQS::Queue) is removed',
        '    DANGER: its messages would be lost',
        '  + More (AWS::SQS::Queue) is added',
        '  ~ PlaceOrder (AWS::Lambda::Function) is changed: code',
      ].join('\n'),
    );
  });

  it('reports that nothing changes, and shortens a first deployment', () => {
    expect(describePlan('orders', 'prod', [])).toBe('orders on prod: nothing changes');
    const many = Object.fromEntries(
      Array.from({ length: 23 }, (_, i) => [`Queue${i}`, queue({ QueueName: `queue-${i}` })]),
    );
    const lines = describePlan('orders', 'prod', compareTemplates(undefined, template(many))).split('\n');
    expect(lines[0]).toBe('orders on prod: 23 added; 0 functions with other code');
    expect(lines).toHaveLength(22);
    expect(lines.at(-1)).toBe('  + and 3 more');
  });
});
