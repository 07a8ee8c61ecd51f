import { createHash } from 'node:crypto';
import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import { AwsError, awsError } from '@tradepost/local/gateway/aws-error';
import type { Code } from '../code/load-code.ts';
import { NO_FUNCTION } from '../code/surroundings.ts';
import { createDynamodb } from '../dynamodb/dynamodb.ts';
import type { Change } from '../dynamodb/table.ts';
import { toTableSchema } from '../dynamodb/table-schema.ts';
import type { Faults } from '../faults/faults.ts';
import type { Draw } from '../random.ts';
import { createAwsCalls, Lasting } from './aws-calls.ts';
import { createBus } from './bus.ts';
import type { Call } from './call.ts';
import type { Conditions } from './conditions.ts';
import { createFunctions } from './functions.ts';
import { consumeQueue } from './queue-consumer.ts';
import { createQueues } from './queues.ts';
import { createSagas } from './sagas.ts';
import { createScheduler } from './scheduler.ts';
import { startSchedules } from './schedules.ts';
import { createSecrets } from './secrets.ts';
import { consumeStream, type StreamConsumer } from './stream-consumer.ts';
import { createStreams } from './streams.ts';

/** The simulated cloud, and the services that run in it. */
export type World = ReturnType<typeof createWorld>;

export type WorldConfig = {
  readonly code: Code;
  readonly description: CloudDescription;
  readonly draw: Draw;
  readonly faults: Faults;
  readonly situation: Conditions;
  readonly trace: (line: () => string) => void;
  readonly log: (line: string) => void;
  readonly reach: (branch: string) => void;
  readonly onChange: (change: Change) => void;
};

/** The virtual time at which every run begins. */
export const START_MS = Date.parse('2026-01-05T08:00:00.000Z');
const MAX_INDEX_LAG_MS = 5_000;
/** Keeps the changes of one item in order; larger than the precision of a time in milliseconds. */
const INDEX_ORDER_MS = 0.01;
/** How far a read that is not consistent may lag. */
export const MAX_STALE_MS = 2_000;
/** How long a transaction locks its items; AWS gives no figure. An item takes part in some 67 of them a second. */
const MIN_TRANSACTION_MS = 5;
const MAX_TRANSACTION_MS = 25;
/** A run with more steps than this is in an endless loop; a rush of 3,000 orders takes three million. */
const MAX_STEPS = 4_000_000;

