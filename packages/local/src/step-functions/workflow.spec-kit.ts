import type { DatabaseSync } from 'node:sqlite';
import type { StateMachineResource } from '@tradepost/compiled-service/templates/resources';
import type { InvocationResult } from '../invocation.ts';
import { openStore } from '../store.ts';
import type { WorkflowTasks } from './integrations.ts';
import type { StepFunctions } from './step-functions.ts';
import { createStepFunctions } from './step-functions.ts';

/** Helpers for specs that declare, run and inspect workflows. */
export const REGION = 'us-east-1';
const ACCOUNT = '000000000000';

export function functionArn(name: string): string {
  return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
}

/** Returns a state machine resource from a definition, or from the states of one that starts at "A". */
export function declare(
  definition: Readonly<Record<string, unknown>>,
  type: StateMachineResource['type'] = 'EXPRESS',
  name = 'flow',
): StateMachineResource {
  return {
    service: 'shop',
    logicalId: 'FlowStateMachine',
    name,
    arn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}`,
    type,
    definition: 'States' in definition ? definition : { StartAt: 'A', States: definition },
  };
}

export type Handler = (event: never) => unknown;

/** Creates tasks that run the handlers by function name, and keep everything sent to queues, buses and topics. */
export function createFakeTasks(handlers: Readonly<Record<string, Handler>> = {}) {
  const queued: { queueUrl: string; body: string; parameters: object }[] = [];
  const events: object[] = [];
  const published: { topicArn: string; message: string; parameters: object }[] = [];
  const tasks: WorkflowTasks = {
    invokeFunction: async (name, event): Promise<InvocationResult> => {
      const handler = handlers[name];
      if (handler === undefined) {
        throw Object.assign(new Error(`Function not found: ${name}`), { name: 'ResourceNotFoundException' });
      }
      try {
        return { ok: true, payload: await handler(structuredClone(event) as never) };
      } catch (thrown) {
        const error = thrown as Error;
        return { ok: false, error: { errorType: error.name, errorMessage: error.message, trace: [] } };
      }
    },
    sendToQueue: async (queueUrl, body, parameters) => {
      queued.push({ queueUrl, body, parameters });
      return { messageId: `message-${queued.length}` };
    },
    putEvents: async (entries) => {
      events.push(...entries);
      return { FailedEntryCount: 0, Entries: entries.map((_, index) => ({ EventId: `event-${index}` })) };
    },
    publish: async (topicArn, message, parameters) => {
      published.push({ topicArn, message, parameters });
      return { messageId: `notice-${published.length}` };
    },
  };
  return { tasks, queued, events, published };
}

/** Returns an error that Lambda would report with `name` as its `errorType`. */
export function namedError(name: string, message = ''): Error {
  return Object.assign(new Error(message), { name });
}

/** Runs a definition in memory, and returns its end. */
export async function runWorkflow(
  definition: Readonly<Record<string, unknown>>,
  input: unknown,
  tasks: WorkflowTasks = createFakeTasks().tasks,
) {
  const db = openStore(':memory:');
  const resource = declare(definition, 'STANDARD');
  const service = startService([resource], db, tasks);
  const request = { stateMachineArn: resource.arn, input: JSON.stringify(input) };
  const { executionArn } = service.startExecution(request);
  const { status, output, error, cause } = await endOf(service, executionArn);
  db.close();
  return { status, error, cause, output: output === undefined ? undefined : (JSON.parse(output) as unknown) };
}

/** Creates Step Functions, with the lines that it logs. */
export function startService(
  stateMachines: readonly StateMachineResource[],
  db: DatabaseSync,
  tasks: WorkflowTasks = createFakeTasks().tasks,
  clock: () => number = Date.now,
): StepFunctions & { readonly logged: string[] } {
  const logged: string[] = [];
  const log = (line: string): void => {
    logged.push(line);
  };
  const service = createStepFunctions({ stateMachines, db, tasks, region: REGION, clock, log });
  return Object.assign(service, { logged });
}

const POLL_MS = 5;
const MAX_WAIT_MS = 5_000;

/** Calls `probe` until it returns something; rejects after five seconds. */
export async function eventually<T>(probe: () => T | undefined): Promise<T> {
  const giveUpMs = Date.now() + MAX_WAIT_MS;
  for (;;) {
    const found = probe();
    if (found !== undefined) return found;
    if (Date.now() > giveUpMs) throw new Error('probe returned nothing within five seconds');
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Resolves when no Express execution is unfinished. */
export function endOfExpress(db: DatabaseSync) {
  return eventually(() =>
    db.prepare('SELECT COUNT(*) AS n FROM sfn_express').get()?.['n'] === 0 ? true : undefined,
  );
}

/** Resolves with the description of a Standard execution once it has ended. */
export function endOf(service: StepFunctions, executionArn: string) {
  return eventually(() => {
    const description = service.describeExecution(executionArn);
    return description.status === 'RUNNING' ? undefined : description;
  });
}
