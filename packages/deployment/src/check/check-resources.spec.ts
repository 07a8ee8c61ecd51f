import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { IAMClient } from '@aws-sdk/client-iam';
import { awsError, fakeClient } from '../aws/aws-client.spec-kit.ts';
import { checkResources, type ResourceClients } from './check-resources.ts';

const ALARM = 'AWS::CloudWatch::Alarm';
const LOG_GROUP = 'AWS::Logs::LogGroup';
const ROLE = 'AWS::IAM::Role';
const TABLE = 'AWS::DynamoDB::Table';

type Listed = { readonly id: string; readonly name: string; readonly status?: string };

/** Returns clients of an account with one stack, and with alarms, log groups and roles of these names. */
function account({
  listed,
  existing,
  more = {},
}: {
  readonly listed: readonly Listed[];
  readonly existing: readonly string[];
  readonly more?: Partial<ResourceClients>;
}): ResourceClients {
  const pageOf = (NextToken: string | undefined) => (NextToken === undefined ? 0 : Number(NextToken));
  return {
    cloudformation: fakeClient<CloudFormationClient>({
      ListStackResources: ({ StackName, NextToken }: { StackName: string; NextToken?: string }) => {
        if (StackName !== 'tradepost-dev-orders')
          throw awsError('ValidationError', `Stack with id ${StackName} does not exist`);
        const at = pageOf(NextToken);
        const { id, name, status = 'CREATE_COMPLETE' } = listed[at] ?? { id: 'None', name: 'none' };
        return {
          StackResourceSummaries: [
            { LogicalResourceId: id, PhysicalResourceId: name, ResourceStatus: status },
          ],
          NextToken: at + 1 < listed.length ? String(at + 1) : undefined,
        };
      },
    }),
    cloudwatch: fakeClient<CloudWatchClient>({
      DescribeAlarms: ({ AlarmNames }: { AlarmNames: string[] }) => ({
        MetricAlarms: AlarmNames.filter((name) => existing.includes(name)).map((AlarmName) => ({
          AlarmName,
        })),
      }),
    }),
    logs: fakeClient<CloudWatchLogsClient>({
      DescribeLogGroups: ({ logGroupNamePrefix, nextToken }: Record<string, string | undefined>) => {
        const names = existing.filter((name) => name.startsWith(logGroupNamePrefix ?? ''));
        const at = pageOf(nextToken);
        return {
          logGroups: names.slice(at, at + 1).map((logGroupName) => ({ logGroupName })),
          nextToken: at + 1 < names.length ? String(at + 1) : undefined,
        };
      },
    }),
    iam: fakeClient<IAMClient>({
      GetRole: ({ RoleName }: { RoleName: string }) => {
        if (!existing.includes(RoleName)) throw awsError('NoSuchEntityException', RoleName);
        return { Role: { RoleName } };
      },
    }),
    ...more,
  };
}

const stack = (
  resources: Readonly<Record<string, { readonly Type: string; readonly Condition?: string }>>,
) => [{ name: 'tradepost-dev-orders', resources }];

const TEMPLATE = {
  Orders: { Type: TABLE },
  ErrorsAlarm: { Type: ALARM },
  PlaceLogGroup: { Type: LOG_GROUP },
  ListLogGroup: { Type: LOG_GROUP },
  PlaceRole: { Type: ROLE },
};
const LISTED = [
  { id: 'Orders', name: 'orders' },
  { id: 'ErrorsAlarm', name: 'orders-errors-1A2B' },
  { id: 'PlaceLogGroup', name: '/aws/lambda/orders-place' },
  { id: 'ListLogGroup', name: '/aws/lambda/orders-list' },
  { id: 'PlaceRole', name: 'orders-place-role' },
];
const EXISTING = LISTED.map(({ name }) => name);

