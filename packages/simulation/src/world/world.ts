import { createHash } from 'node:crypto';
import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import { AwsError, awsError } from '@tradepost/local/gateway/aws-error';
import type { Code } from '../code/load-code.ts';
import { NO_FUNCTION } from '../code/surroundings.ts';
import type { Item } from '../dynamodb/attribute-value.ts';
import { createDynamodb } from '../dynamodb/dynamodb.ts';
import type { Change } from '../dynamodb/table.ts';
import { createTableFaults } from '../dynamodb/table-faults.ts';
import { toTableSchema } from '../dynamodb/table-schema.ts';
import type { Faults } from '../faults/faults.ts';
import type { Draw } from '../random.ts';
import { createAttempts } from './attempts.ts';
import { createAwsCalls, Lasting } from './aws-calls.ts';
import { createBus } from './bus.ts';
import type { Call } from './call.ts';
import type { Conditions } from './conditions.ts';
import { createFunctions } from './functions.ts';
import { createIndexLag } from './index-lag.ts';
import { createKms } from './kms.ts';
import { createLogs } from './logs.ts';
import { createOperationsCalls } from './operations-calls.ts';
import { createPlacings } from './placings.ts';
import { consumeQueue } from './queue-consumer.ts';
import { createQueues, type Message } from './queues.ts';
import { createSagas } from './sagas.ts';
import { createScheduler } from './scheduler.ts';
import { type Sweep, startSchedules } from './schedules.ts';
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
  /** Receives each change of an item, and the clock of the function that made it. */
  readonly onChange: (change: Change, writer: WriterClock) => void;
  /** Receives each run of a scheduled function that succeeded, when it has ended. */
  readonly onSweep: (sweep: Sweep) => void;
};

/** The clock of a function while its call has its effect. */
export type WriterClock = {
  /** How far it is ahead, in milliseconds; negative if it is behind. */
  readonly skewMs: number;
  /** How long the function's code waited in a frozen instance, in milliseconds: it may have read its clock so much earlier. */
  readonly frozenMs: number;
};

const NO_FUNCTIONS_CLOCK: WriterClock = { skewMs: 0, frozenMs: 0 };

/** A saga that the sweeper started, and how far the sweeper's clock was ahead. */
export type Restart = { readonly orderId: string; readonly atMs: number; readonly skewMs: number };

/** A message that a function sent to a dead-letter queue. */
export type DeadLetter = Pick<Message, 'id' | 'body' | 'attributes'> & { readonly queue: string };

/** The virtual time at which every run begins. */
export const START_MS = Date.parse('2026-01-05T08:00:00.000Z');
/** How long a transaction locks its items; AWS gives no figure. An item takes part in some 67 of them a second. */
const MIN_TRANSACTION_MS = 5;
const MAX_TRANSACTION_MS = 25;
/** The function that starts lost sagas again; operators may start sagas, too. */
const SWEEPER = 'orders-sweep-orders';
const SUBJECT_KEYS = 'tradepost-dev-customers-subject-keys';
/** A run with more steps than this is in an endless loop; a rush of 3,000 orders takes three million. */
const MAX_STEPS = 4_000_000;

