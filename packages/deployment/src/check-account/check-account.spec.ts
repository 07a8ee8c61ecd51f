import { awsError, fakeClient } from '../aws/aws-client.spec-kit.ts';
import type { AwsClients } from '../aws/clients.ts';
import { assessAccount, checkAccount } from './check-account.ts';
import { DENIED, READY, service } from './facts.spec-kit.ts';
import { countFindings, describeFindings } from './finding.ts';

const planned = [
  service('platform', {
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'tradepost-dev-alarms' } },
  }),
  service('orders', {
    Orders: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'tradepost-dev-orders-events' } },
    FulfilOrder: { Type: 'AWS::StepFunctions::StateMachine' },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: { EventBusName: '{{resolve:ssm:/tradepost/dev/platform/event-bus/name}}' },
    },
  }),
];

describe('assessAccount', () => {
  it('finds nothing in an account that is ready', () => {
    expect(assessAccount(READY, planned)).toEqual([]);
  });

  it('refuses nothing of which it may read nothing', () => {
    const facts = {
      ...READY,
      stacks: { platform: DENIED, orders: DENIED },
      unknownLeftovers: [{ type: 'AWS::KMS::Alias', ...DENIED }],
      ...{ lambda: DENIED, reservations: DENIED, roles: DENIED, tables: DENIED, logPolicies: DENIED },
      ...{ parameters: DENIED, apiLogsRole: DENIED, subscriptions: DENIED, activeTags: DENIED },
    };
    const findings = assessAccount(facts, [
      ...planned,
      service('catalog', {
        Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { AccessLogSetting: {} } },
        Reader: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: '{{resolve:ssm:/other}}' } },
      }),
    ]);
    expect(findings.map(({ severity }) => severity)).toEqual(findings.map(() => 'unknown'));
    // Lambda's settings are read for two checks. Without its stack, no state machine is known to be new.
    expect(findings.map(({ found }) => found)).toEqual([
      'the stack tradepost-dev-platform could not be checked: it needs the permission x:Y',
      'the stack tradepost-dev-orders could not be checked: it needs the permission x:Y',
      'whether resources of type AWS::KMS::Alias are left from before could not be checked: it needs the permission x:Y',
      'the parameters that the templates resolve could not be checked: it needs the permission x:Y',
      'the role with which API Gateway writes logs could not be checked: it needs the permission x:Y',
      "the account's Lambda concurrency could not be checked: it needs the permission x:Y",
      "the storage of functions' code could not be checked: it needs the permission x:Y",
      'the number of IAM roles could not be checked: it needs the permission x:Y',
      'the number of DynamoDB tables could not be checked: it needs the permission x:Y',
      "the alarm topic's subscriptions could not be checked: it needs the permission x:Y",
      'the cost allocation tags could not be checked: it needs the permission x:Y',
    ]);
  });
});

describe('checkAccount', () => {
  it('refuses nothing where there are no credentials', async () => {
    const GetCallerIdentity = () => {
      throw awsError('CredentialsProviderError', 'Could not load credentials from any providers');
    };
    const clients = { sts: fakeClient({ GetCallerIdentity }) } as AwsClients;
    expect(await checkAccount('dev', planned, clients)).toEqual({
      lines: [expect.stringMatching(/: not checked: .*Could not load credentials from any providers/)],
      refused: false,
    });
  });

  it('prints the account, and refuses what would fail', async () => {
    const sts = fakeClient({
      GetCallerIdentity: () => ({ Account: '123456789012', Arn: 'arn:aws:sts::1:x' }),
    });
    const ssm = fakeClient({ GetParameters: () => ({ Parameters: [] }) });
    const denied = fakeClient({});
    const clients = new Proxy({ sts, ssm } as AwsClients, {
      get: (known, name) => Reflect.get(known, name) ?? denied,
    });
    const { lines, refused } = await checkAccount('dev', planned.slice(1), clients);
    expect(refused).toBe(true);
    expect(lines[0]).toMatch(/^account 123456789012 in \S+: 1 refused, \d unknown$/);
    expect(lines[1]).toMatch(/^REFUSED: SSM parameters that orders cannot be deployed without/);
  });
});

it.each([
  [[], 'ready'],
  [['warn', 'refuse', 'warn', 'unknown'], '1 refused, 2 warnings, 1 unknown'],
] as const)('counts the findings %j as "%s"', (severities, counted) => {
  expect(countFindings(severities.map((severity) => ({ severity, found: '', todo: '' })))).toBe(counted);
});

describe('describeFindings', () => {
  it('lists blocking findings first, each with its remedy below it', () => {
    expect(
      describeFindings([
        { severity: 'unknown', found: 'tags were not checked', todo: '' },
        { severity: 'warn', found: 'nobody receives alarms', todo: 'Subscribe.' },
        { severity: 'refuse', found: 'a name is taken', todo: 'Delete it.' },
      ]),
    ).toEqual([
      'REFUSED: a name is taken\n  Delete it.',
      'WARNING: nobody receives alarms\n  Subscribe.',
      'UNKNOWN: tags were not checked',
    ]);
  });
});
