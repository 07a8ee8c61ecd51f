import {
  type AccountFacts,
  isAdded,
  type LambdaSettings,
  type PlannedResources,
  type PlannedService,
} from './facts.ts';
import { assessFact, type Finding } from './finding.ts';

/**
 * Concurrency that Lambda keeps for functions without a reservation: it rejects a reservation that leaves less. Accounts with a
 * reduced quota report 10 or 50 as their minimum, which is their whole quota.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
const MUST_STAY_UNRESERVED = 100;
/**
 * Enough for a few clients beside the consumers of queues and streams. New accounts may have 10.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const SENSIBLE_MINIMUM = 100;
/** AWS's default, which accounts that take real orders should have. */
const DEFAULT_QUOTA = 1_000;

/** Compares the account's Lambda concurrency with what the templates reserve, provision and let queues use. */
export function assessConcurrency(
  { lambda, reservations, stacks, stage, region }: AccountFacts,
  planned: readonly PlannedService[],
): readonly Finding[] {
  const increase: Increase = (value) =>
    `Request more: aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value ${value} --region ${region}`;
  return assessFact("the account's Lambda concurrency", lambda, (settings) => {
    const findings: Finding[] = [...assessMinimum(settings, planned, `${stage} in ${region}`, increase)];
    const demand = demandOf(planned, stacks);
    if (demand.reserved.size > 0)
      findings.push(
        ...assessFact('the reservations of functions', reservations, (now) => {
          const added = sum([...demand.reserved].map(([name, wanted]) => wanted - (now.get(name) ?? 0)));
          return assessReservations(settings, { ...demand, added }, increase);
        }),
      );
    else findings.push(...assessReservations(settings, { ...demand, added: 0 }, increase));
    return findings;
  });
}

/** Describes how to request a quota. */
type Increase = (desired: number) => string;

function assessMinimum(
  { concurrency }: LambdaSettings,
  planned: readonly PlannedService[],
  where: string,
  increase: Increase,
): readonly Finding[] {
  const retainsData = planned.some(({ resources }) =>
    Object.values(resources).some(
      ({ Type, DeletionPolicy = 'Delete' }) => Type === 'AWS::DynamoDB::Table' && DeletionPolicy !== 'Delete',
    ),
  );
  const minimum = retainsData ? DEFAULT_QUOTA : SENSIBLE_MINIMUM;
  if (concurrency >= minimum) return [];
  return [
    {
      severity: 'warn',
      found: `the account runs ${concurrency} functions at once, and throttles requests and delays events beyond that; ${where} should have ${minimum}`,
      todo: increase(DEFAULT_QUOTA),
    },
  ];
}

type Demand = {
  /** Reserved concurrency by function name. */
  readonly reserved: ReadonlyMap<string, number>;
  /** Provisioned concurrency that the deployment allocates, in addition to what its stacks have. */
  readonly provisioned: number;
  /** Provisioned concurrency that scaling may reach, in addition to the least. */
  readonly scaling: number;
  /** Sum of the maximum concurrency of all queue consumers. */
  readonly queues: number;
};

function assessReservations(
  { concurrency, unreserved }: LambdaSettings,
  { added, provisioned, scaling, queues }: Demand & { readonly added: number },
  increase: Increase,
): readonly Finding[] {
  const needed = added + provisioned;
  const left = unreserved - needed;
  /** With `missing` concurrent executions more. */
  const increaseBy = (missing: number) => increase(Math.max(DEFAULT_QUOTA, roundUp(concurrency + missing)));
  if (needed > 0 && left < MUST_STAY_UNRESERVED)
    return [
      {
        severity: 'refuse',
        found: `the templates reserve or provision ${needed} concurrent executions more, of ${unreserved} unreserved ones; Lambda refuses if less than ${MUST_STAY_UNRESERVED} stay unreserved`,
        todo: increaseBy(MUST_STAY_UNRESERVED - left),
      },
    ];
  const findings: Finding[] = [];
  if (scaling > 0 && left - scaling < MUST_STAY_UNRESERVED)
    findings.push({
      severity: 'warn',
      found: `provisioned concurrency may grow by ${scaling}, and only ${Math.max(0, left - MUST_STAY_UNRESERVED)} are free for it`,
      todo: increaseBy(MUST_STAY_UNRESERVED + scaling - left),
    });
  if (queues > left)
    findings.push({
      severity: 'warn',
      found: `the queues' consumers may run ${queues} times at once, more than the ${left} unreserved concurrent executions: a full queue would throttle requests`,
      todo: increaseBy(queues - left),
    });
  return findings;
}

function demandOf(planned: readonly PlannedService[], stacks: AccountFacts['stacks']): Demand {
  const reserved = new Map<string, number>();
  let [provisioned, scaling, queues] = [0, 0, 0];
  for (const { service, resources } of planned) {
    for (const [logicalId, { Type, Properties = {} }] of Object.entries(resources)) {
      if (Type === 'AWS::Lambda::Function' && Properties['ReservedConcurrentExecutions'] !== undefined)
        reserved.set(String(Properties['FunctionName']), Number(Properties['ReservedConcurrentExecutions']));
      if (Type === 'AWS::Lambda::EventSourceMapping') queues += maximumConcurrencyOf(Properties);
      const range = provisionedBy(Type, Properties);
      if (isAdded(stacks[service], logicalId)) provisioned += range.min;
      scaling += range.max - range.min;
    }
  }
  return { reserved, provisioned, scaling, queues };
}

type Properties = PlannedResources[string]['Properties'] & object;

function maximumConcurrencyOf(properties: Properties): number {
  const { MaximumConcurrency = 0 } = (properties['ScalingConfig'] ?? {}) as { MaximumConcurrency?: number };
  return Number(MaximumConcurrency);
}

function provisionedBy(type: string, properties: Properties): { readonly min: number; readonly max: number } {
  if (
    type === 'AWS::ApplicationAutoScaling::ScalableTarget' &&
    properties['ScalableDimension'] === 'lambda:function:ProvisionedConcurrency'
  )
    return { min: Number(properties['MinCapacity']), max: Number(properties['MaxCapacity']) };
  const { ProvisionedConcurrentExecutions: fixed = 0 } = (properties['ProvisionedConcurrencyConfig'] ??
    {}) as {
    ProvisionedConcurrentExecutions?: number;
  };
  return { min: Number(fixed), max: Number(fixed) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** Quota increases are requested in hundreds. */
function roundUp(value: number): number {
  return Math.ceil(value / 100) * 100;
}
