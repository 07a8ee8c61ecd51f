import type { WorkflowLogging } from '@tradepost/compiled-service/templates/resources';
import { openStore } from '../store.ts';
import { createStepFunctions } from './step-functions.ts';
import {
  createFakeTasks,
  declare,
  eventually,
  functionArn,
  namedError,
  REGION,
} from './workflow.spec-kit.ts';

/** Runs a workflow whose first task fails, and returns the lines of its log. */
async function logOf(type: 'STANDARD' | 'EXPRESS', logging: Partial<WorkflowLogging>) {
  const db = openStore(':memory:');
  const lines: Record<string, unknown>[] = [];
  const { tasks } = createFakeTasks({ shy: () => Promise.reject(namedError('Shy')), greet: () => 'hello' });
  const states = {
    A: {
      Type: 'Task',
      Resource: functionArn('shy'),
      Catch: [{ ErrorEquals: ['Shy'], Next: 'B' }],
      End: true,
    },
    B: { Type: 'Task', Resource: functionArn('greet'), End: true },
  };
  const machine = {
    ...declare(states, type),
    logging: { logGroupName: '/greet', level: 'ALL', includeExecutionData: false, ...logging } as const,
  };
  const service = createStepFunctions({
    ...{ db, region: REGION, stateMachines: [machine], tasks },
    writeLog: ({ message }) => {
      lines.push(JSON.parse(message) as Record<string, unknown>);
    },
  });
  service.startExecution({ stateMachineArn: machine.arn, input: '{"name":"Ada"}', name: 'one' });
  const unfinished = db.prepare(
    `SELECT name FROM sfn_express UNION ALL SELECT name FROM sfn_standard WHERE status = 'RUNNING'`,
  );
  await eventually(() => (unfinished.get() === undefined ? true : undefined));
  return lines;
}

describe.each(['EXPRESS', 'STANDARD'] as const)('the log of a %s workflow', (type) => {
  it('contains each step in order, without inputs and outputs', async () => {
    const lines = await logOf(type, {});
    expect(lines.map((line) => line['type'])).toEqual([
      ...['ExecutionStarted', 'TaskStateEntered', 'LambdaFunctionScheduled', 'LambdaFunctionStarted'],
      ...['LambdaFunctionFailed', 'TaskStateExited', 'TaskStateEntered', 'LambdaFunctionScheduled'],
      ...['LambdaFunctionStarted', 'LambdaFunctionSucceeded', 'TaskStateExited', 'ExecutionSucceeded'],
    ]);
    expect(lines[1]).toEqual({
      id: '2',
      type: 'TaskStateEntered',
      details: { name: 'A' },
      redrive_count: '0',
      previous_event_id: '1',
      event_timestamp: expect.stringMatching(/^\d{13}$/),
      execution_arn: expect.stringContaining('one'),
    });
    expect(JSON.stringify(lines)).not.toMatch(/Ada|hello/);
  });

  it('contains inputs and outputs if includeExecutionData is set', async () => {
    expect(JSON.stringify(await logOf(type, { includeExecutionData: true }))).toMatch(/Ada.*hello/);
  });

  it('contains only failures at the level ERROR', async () => {
    const lines = await logOf(type, { level: 'ERROR' });
    expect(lines.map((line) => line['type'])).toEqual(['LambdaFunctionFailed']);
  });
});
