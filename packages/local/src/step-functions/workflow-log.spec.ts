import type { WorkflowLogging } from '@tradepost/compiled-service/templates/resources';
import { openStore } from '../store.ts';
import { createStepFunctions, type StepFunctions } from './step-functions.ts';
import { eventually } from './workflow.spec-kit.ts';

const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:greet';
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:greet';

let running: StepFunctions | undefined;
afterEach(() => running?.stop());

/** Runs a workflow of one task, which fails at its first attempt, and returns the lines of its log. */
async function logOf(type: 'STANDARD' | 'EXPRESS', logging: Partial<WorkflowLogging>) {
  const db = openStore(':memory:');
  const lines: Record<string, unknown>[] = [];
  let attempts = 0;
  running = createStepFunctions({
    db,
    region: 'us-east-1',
    stateMachines: [
      {
        ...{ service: 'greeter', logicalId: 'Greet', name: 'greet', arn: ARN, type },
        definition: {
          StartAt: 'Greet',
          States: {
            Greet: {
              Type: 'Task',
              Resource: FUNCTION,
              Retry: [
                { ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 1, MaxDelaySeconds: 1 },
              ],
              End: true,
            },
          },
        },
        logging: { logGroupName: '/greet', level: 'ALL', includeExecutionData: false, ...logging },
      },
    ],
    tasks: {
      invokeFunction: async () => {
        attempts += 1;
        return attempts === 1
          ? { ok: false, error: { errorType: 'Shy', errorMessage: 'not now' } }
          : { ok: true, payload: 'hello' };
      },
      sendToQueue: () => Promise.reject(new Error('none')),
      putEvents: () => Promise.reject(new Error('none')),
      publish: () => Promise.reject(new Error('none')),
    },
    writeLog: ({ message }) => {
      lines.push(JSON.parse(message) as Record<string, unknown>);
    },
  });
  running.startExecution({ stateMachineArn: ARN, input: '{"name":"Ada"}', name: 'one' });
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
      'ExecutionStarted',
      'TaskStateEntered',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionFailed',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(lines[1]).toEqual({
      id: '2',
      type: 'TaskStateEntered',
      details: { name: 'Greet' },
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
    expect((await logOf(type, { level: 'ERROR' })).map((line) => line['type'])).toEqual([
      'LambdaFunctionFailed',
    ]);
  });
});
