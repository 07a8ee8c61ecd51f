import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
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
const BEGINS_WITHIN_MS = 3 * 60_000;
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
/** Functions that ordinary runs do not invoke. */
const NOT_SIMULATED = /^tradepost-dev-(?:operations|identity)-/;

type Target = {
  readonly of: string;
  readonly maxHours?: number;
  readonly toConditions: (isDown: (passedMs: number) => boolean, untilMs: number, draw: Draw) => Conditions;
};

/**
 * Draws whether something is down for hours in this run, and when.
 *
 * @returns `undefined` if nothing is
 */
export function drawLongOutage(
  description: CloudDescription,
  draw: Draw,
  faults: Faults,
): LongOutage | undefined {
  if (!faults.happens('longOutage', 'run')) return undefined;
  const kind = draw.pick('kind', KINDS);
  const { of, maxHours = Number.POSITIVE_INFINITY, toConditions } = draw.pick('what', kind(description));
  const [least, most] = draw.pick('length', LENGTHS);
  const hours = Math.min(maxHours, least + (most - least) * draw.unit('hours'));
  const fromMs = BEGINS_WITHIN_MS * draw.unit('begins');
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

const KINDS: readonly ((description: CloudDescription) => readonly Target[])[] = [
  ({ tables }) => tables.map(({ tableName }) => toTable(tableName)),
  ({ tables }) => tables.map(({ tableName }) => toConflicts(tableName)),
  ({ functions, eventSourceMappings }) => {
    const readers = new Set(eventSourceMappings.filter(isOfStream).map(({ functionName }) => functionName));
    return functions
      .filter(({ functionName }) => !NOT_SIMULATED.test(functionName))
      .map(({ functionName }) =>
        toFunctions(functionName, (name) => name === functionName, readers.has(functionName)),
      );
  },
  ({ eventSourceMappings }) =>
    eventSourceMappings.map((mapping) => toConsumer(mapping.functionName, isOfStream(mapping))),
  () => [toFunctions('Lambda', () => true, true), BUS, RULES],
];

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
          ? transactionCancelled(tables.map((each) => (each === tableName ? 'TransactionConflict' : 'None')))
          : undefined;
      },
    }),
  };
}

function toFunctions(of: string, matches: (functionName: string) => boolean, readsStream: boolean): Target {
  return {
    of,
    ...(readsStream ? { maxHours: MAX_UNREAD_HOURS } : {}),
    toConditions: (isDown) => ({
      isFunctionDown: (functionName, passedMs) => isDown(passedMs) && matches(functionName),
    }),
  };
}

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