describe('checkResources', () => {
  it('finds nothing missing if every resource exists', async () => {
    const clients = account({ listed: LISTED, existing: EXISTING });
    expect(await checkResources(stack(TEMPLATE), clients)).toEqual({
      expected: 5,
      missing: [],
      unchecked: [],
    });
  });

  it.each(EXISTING.slice(1))('finds %s deleted by hand', async (deleted) => {
    const clients = account({ listed: LISTED, existing: EXISTING.filter((name) => name !== deleted) });
    const { missing } = await checkResources(stack(TEMPLATE), clients);
    expect(missing).toEqual([
      {
        stack: 'tradepost-dev-orders',
        logicalId: LISTED.find(({ name }) => name === deleted)?.id,
        type: expect.any(String),
        detail: `${deleted} was deleted`,
      },
    ]);
  });

  it('finds a resource that is not in the stack', async () => {
    const clients = account({ listed: LISTED.slice(1), existing: EXISTING });
    expect((await checkResources(stack(TEMPLATE), clients)).missing).toEqual([
      { stack: 'tradepost-dev-orders', logicalId: 'Orders', type: TABLE, detail: 'is not in the stack' },
    ]);
  });

  it.each(['CREATE_FAILED', 'UPDATE_FAILED', 'DELETE_COMPLETE', 'DELETE_SKIPPED', 'CREATE_IN_PROGRESS'])(
    'finds a resource that is %s',
    async (status) => {
      const clients = account({ listed: [{ id: 'Orders', name: 'orders', status }], existing: [] });
      const { missing } = await checkResources(stack({ Orders: { Type: TABLE } }), clients);
      expect(missing).toMatchObject([{ logicalId: 'Orders', detail: `is ${status} in the stack` }]);
    },
  );

  it('accepts a resource after a rollback of its update', async () => {
    const listed = [{ id: 'Orders', name: 'orders', status: 'UPDATE_ROLLBACK_COMPLETE' }];
    const { missing } = await checkResources(
      stack({ Orders: { Type: TABLE } }),
      account({ listed, existing: [] }),
    );
    expect(missing).toEqual([]);
  });

  it('finds everything missing if the stack does not exist', async () => {
    const clients = account({ listed: LISTED, existing: EXISTING });
    const { missing } = await checkResources(
      [{ name: 'tradepost-dev-payments', resources: TEMPLATE }],
      clients,
    );
    expect(missing).toHaveLength(5);
    expect(missing[0]?.detail).toBe('the stack does not exist');
  });

  it('compares generated logical ids without their generated part, and no versions of functions', async () => {
    const listed = [{ id: 'ApiGatewayDeployment1795968427809', name: 'abc' }];
    const template = {
      ApiGatewayDeployment1795960000000: { Type: 'AWS::ApiGateway::Deployment' },
      PlaceLambdaVersion3v8PAgGC3TMuT4bWNLgE2aQoth7RKdUKLXp75QMjwI: { Type: 'AWS::Lambda::Version' },
    };
    const checked = await checkResources(stack(template), account({ listed, existing: [] }));
    expect(checked).toEqual({ expected: 1, missing: [], unchecked: [] });
  });

  it('does not expect a resource whose condition does not hold', async () => {
    const template = {
      Orders: { Type: TABLE },
      Domain: { Type: 'AWS::ApiGatewayV2::DomainName', Condition: 'HasDomain' },
    };
    const clients = account({ listed: LISTED, existing: EXISTING });
    expect(await checkResources(stack(template), clients)).toEqual({
      expected: 1,
      missing: [],
      unchecked: [],
    });
  });

  it('reports types that it may not look up', async () => {
    const more = { iam: fakeClient<IAMClient>({}) };
    const clients = account({ listed: LISTED, existing: EXISTING, more });
    expect(await checkResources(stack(TEMPLATE), clients)).toEqual({
      expected: 5,
      missing: [],
      unchecked: [{ type: ROLE, reason: 'not authorized to perform: GetRole' }],
    });
  });

  it('throws if an AWS service fails', async () => {
    const DescribeAlarms = () => {
      throw awsError('InternalServiceFault', 'try later');
    };
    const more = { cloudwatch: fakeClient<CloudWatchClient>({ DescribeAlarms }) };
    const clients = account({ listed: LISTED, existing: EXISTING, more });
    await expect(checkResources(stack(TEMPLATE), clients)).rejects.toThrow('try later');
  });
});
