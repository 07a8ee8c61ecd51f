import { functionNameOf } from '@tradepost/compiled-service/templates/function-name';
import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import { scheduleIntervalMs } from '@tradepost/local/eventbridge/scheduler';
import { awsError } from '@tradepost/local/gateway/aws-error';
import type { Input } from '../dynamodb/plain.ts';
import { transactionCancelled } from '../dynamodb/transactions.ts';
import type { Faults } from '../faults/faults.ts';
import type { Draw } from '../random.ts';
import type { Conditions } from './conditions.ts';

/** Something that is down for hours. Times are in virtual milliseconds from the start of the run. */
export type LongOutage = {
  readonly of: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly conditions: Conditions;
};

const HOUR_MS = 3_600_000;
/** Most shops have their products by then. Half of the customers come within the next 20 seconds. */
const OPEN_MS = 3_000;
const BEGINS_WITHIN_MS = 60_000;
/**
 * Lengths in hours, each just beyond a bound that code or AWS may have: an hour, six hours, a day. Long ones are rare, as
 * they take more time to run.
 */
const LENGTHS: readonly (readonly [number, number])[] = [
  ...Array.from({ length: 6 }, () => [1.05, 2] as const),
  [6.05, 8],
  [6.05, 8],
  [24.5, 30],
];
/**
 * Below the age at which Lambda discards a stream's records (23 hours), with the pauses of consumers: what Lambda discards
 * can be read from the stream for another hour only.
 */
const MAX_UNREAD_HOURS = 20;
/** Later events may overtake those that leave their stream after 22 hours: the order of events holds up to this. */
const MAX_BUS_HOURS = 20;
/** EventBridge delivers an accepted event within a day. */
const MAX_DELIVERY_HOURS = 24;
const MAX_BACK_OFF_MS = 10 * 60_000;
/** Schedules run rarely during a long outage, so that it costs less. */
const FULL_SCHEDULE_MS = 5 * 60_000;
const MISSED_SHARE = 0.93;
/** Functions and tables that ordinary runs hardly use. */
const NOT_SIMULATED = /^tradepost-dev-(?:operations|identity)-/;
const FUNCTION_ARN = /arn:aws:lambda:[\w-]*:\d*:function:[\w-]+/g;
const PROVIDER_TABLE = 'tradepost-dev-payments-simulated-provider';

type Target = {
  readonly of: string;
  readonly maxHours?: number;
  readonly toConditions: (isDown: (passedMs: number) => boolean, untilMs: number, draw: Draw) => Conditions;
};

/**
 * Draws whether something is down for hours in this run, and when.
 *
 * @param customersWithinMs the time within which customers come: the outage begins meanwhile
 * @returns `undefined` if nothing is
 */
export function drawLongOutage(
  description: CloudDescription,
  draw: Draw,
  faults: Faults,
  customersWithinMs = 0,
): LongOutage | undefined {
  if (!faults.happens('longOutage', 'run')) return undefined;
  const kind = draw.pick('kind', KINDS);
  const { of, maxHours = Number.POSITIVE_INFINITY, toConditions } = draw.pick('what', kind(description));
  const [least, most] = draw.pick('length', LENGTHS);
  const hours = Math.min(maxHours, least + (most - least) * draw.unit('hours'));
  const fromMs = OPEN_MS + Math.max(BEGINS_WITHIN_MS, customersWithinMs) * draw.unit('begins') ** 2;
  const untilMs = fromMs + hours * HOUR_MS;
  const isDown = (passedMs: number) => passedMs >= fromMs && passedMs < untilMs;
  return {
    of,
    fromMs,
    untilMs,
    conditions: {
      ...toConditions(isDown, untilMs, draw),
      maxStreamBackOffMs: MAX_BACK_OFF_MS,
      missesTick: (key, passedMs) =>
        isDown(passedMs) &&
        passedMs > fromMs + FULL_SCHEDULE_MS &&
        draw.chance(`missed ${key}`, MISSED_SHARE),
    },
  };
}

