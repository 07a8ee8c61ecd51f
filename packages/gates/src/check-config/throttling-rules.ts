import { numberIn, objectIn, objectsIn, textIn } from '@tradepost/compiled-service/templates/properties';
import { alarmsOn, metricsOf } from './alarm-metrics.ts';
import type { Cloud, CloudResource } from './cloud.ts';
import { functionAt } from './function-at.ts';
import { sourceKind } from './queue-roles.ts';
import { routesOf } from './routes.ts';
import { faultUnless, RETAINING_STAGES, type Rule } from './rule.ts';

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ScalingConfig.html */
const MIN_QUEUE_CONCURRENCY = 2;
const MAX_QUEUE_CONCURRENCY = 1_000;

/**
 * The default quota of an account, and the part of it that no function may reserve.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
const ACCOUNT_CONCURRENCY = 1_000;
const UNRESERVED_CONCURRENCY = 100;

/** Metrics of all Lambda functions of the account, with the statistic of their alarm. */
const OF_ACCOUNT = { ClaimedAccountConcurrency: 'Maximum', Throttles: 'Sum' };

/** A percentile of fewer samples is the slowest of them. */
const MIN_SAMPLES = 20;

export const throttlingRules: readonly Rule[] = [
  {
    name: 'sqs-maximum-concurrency',
    types: ['AWS::Lambda::EventSourceMapping'],
    check: (source, cloud) => {
      if (sourceKind(source) !== 'sqs') return [];
      const { properties } = source;
      const limit = numberIn(objectIn(properties, 'ScalingConfig') ?? {}, 'MaximumConcurrency');
      const isLimit = limit !== undefined && limit >= MIN_QUEUE_CONCURRENCY && limit <= MAX_QUEUE_CONCURRENCY;
      const lambda = functionAt(textIn(properties, 'FunctionName'), cloud)?.resource;
      const reserved = lambda === undefined ? undefined : reservedBy(lambda);
      return [
        ...faultUnless(
          isLimit,
          `has a MaximumConcurrency of ${limit ?? 'none'}: throttled messages count as received`,
        ),
        ...faultUnless(
          limit === undefined || reserved === undefined || limit <= reserved,
          `has a MaximumConcurrency of ${limit}, above the reservation of ${reserved}`,
        ),
      ];
    },
    fix: `Set queueConcurrency in stages.yml, or maximumConcurrency at the event, from ${MIN_QUEUE_CONCURRENCY} to ${MAX_QUEUE_CONCURRENCY}.`,
  },
  {
    name: 'concurrency-fits-account',
    types: ['AWS::Lambda::Function'],
    check: (lambda, cloud) => {
      if (allocatedTo(lambda, cloud) === 0) return [];
      const lambdas = cloud.ofType('AWS::Lambda::Function');
      const sum = lambdas.reduce((total, each) => total + allocatedTo(each, cloud), 0);
      const most = ACCOUNT_CONCURRENCY - UNRESERVED_CONCURRENCY;
      return faultUnless(
        sum <= most,
        `has a part of ${sum} reserved or provisioned instances; an account of ${ACCOUNT_CONCURRENCY} allows ${most}`,
      );
    },
    fix: 'Reserve and provision less in stages.yml. queueConcurrency and parallelizationFactor limit without reserving.',
  },
  {
    name: 'table-throttle-alarms',
    types: ['AWS::DynamoDB::Table'],
    check: (table, cloud) => {
      if (!RETAINING_STAGES.includes(cloud.stage)) return [];
      const indexes = objectsIn(table.properties, 'GlobalSecondaryIndexes').map((index) =>
        textIn(index, 'IndexName'),
      );
      const missing = [undefined, ...indexes].flatMap((index) => {
        const ofIndex = index === undefined ? {} : { GlobalSecondaryIndexName: index };
        const dimensions = { TableName: table.name, ...ofIndex };
        return ['ReadThrottleEvents', 'WriteThrottleEvents']
          .filter((name) => alarmsOn({ namespace: 'AWS/DynamoDB', name, dimensions }, cloud).length === 0)
          .map((name) => (index === undefined ? name : `${name} of ${index}`));
      });
      return faultUnless(missing.length === 0, `has no alarm on ${missing.join(', ')}`);
    },
    fix: 'Declare it in resources/tables.yml, and set functionAlarms for the stage: tables.cjs makes the alarms.',
  },
  {
    name: 'account-alarms',
    types: ['AWS::SNS::Topic'],
    check: (_topic, cloud) => {
      if (!RETAINING_STAGES.includes(cloud.stage)) return [];
      const missing = Object.entries(OF_ACCOUNT).filter(([name, wanted]) => {
        const alarms = alarmsOn({ namespace: 'AWS/Lambda', name, dimensions: {} }, cloud);
        return !alarms.flatMap(metricsOf).some(({ statistic }) => statistic === wanted);
      });
      return missing.flatMap(([name]) =>
        faultUnless(false, `receives no alarm on ${name} of all functions of the account`),
      );
    },
    fix: 'Include resources/account-alarms.cjs in the platform, and set functionAlarms for the stage.',
  },
  {
    name: 'percentile-alarm-samples',
    types: ['AWS::CloudWatch::Alarm'],
    holds: (alarm, cloud) => {
      const functions = metricsOf(alarm)
        .filter(({ statistic }) => statistic?.startsWith('p') === true)
        .map(({ dimensions }) => dimensions['FunctionName']);
      if (functions.length === 0 || minSamplesOf(alarm) >= MIN_SAMPLES) return true;
      const isOfRoute = routesOf(cloud).some(({ functionName }) => functions.includes(functionName));
      return !isOfRoute;
    },
    otherwise: `is raised by a percentile of fewer than ${MIN_SAMPLES} calls`,
    fix: `Use metric math: IF(invocations >= ${MIN_SAMPLES}, p95), as alarms.cjs does.`,
  },
];

function reservedBy({ properties }: CloudResource): number | undefined {
  return numberIn(properties, 'ReservedConcurrentExecutions');
}

/** Provisioned instances of a function with a reservation are a part of it. */
function allocatedTo(lambda: CloudResource, cloud: Cloud): number {
  const provisioned = cloud
    .ofType('AWS::ApplicationAutoScaling::ScalableTarget')
    .filter(({ properties }) => textIn(properties, 'ResourceId')?.split(':')[1] === lambda.name)
    .map(({ properties }) => numberIn(properties, 'MaxCapacity') ?? 0);
  return reservedBy(lambda) ?? Math.max(0, ...provisioned);
}

function minSamplesOf({ properties }: CloudResource): number {
  const [expression = ''] = objectsIn(properties, 'Metrics').flatMap(
    (query) => textIn(query, 'Expression') ?? [],
  );
  return Number(/IF\(\w+ >= (\d+),/.exec(expression)?.[1] ?? 0);
}