/** Creates the world that the compiled templates declare. */
export function createWorld(config: WorldConfig) {
  const { code, description, draw, faults, situation, trace, reach } = config;
  const scheduler = createScheduler(START_MS);
  const streams = createStreams<StreamConsumer>({ scheduler, draw: draw.under('streams'), faults });
  const lagMs = MAX_INDEX_LAG_MS * draw.unit('index lag');
  const isBehind = faults.happens('staleIndex', 'run');
  /** The sagas that a function started, instead of the bus. */
  const restarts: { readonly orderId: string; readonly atMs: number }[] = [];
  /** When the last change of an item in an index is complete: changes of one item are applied in order. */
  const indexedAtMs = new Map<string, number>();
  /** Changes of indexes that lagged: when the table changed, and when the index had the whole change. */
  const indexChanges: { readonly item: string; readonly atMs: number; readonly doneMs: number }[] = [];
  /** Requests that DynamoDB rejected as invalid: a function must never send one, whatever faults happen. */
  const invalidRequests: string[] = [];
  /** Bodies of all messages that functions sent to queues. */
  const sentBodies: string[] = [];
  let reads = 0;
  let diverted: { readonly Detail: string }[] | undefined;

  const dynamodb = createDynamodb({
    schemas: description.tables.map(toTableSchema),
    nowMs: scheduler.nowMs,
    indexLater: (item, steps) => {
      if (!isBehind) {
        for (const step of steps) step();
        return;
      }
      const name = `index change ${indexChanges.length}`;
      const ordered = draw.chance(`${name} puts first`, 0.5) ? steps.toReversed() : steps;
      let atMs = Math.max(
        (indexedAtMs.get(item) ?? 0) + INDEX_ORDER_MS,
        scheduler.nowMs() + lagMs * draw.unit(name),
      );
      ordered.forEach((step, place) => {
        if (place > 0) atMs += lagMs * draw.unit(`${name} gap`) ** 2;
        scheduler.after(atMs - scheduler.nowMs(), step);
      });
      indexedAtMs.set(item, atMs);
      indexChanges.push({ item, atMs: scheduler.nowMs(), doneMs: atMs });
    },
    staleness: () =>
      faults.isOn('staleRead') && faults.happens('staleRead', `read ${reads++}`) ? MAX_STALE_MS : 0,
    leavesUndone: () => faults.isOn('unprocessed') && faults.happens('unprocessed', `batch ${reads++}`),
    onChange: (change) => {
      config.onChange(change);
      if (dynamodb.table(change.table).schema.hasStream) streams.append(change);
    },
  });
  const shared = { scheduler, draw, faults, situation, trace };
  const queues = createQueues({ ...shared, declared: description.queues });
  const functions = createFunctions({
    ...shared,
    code,
    declared: description.functions,
    log: config.log,
    send: (...call) => send(...call),
  });
  const sagas = createSagas({ ...shared, machines: description.stateMachines, functions, queues, reach });
  const bus = createBus({ ...shared, reach, rules: description.rules, queues, startExecution: sagas.start });
  const schedules = startSchedules({ ...shared, rules: description.rules, functions, dynamodb });
  const secrets = createSecrets(description.secrets, shared);
  const effect = ({ service, operation, input, key, version, about }: Call): unknown => {
    if (service === 'DynamoDB') {
      try {
        if (operation !== 'TransactWriteItems') return dynamodb.execute(operation, input);
        const lastsMs =
          MIN_TRANSACTION_MS + (MAX_TRANSACTION_MS - MIN_TRANSACTION_MS) * draw.unit(`lasts ${key}`);
        return new Lasting(lastsMs, dynamodb.begin(input));
      } catch (error) {
        if (error instanceof AwsError && error.code === 'ValidationException')
          invalidRequests.push(`${operation} ${about}: ${error.message}`);
        throw error;
      }
    }
    if (operation === 'PutEvents') {
      if (diverted === undefined) return bus.put(input['Entries'], key, version);
      diverted.push(...input['Entries']);
      return { FailedEntryCount: 0, Entries: input['Entries'].map(() => ({ EventId: key })) };
    }
    if (operation === 'SendMessage') {
      sentBodies.push(input['MessageBody']);
      const attributes = Object.entries<{ readonly StringValue: string }>(input['MessageAttributes'] ?? {});
      const message = queues
        .byUrl(input['QueueUrl'])
        .send(
          input['MessageBody'],
          Object.fromEntries(attributes.map(([name, { StringValue }]) => [name, StringValue])),
        );
      // The SDK compares this digest with that of the body that it sent.
      return {
        MessageId: message.id,
        MD5OfMessageBody: createHash('md5').update(message.body).digest('hex'),
      };
    }
    if (operation === 'GetSecretValue') return secrets.read(input['SecretId'], key);
    // No function has a log here: a timeline has events only.
    if (operation === 'DescribeLogGroups') return { logGroups: [] };
    if (operation === 'StartExecution') {
      restarts.push({ orderId: JSON.parse(input['input']).subject, atMs: scheduler.nowMs() });
      sagas.start(input['stateMachineArn'], input['input'], `sweep ${key}`);
      return { executionArn: key, startDate: 0 };
    }
    throw awsError('UnknownOperationException', `${service}.${operation} is not simulated`);
  };
  const send = createAwsCalls({
    ...shared,
    effect,
    invoke: functions.invoke,
    resume: functions.resume,
    crash: functions.crash,
    onCall: (invocation, { operation, input }) => {
      if (operation === 'Query') schedules.noteQuery(`tradepost-dev-${invocation.name}`, input);
    },
  });
  for (const mapping of description.eventSourceMappings) {
    if (mapping.eventSourceArn.split(':')[2] === 'sqs') {
      consumeQueue(mapping, queues.byArn(mapping.eventSourceArn), { ...shared, functions });
    } else {
      const { onFailureDestinationArn: destination } = mapping;
      const failures = destination === undefined ? undefined : queues.byArn(destination);
      streams.follow(consumeStream(mapping, failures, { ...shared, functions }));
    }
  }
  let steps = 0;
  return {
    scheduler,
    functions,
    dynamodb,
    queues,
    bus,
    secrets,
    streams: streams.consumers,
    history: streams.history,
    /** Reads records of a stream again. */
    readStream: streams.read,
    executions: sagas.executions,
    restarts,
    indexChanges,
    invalidRequests,
    sentBodies,
    /** Collects the entries that functions send to the bus, instead of delivering them; `undefined` ends it. */
    divert: (to: { readonly Detail: string }[] | undefined): void => {
      diverted = to;
    },
    /** Runs the scheduler up to an instant, until nothing is pending, or until `MAX_STEPS`. */
    run: async (untilMs: number): Promise<void> => {
      // Work that was started between two runs, such as a workflow, must not continue during the code of a function.
      await settle();
      code.stage.current = NO_FUNCTION;
      while (steps < MAX_STEPS && (scheduler.pending() > 0 || !schedules.areIdle())) {
        if (!scheduler.step(untilMs)) break;
        await settle();
        code.stage.current = NO_FUNCTION;
        steps += 1;
      }
    },
  };
}

/** Resolves when all promise callbacks that a step triggered have run. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
