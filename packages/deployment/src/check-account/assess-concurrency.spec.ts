import { assessConcurrency } from './assess-concurrency.ts';
import { DENIED, READY, service, stackWith } from './facts.spec-kit.ts';
import type { AccountFacts, PlannedService } from './facts.ts';

const account = (concurrency: number, unreserved = concurrency): Pick<AccountFacts, 'lambda'> => ({
  lambda: { value: { concurrency, unreserved, codeBytes: 0, maxCodeBytes: 1 } },
});
const lambda = (FunctionName: string, ReservedConcurrentExecutions?: number) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName,
    ...(ReservedConcurrentExecutions === undefined ? {} : { ReservedConcurrentExecutions }),
  },
});
const scaling = (MinCapacity: number, MaxCapacity: number) => ({
  Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  Properties: { ScalableDimension: 'lambda:function:ProvisionedConcurrency', MinCapacity, MaxCapacity },
});
const queue = (MaximumConcurrency: number) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: { ScalingConfig: { MaximumConcurrency } },
});
const table = (DeletionPolicy: string) => ({ Type: 'AWS::DynamoDB::Table', DeletionPolicy });

const plain = [service('orders', { Place: lambda('place') })];
const reserving = [
  service('orders', { Project: lambda('project', 50) }),
  service('payments', { Ledger: lambda('ledger', 50) }),
];
const assess = (facts: Partial<AccountFacts>, planned: readonly PlannedService[]) =>
  assessConcurrency({ ...READY, ...facts }, planned);
const INCREASE =
  /^Request more: aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value (\d+) --region eu-central-1$/;

describe('the concurrency of the account', () => {
  it.each([10, 99])('is too low for any stage at %d', (concurrency) => {
    expect(assess(account(concurrency), plain)).toEqual([
      {
        severity: 'warn',
        found: expect.stringContaining(`runs ${concurrency} functions at once`),
        todo: expect.stringMatching(INCREASE),
      },
    ]);
  });

  it('is high enough for a stage without retained data at 100', () => {
    expect(assess(account(100), plain)).toEqual([]);
  });

  it.each(['Retain', 'RetainExceptOnCreate'])('is too low at 999 for a stage with %s', (policy) => {
    const planned = [service('orders', { Orders: table(policy) })];
    expect(assess(account(999), planned)).toMatchObject([
      { severity: 'warn', found: expect.stringContaining('should have 1000') },
    ]);
    expect(assess(account(1_000), planned)).toEqual([]);
  });
});

describe('reserved concurrency', () => {
  it.each([10, 100, 199])('is refused if it leaves less than 100 of %d', (concurrency) => {
    const findings = assess(account(concurrency), reserving);
    expect(findings.filter(({ severity }) => severity === 'refuse')).toEqual([
      {
        severity: 'refuse',
        found: `the templates reserve or provision 100 concurrent executions more, of ${concurrency} unreserved ones; Lambda refuses if less than 100 stay unreserved`,
        todo: expect.stringMatching(INCREASE),
      },
    ]);
  });

  it('is accepted if it leaves 100', () => {
    expect(assess(account(200), reserving)).toEqual([]);
  });

  it('counts what other stages have reserved', () => {
    expect(assess(account(1_000, 150), reserving)).toMatchObject([
      { severity: 'refuse', todo: expect.stringContaining('--desired-value 1100 ') },
    ]);
  });

  it('does not count again what the functions have reserved already', () => {
    const reservations = { value: new Map(Object.entries({ project: 50, ledger: 50 })) };
    expect(assess({ ...account(200, 100), reservations }, reserving)).toEqual([]);
  });

  it('counts only the difference where a reservation grows', () => {
    const reservations = { value: new Map(Object.entries({ project: 20, ledger: 50 })) };
    expect(assess({ ...account(200, 130), reservations }, reserving)).toEqual([]);
    expect(assess({ ...account(200, 129), reservations }, reserving)).toMatchObject([{ severity: 'refuse' }]);
  });

  it('is unknown where the functions may not be asked', () => {
    expect(assess({ ...account(200), reservations: DENIED }, reserving)).toMatchObject([
      { severity: 'unknown' },
    ]);
  });
});

describe('provisioned concurrency', () => {
  const provisioning = [service('orders', { Scaling: scaling(2, 50) })];

  it('is refused if its least leaves less than 100', () => {
    expect(assess(account(101), provisioning)).toMatchObject([{ severity: 'refuse' }]);
  });

  it('is not counted again where the stack has it', () => {
    const stacks = { orders: stackWith('UPDATE_COMPLETE', 'Scaling') };
    const findings = assess({ ...account(101), stacks }, provisioning);
    expect(findings.map(({ severity }) => severity)).toEqual(['warn']);
  });

  it('is not refused where the stack may not be read', () => {
    const findings = assess({ ...account(101), stacks: { orders: DENIED } }, provisioning);
    expect(findings.map(({ severity }) => severity)).toEqual(['warn']);
  });

  it('causes a warning if it cannot grow to its most', () => {
    expect(assess(account(149), provisioning)).toMatchObject([
      {
        severity: 'warn',
        found: 'provisioned concurrency may grow by 48, and only 47 are free for it',
        todo: expect.stringContaining('--desired-value 1000 '),
      },
    ]);
    expect(assess(account(150), provisioning)).toEqual([]);
  });

  it('is found on an alias too', () => {
    const alias = {
      Type: 'AWS::Lambda::Alias',
      Properties: { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 } },
    };
    expect(assess(account(104), [service('orders', { Live: alias })])).toMatchObject([
      { severity: 'refuse' },
    ]);
    expect(assess(account(105), [service('orders', { Live: alias })])).toEqual([]);
  });
});

describe('the consumers of queues', () => {
  const planned = [service('orders', { A: queue(50), B: queue(60) })];

  it('cause a warning if they can take all concurrency', () => {
    expect(assess(account(109), planned)).toMatchObject([
      { severity: 'warn', found: expect.stringMatching(/may run 110 times at once, more than the 109/) },
    ]);
    expect(assess(account(110), planned)).toEqual([]);
  });
});
