import { assessQuotas } from './assess-quotas.ts';
import { READY, service, stackWith } from './facts.spec-kit.ts';
import type { AccountFacts } from './facts.ts';

const role = { Type: 'AWS::IAM::Role' };
const table = { Type: 'AWS::DynamoDB::Table' };
const planned = [
  service('orders', {
    A: role,
    B: role,
    Orders: table,
    FulfilOrder: { Type: 'AWS::StepFunctions::StateMachine' },
  }),
];
const assess = (facts: Partial<AccountFacts>) => assessQuotas({ ...READY, ...facts }, planned);

describe('the quota of roles', () => {
  const using = (used: number) => ({ roles: { value: { used, limit: 1_000 } } });

  it('refuses a deployment that exceeds it', () => {
    expect(assess(using(999))).toEqual([
      {
        severity: 'refuse',
        found: '999 of 1000 IAM roles in the account are in use, and the deployment adds 2',
        todo: expect.stringContaining('--service-code iam --quota-code L-FE177D64'),
      },
    ]);
  });

  it('causes a warning above four fifths', () => {
    expect(assess(using(799))).toMatchObject([{ severity: 'warn' }]);
    expect(assess(using(798))).toEqual([]);
  });

  it('does not count roles that the stack has', () => {
    const stacks = { orders: stackWith('UPDATE_COMPLETE', 'A', 'B', 'Orders', 'FulfilOrder') };
    expect(assess({ ...using(999), stacks })).toMatchObject([{ severity: 'warn' }]);
  });
});

describe('the quota of tables', () => {
  it('refuses a deployment that exceeds it', () => {
    expect(assess({ tables: { value: { used: 2_500, limit: 2_500 } } })).toMatchObject([
      { severity: 'refuse', todo: expect.stringContaining('L-F98FE922') },
    ]);
  });
});

describe('the storage of code', () => {
  const using = (codeBytes: number) => ({
    lambda: { value: { concurrency: 1_000, unreserved: 1_000, codeBytes, maxCodeBytes: 1_000 } },
  });

  it.each([
    [1_000, ['refuse']],
    [801, ['warn']],
    [800, []],
  ])('with %d of 1000 bytes in use results in %j', (codeBytes, severities) => {
    expect(assess(using(codeBytes)).map(({ severity }) => severity)).toEqual(severities);
  });
});

describe('the resource policies of CloudWatch Logs', () => {
  const others = Array.from({ length: 10 }, (_, index) => `policy-${index}`);

  it('refuse a first state machine if all ten are others', () => {
    expect(assess({ logPolicies: { value: others } })).toMatchObject([
      { severity: 'refuse', todo: expect.stringContaining('policy-9') },
    ]);
  });

  it.each([
    ['one is free', others.slice(1)],
    ['one is that of log delivery', [...others.slice(1), 'AWSLogDeliveryWrite20150319']],
  ])('are enough if %s', (_, names) => {
    expect(assess({ logPolicies: { value: names } })).toEqual([]);
  });

  it('do not matter to a service without a new state machine', () => {
    const stacks = { orders: stackWith('UPDATE_COMPLETE', 'FulfilOrder') };
    expect(assess({ logPolicies: { value: others }, stacks })).toEqual([]);
  });
});
