// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of the documents.
import { packagedService } from '@tradepost/compiled-service/templates/packaged-service.spec-kit';
import { type Admission, isFromOutside, readAdmissions } from './admissions.ts';
import { renderPrivileges } from './privileges-page.ts';
import { readRoleDocuments } from './role-documents.ts';

const TRUST = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
const role = (stage: string, ...Statement: readonly object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: `tradepost-${stage}-orders-place-order`,
    AssumeRolePolicyDocument: { Statement: [TRUST] },
    Policies: [
      {
        PolicyName: { 'Fn::Join': ['-', ['tradepost-orders', stage, 'lambda']] },
        PolicyDocument: { Statement },
      },
    ],
  },
});
const table = (stage: string) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: { TableName: `tradepost-${stage}-orders-events` },
});
const PUT = { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: { 'Fn::GetAtt': ['Table', 'Arn'] } };
const TRACE = { Effect: 'Allow', Action: 'xray:PutTraceSegments', Resource: '*' };
const onStage = (stage: string, ...statements: readonly object[]) => ({
  stage,
  services: [packagedService('orders', { Table: table(stage), Role: role(stage, ...statements) })],
});

describe('readRoleDocuments', () => {
  it('puts placeholders in place of account, region, partition and stage', () => {
    expect(readRoleDocuments([onStage('prod', PUT)])).toEqual([
      {
        role: 'orders-place-order',
        stages: ['prod'],
        trust: [TRUST],
        policies: {
          'tradepost-orders-${stage}-lambda': [
            {
              Effect: 'Allow',
              Action: 'dynamodb:PutItem',
              Resource:
                'arn:${partition}:dynamodb:${region}:${account}:table/tradepost-${stage}-orders-events',
            },
          ],
        },
        managed: [],
      },
    ]);
  });

  it('lists a role once for all stages on which it is the same', () => {
    const documents = readRoleDocuments([
      onStage('dev', PUT),
      onStage('staging', PUT, TRACE),
      onStage('prod', PUT, TRACE),
    ]);
    expect(documents.map(({ stages }) => stages)).toEqual([['dev'], ['staging', 'prod']]);
  });
});

const admissionsOf = (Type: string, Properties: Record<string, unknown>): readonly Admission[] =>
  readAdmissions([packagedService('orders', { Resource: { Type, Properties } })], 'dev');
const allow = (Principal: unknown, Condition?: object) => ({
  Statement: [{ Effect: 'Allow', Principal, Action: 'sqs:SendMessage', ...(Condition && { Condition }) }],
});

describe('readAdmissions', () => {
  it('reads the principals of a resource policy with the keys of their conditions', () => {
    const PolicyDocument = allow(
      { Service: ['events.amazonaws.com', 'sns.amazonaws.com'] },
      { StringEquals: { 'aws:SourceAccount': '000000000000' } },
    );
    expect(admissionsOf('AWS::SQS::QueuePolicy', { PolicyDocument })).toEqual(
      ['events.amazonaws.com', 'sns.amazonaws.com'].map((principal) => ({
        place: 'orders/Resource',
        principal,
        kind: 'service',
        actions: ['sqs:SendMessage'],
        limitedBy: ['aws:SourceAccount'],
      })),
    );
  });

  it('reads the source of a function permission', () => {
    const permission = {
      Principal: 'events.amazonaws.com',
      Action: 'lambda:InvokeFunction',
      SourceArn: 'arn:x',
    };
    expect(admissionsOf('AWS::Lambda::Permission', permission)).toMatchObject([
      { principal: 'events.amazonaws.com', limitedBy: ['aws:SourceArn'] },
    ]);
  });

  it('leaves out statements that deny', () => {
    const PolicyDocument = { Statement: [{ Effect: 'Deny', Principal: '*', Action: 'sqs:*' }] };
    expect(admissionsOf('AWS::SQS::QueuePolicy', { PolicyDocument })).toEqual([]);
  });
});

describe('an admission from outside', () => {
  const isOutside = (Principal: unknown, Condition?: object) =>
    admissionsOf('AWS::SQS::QueuePolicy', { PolicyDocument: allow(Principal, Condition) }).map(isFromOutside);

  it.each<[string, unknown, object | undefined, boolean]>([
    ['everybody', '*', undefined, true],
    ['everybody of any source', { AWS: '*' }, { Bool: { 'aws:SecureTransport': 'true' } }, true],
    ['everybody of this account', '*', { StringEquals: { 'kms:CallerAccount': '000000000000' } }, false],
    ['another account', { AWS: 'arn:aws:iam::111111111111:root' }, undefined, true],
    ['this account', { AWS: 'arn:aws:iam::000000000000:role/x' }, undefined, false],
    ['a service of AWS', { Service: 'events.amazonaws.com' }, undefined, false],
  ])('is one of %s: %j with %j is %s', (_who, principal, condition, expected) => {
    expect(isOutside(principal, condition)).toEqual([expected]);
  });
});

describe('the page of privileges', () => {
  const page = (input: Partial<Parameters<typeof renderPrivileges>[0]>) =>
    renderPrivileges({
      roles: [
        {
          service: 'orders',
          logicalId: 'PlaceOrderRole',
          name: 'tradepost-dev-orders-place-order',
          holders: ['function:place-order'],
          statements: [
            {
              effect: 'Allow',
              actions: ['dynamodb:PutItem', 'dynamodb:Query'],
              resources: ['arn:aws:dynamodb:us-east-1:000000000000:table/tradepost-dev-orders-events'],
            },
          ],
        },
      ],
      serviceCalls: [],
      exceptions: [],
      admissions: [],
      ...input,
    }).split('\n');
  const ROW = '| `tradepost-{stage}-orders-place-order` |';
  const ON = '`dynamodb:table/tradepost-{stage}-orders-events`';

  it('has a row for each resource of a role', () => {
    expect(page({})).toContain(`${ROW} dynamodb:PutItem, dynamodb:Query | ${ON} | tests |`);
  });

  it('has the reason of a permission that no test uses', () => {
    const exceptions = [{ role: 'orders/*', action: 'dynamodb:Query', resource: '*', reason: 'By hand.' }];
    expect(page({ exceptions })).toEqual(
      expect.arrayContaining([
        `${ROW} dynamodb:PutItem | ${ON} | tests |`,
        `${ROW} dynamodb:Query | ${ON} | By hand. |`,
      ]),
    );
  });

  it('names AWS as the user of what it calls with a role', () => {
    const resource = 'arn:aws:dynamodb:us-east-1:000000000000:table/tradepost-dev-orders-events';
    const serviceCalls = [
      { holder: 'function:place-order' as const, action: 'dynamodb:PutItem', resource, why: 'a spec' },
    ];
    expect(page({ serviceCalls })).toContain(`${ROW} dynamodb:PutItem | ${ON} | AWS |`);
  });

  it('counts the places of a principal that is admitted to many', () => {
    const admissions = Array.from(
      { length: 6 },
      (_, index): Admission => ({
        place: `orders/Function${index}`,
        principal: 'lambda.amazonaws.com',
        kind: 'service',
        actions: ['sts:AssumeRole'],
        limitedBy: [],
      }),
    );
    expect(page({ admissions })).toContain(
      '| `lambda.amazonaws.com` | service of AWS | sts:AssumeRole | 6 of orders | – |',
    );
  });
});