/** Things that may be down, by kinds that are equally frequent. */
const KINDS: readonly ((description: CloudDescription) => readonly Target[])[] = [
  (description) => tablesOf(description).map(toTable),
  (description) => tablesOf(description).map(toConflicts),
  ({ eventSourceMappings }) =>
    eventSourceMappings.map((mapping) => toConsumer(mapping.functionName, isOfStream(mapping))),
  ({ eventSourceMappings }) =>
    eventSourceMappings.map((mapping) => toFunction(mapping.functionName, isOfStream(mapping))),
  ({ rules }) =>
    rules
      .filter((rule) => scheduleIntervalMs(rule) !== undefined)
      .flatMap(({ targets }) => targets.map(({ arn }) => functionNameOf(arn)))
      .filter(isSimulated)
      .map((functionName) => toFunction(functionName, false)),
  ({ stateMachines }) => functionsIn(stateMachines).map((functionName) => toFunction(functionName, false)),
  ({ routes }) =>
    routes
      .map(({ functionName }) => functionName)
      .filter(isSimulated)
      .map((name) => toFunction(name, false)),
  () => [LAMBDA, BUS, RULES],
  () => [BUS, RULES, toTable(PROVIDER_TABLE)],
];

/** The functions of the steps of workflows. */
function functionsIn(stateMachines: CloudDescription['stateMachines']): readonly string[] {
  const arns = stateMachines.flatMap(
    ({ definition }) => JSON.stringify(definition).match(FUNCTION_ARN) ?? [],
  );
  return [...new Set(arns.map(functionNameOf))];
}

function tablesOf({ tables }: CloudDescription): readonly string[] {
  return tables.map(({ tableName }) => tableName).filter(isSimulated);
}

function isSimulated(name: string): boolean {
  return !NOT_SIMULATED.test(name);
}

function isOfStream({ eventSourceArn }: { readonly eventSourceArn: string }): boolean {
  return eventSourceArn.split(':')[2] === 'dynamodb';
}

function toTable(tableName: string): Target {
  const isCalled = JSON.stringify(tableName);
  return {
    of: tableName,
    toConditions: (isDown) => ({
      errorOf: ({ service, input }, passedMs) =>
        service === 'DynamoDB' && isDown(passedMs) && JSON.stringify(input).includes(isCalled)
          ? awsError('InternalServerError', `${tableName} is unreachable`, 500)
          : undefined,
    }),
  };
}

/** Somebody else's transactions hold the items of a table. */
function toConflicts(tableName: string): Target {
  return {
    of: `the writing of ${tableName}`,
    toConditions: (isDown) => ({
      errorOf: ({ operation, input }, passedMs) => {
        if (!isDown(passedMs)) return undefined;
        if (operation === 'PutItem' || operation === 'UpdateItem')
          return input['TableName'] === tableName
            ? awsError('TransactionConflictException', 'Transaction is ongoing for the item')
            : undefined;
        if (operation !== 'TransactWriteItems') return undefined;
        const items = input['TransactItems'] as readonly Readonly<Record<string, Input>>[];
        const tables = items.map((item) => Object.values(item)[0]?.['TableName']);
        return tables.includes(tableName)
          ? transactionCancelled(
              tables.map((each) => ({ Code: each === tableName ? 'TransactionConflict' : 'None' })),
            )
          : undefined;
      },
    }),
  };
}

function toFunction(functionName: string, readsStream: boolean): Target {
  return {
    of: functionName,
    ...(readsStream ? { maxHours: MAX_UNREAD_HOURS } : {}),
    toConditions: (isDown) => ({
      isFunctionDown: (name, passedMs) => isDown(passedMs) && name === functionName,
    }),
  };
}

const LAMBDA: Target = {
  of: 'Lambda',
  maxHours: MAX_UNREAD_HOURS,
  toConditions: (isDown) => ({ isFunctionDown: (_name, passedMs) => isDown(passedMs) }),
};

function toConsumer(functionName: string, readsStream: boolean): Target {
  return {
    of: `the consumer ${functionName}`,
    ...(readsStream ? { maxHours: MAX_UNREAD_HOURS } : {}),
    toConditions: (isDown, untilMs) => ({
      consumerPausedUntilMs: (name, passedMs) =>
        name === functionName && isDown(passedMs) ? untilMs : passedMs,
    }),
  };
}

const BUS: Target = {
  of: 'the bus',
  maxHours: MAX_BUS_HOURS,
  toConditions: (isDown, _untilMs, draw) => ({
    entryErrorOf: (key, passedMs) =>
      isDown(passedMs) ? draw.pick(`entry ${key}`, ['InternalFailure', 'ThrottlingException']) : undefined,
  }),
};

const RULES: Target = {
  of: 'the rules of the bus',
  maxHours: MAX_DELIVERY_HOURS,
  toConditions: (isDown, untilMs) => ({
    deliveredFromMs: (passedMs) => (isDown(passedMs) ? untilMs : passedMs),
  }),
};
