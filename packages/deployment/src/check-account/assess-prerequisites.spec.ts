import { assessPrerequisites } from './assess-prerequisites.ts';
import { READY, service } from './facts.spec-kit.ts';
import type { AccountFacts } from './facts.ts';

const BUS = '/tradepost/dev/platform/event-bus/name';
const rule = (name: string) => ({
  Type: 'AWS::Events::Rule',
  Properties: { EventBusName: `{{resolve:ssm:${name}}}` },
});
const orders = service('orders', { Rule: rule(BUS) });
const payments = service('payments', { Rule: rule(BUS) });
const existing = (...names: string[]) => ({ parameters: { value: new Set(names) } });

describe('the parameters of a template', () => {
  it('must exist before a service is deployed alone', () => {
    expect(assessPrerequisites({ ...READY, ...existing() }, [orders, payments])).toEqual([
      {
        severity: 'refuse',
        found: `SSM parameters that orders, payments cannot be deployed without do not exist in eu-central-1: ${BUS}`,
        todo: 'Deploy platform first: pnpm stage deploy platform --stage dev',
      },
    ]);
    expect(assessPrerequisites({ ...READY, ...existing(BUS) }, [orders, payments])).toEqual([]);
  });

  it('of a foundation need not exist where it is deployed before', () => {
    expect(assessPrerequisites({ ...READY, ...existing() }, [service('platform', {}), orders])).toEqual([]);
    const identity = service('identity', { Rule: rule(BUS) });
    const guarded = service('orders', { Rule: rule('/tradepost/dev/identity/staff-authorizer/id') });
    expect(assessPrerequisites({ ...READY, ...existing(BUS) }, [identity, guarded])).toEqual([]);
    expect(assessPrerequisites({ ...READY, ...existing(BUS) }, [guarded])).toMatchObject([
      { todo: 'Deploy identity first: pnpm stage deploy identity --stage dev' },
    ]);
  });

  it('of others must exist in any case', () => {
    const own = service('orders', { Rule: rule('/company/address') });
    expect(assessPrerequisites({ ...READY, ...existing() }, [service('platform', {}), own])).toMatchObject([
      {
        found: expect.stringContaining('/company/address'),
        todo: expect.stringContaining('aws ssm put-parameter --name NAME'),
      },
    ]);
  });
});

describe('the role with which REST APIs write logs', () => {
  const stage = (Properties: object) =>
    service('catalog', { Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { ...Properties } } });
  const withRole = (value: string | undefined): Partial<AccountFacts> => ({ apiLogsRole: { value } });

  it.each([{ AccessLogSetting: { DestinationArn: 'arn' } }, { MethodSettings: [{ LoggingLevel: 'ERROR' }] }])(
    'must exist for %j',
    (properties) => {
      expect(assessPrerequisites({ ...READY, ...withRole(undefined) }, [stage(properties)])).toMatchObject([
        { severity: 'refuse', found: expect.stringContaining('no role with which REST APIs write logs') },
      ]);
      expect(assessPrerequisites({ ...READY, ...withRole('arn:role') }, [stage(properties)])).toEqual([]);
    },
  );

  it.each([{}, { MethodSettings: [{ LoggingLevel: 'OFF' }] }])('is not needed for %j', (properties) => {
    expect(assessPrerequisites({ ...READY, ...withRole(undefined) }, [stage(properties)])).toEqual([]);
  });

  it('need not exist where a template sets it', () => {
    const account = service('platform', { Account: { Type: 'AWS::ApiGateway::Account' } });
    const planned = [account, stage({ AccessLogSetting: {} })];
    expect(assessPrerequisites({ ...READY, ...withRole(undefined) }, planned)).toEqual([]);
  });
});