/** Creates the world that the compiled templates declare. */
export function createWorld(config: WorldConfig) {
  const { code, description, draw, faults, situation, trace, reach } = config;
  const scheduler = createScheduler(START_MS);
  const attempts = createAttempts();
  const placings = createPlacings();
  /** The longest time that a record waited for its first delivery, by the function that reads it, in milliseconds. */
  const streamWaits = new Map<string, number>();
  const streams = createStreams<StreamConsumer>({ scheduler, draw: draw.under('streams'), faults });
  /** The sagas that a function started, instead of the bus. */
  const restarts: Restart[] = [];
  /** Requests that DynamoDB rejected as invalid: a function must never send one, whatever faults happen. */
  const invalidRequests: string[] = [];
  /** The subjects as they were before their keys were deleted. */
  const keyItems = new Map<string, Item>();
  /** Bodies of all messages that functions sent to queues. */
  const sentBodies: string[] = [];
  const signedOut = new Set<string>();
  const closedAccounts = new Set<string>();
  /** All messages that functions sent to dead-letter queues and failures queues. */
  const deadLetters: DeadLetter[] = [];
  /** The function's clock during the effect of its call. */
  let writer = NO_FUNCTIONS_CLOCK;
  const invocationOf = ({ key }: Pick<Call, 'key'>) => key.slice(0, key.lastIndexOf('/'));
  const skewOfCaller = (call: Pick<Call, 'key'>) => functions.skewOf(invocationOf(call));
  const asCaller = <Output>(call: Call, run: () => Output): Output => {
    writer = { skewMs: skewOfCaller(call), frozenMs: functions.frozenMsOf(invocationOf(call)) };
    try {
      return run();
    } finally {
      writer = NO_FUNCTIONS_CLOCK;
    }
  };
  /** Targets of operators' acts, and the times of their effects: see `createOperationsCalls`. */
  const operatorActs: { readonly target: string; readonly atMs: number }[] = [];
  let diverted: { readonly Detail: string }[] | undefined;

  const shared = { scheduler, draw, faults, situation, trace };
  const tableFaults = createTableFaults(shared);
  const indexLag = createIndexLag(shared, tableFaults.maxStaleMs);
  const dynamodb = createDynamodb({
    schemas: description.tables.map(toTableSchema),
    nowMs: scheduler.nowMs,
    indexLater: indexLag.indexLater,
    faults: tableFaults,
    onChange: (change) => {
      config.onChange(change, writer);
      const { table, after } = change;
      if (table === SUBJECT_KEYS && after?.['contact'] !== undefined)
        keyItems.set(after['pk']?.S ?? '', after);
      if (dynamodb.table(change.table).schema.hasStream) streams.append(change);
    },
  });
  const queues = createQueues({ ...shared, declared: description.queues });
  const logs = createLogs(description, scheduler.nowMs);
  const functions = createFunctions({
    ...shared,
    code,
    declared: description.functions,
    log: (text, { name }) => {
      logs.print(`tradepost-dev-${name}`, text);
      config.log(text);
    },
    send: (...call) => send(...call),
    onTimeout: attempts.noteTimeout,
  });
  const sagas = createSagas({
    ...{ ...shared, functions, queues, reach },
    machines: description.stateMachines,
    writeLog: logs.write,
  });
  const bus = createBus({ ...shared, reach, rules: description.rules, queues, startExecution: sagas.start });
  const schedules = startSchedules({
    ...shared,
    rules: description.rules,
    functions,
    dynamodb,
    onSweep: config.onSweep,
  });
  const secrets = createSecrets(description.secrets, shared);
  const kms = createKms(shared);
  const operationsCalls = createOperationsCalls({
    ...{ description, queues, bus, nowMs: scheduler.nowMs },
    onAct: (target) => void operatorActs.push({ target, atMs: scheduler.nowMs() }),
  });
  const effect = (call: Call): unknown => {
    const { service, operation, input, key, version, about } = call;
    if (service === 'DynamoDB') {
      try {
        if (operation !== 'TransactWriteItems')
          return asCaller(call, () => dynamodb.execute(operation, input, key));
        const lastsMs =
          MIN_TRANSACTION_MS + (MAX_TRANSACTION_MS - MIN_TRANSACTION_MS) * draw.unit(`lasts ${key}`);
        const end = dynamodb.begin(input, key);
        return new Lasting(lastsMs, () => asCaller(call, end));
      } catch (error) {
        if (error instanceof AwsError && isInvalid(error))
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
      const queue = queues.byUrl(input['QueueUrl']);
      const message = queue.send(
        input['MessageBody'],
        Object.fromEntries(attributes.map(([name, { StringValue }]) => [name, StringValue])),
      );
      if (queue.isDeadLetters) deadLetters.push({ queue: queue.name, ...message });
      // The SDK compares this digest with that of the body that it sent.
      return {
        MessageId: message.id,
        MD5OfMessageBody: createHash('md5').update(message.body).digest('hex'),
      };
    }
    // The queues are found by the last part of their URLs.
    if (operation === 'GetQueueUrl') return { QueueUrl: `https://sqs.simulated/${input['QueueName']}` };
    if (operation === 'GetSecretValue') return secrets.read(input['SecretId'], key);
    if (operation === 'GetParameter') {
      const value = description.parameters.get(input['Name']);
      if (value === undefined) throw awsError('ParameterNotFound', `there is no parameter ${input['Name']}`);
      return { Parameter: { Name: input['Name'], Type: 'String', Value: value } };
    }
    // The rest of the user pool is not simulated: tokens of customers are valid throughout.
    if (operation === 'AdminUserGlobalSignOut') signedOut.add(input['Username']);
    if (operation === 'AdminDeleteUser' && signedOut.has(input['Username']))
      closedAccounts.add(input['Username']);
    if (operation === 'AdminUserGlobalSignOut' || operation === 'AdminDeleteUser') return {};
    if (operation === 'StartExecution') {
      const { subject } = JSON.parse(input['input']) as { readonly subject?: string };
      if (call.caller === SWEEPER && subject !== undefined)
        restarts.push({ orderId: subject, atMs: scheduler.nowMs(), skewMs: skewOfCaller(call) });
      sagas.start(input['stateMachineArn'], input['input'], `${call.caller} ${key}`, input['name']);
      return { executionArn: key, startDate: 0 };
    }
    const output = operationsCalls(call) ?? logs.answer(call) ?? kms(operation, input, key);
    if (output !== undefined) return output;
    throw awsError('UnknownOperationException', `${service}.${operation} is not simulated`);
  };
  const send = createAwsCalls({
    ...shared,
    effect,
    invoke: functions.invoke,
    resume: functions.resume,
    crash: functions.crash,
    onCall: (invocation, call) => {
      const { operation, input } = call;
      attempts.note(invocation, call);
      placings.note(call, scheduler.nowMs());
      if (operation === 'Query')
        schedules.noteQuery(`tradepost-dev-${invocation.name}`, invocation.key, input);
    },
  });
  for (const mapping of description.eventSourceMappings) {
    if (mapping.eventSourceArn.split(':')[2] === 'sqs') {
      consumeQueue(mapping, queues.byArn(mapping.eventSourceArn), { ...shared, functions });
    } else {
      const { onFailureDestinationArn: destination } = mapping;
      const failures = destination === undefined ? undefined : queues.byArn(destination);
      const onWait = (waitedMs: number) => {
        const { functionName } = mapping;
        streamWaits.set(functionName, Math.max(streamWaits.get(functionName) ?? 0, waitedMs));
      };
      streams.follow(consumeStream(mapping, failures, { ...shared, functions, onWait }));
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
    /** Executions of the workflows for privacy requests. */
    standardExecutions: sagas.standardExecutions,
    /** Log lines of all functions and workflows. */
    logLines: logs.lines,
    restarts,
    attempts,
    placings: placings.sentMs,
    /** Changes of indexes that reads did not get at once. */
    indexChanges: indexLag.changes,
    parameters: description.parameters,
    streamWaits,
    invalidRequests,
    keyItems: keyItems as ReadonlyMap<string, Item>,
    sentBodies,
    /** Accounts of the user pool that were signed out everywhere, then deleted. */
    closedAccounts: closedAccounts as ReadonlySet<string>,
    deadLetters,
    operatorActs,
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
        steps += 1;
        if (scheduler.wasNothing()) continue;
        await settle();
        code.stage.current = NO_FUNCTION;
      }
    },
  };
}

/** Returns true for an error of the request itself, or of one item of a transaction. */
function isInvalid({ code, members }: AwsError): boolean {
  const reasons = (members['CancellationReasons'] ?? []) as readonly { readonly Code: string }[];
  return code === 'ValidationException' || reasons.some(({ Code }) => Code === 'ValidationError');
}

/** Resolves when all promise callbacks that a step triggered have run. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
