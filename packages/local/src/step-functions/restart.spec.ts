import type { DatabaseSync } from 'node:sqlite';
import { openStore } from '../store.ts';
import {
  createFakeTasks,
  declare,
  endOf,
  endOfExpress,
  eventually,
  functionArn,
  startService,
} from './workflow.spec-kit.ts';

const call = (name: string, fields: object) => ({ Type: 'Task', Resource: functionArn(name), ...fields });

/** Creates two functions; the second does not return until `open()` is called. */
function createTwoSteps() {
  const calls: unknown[] = [];
  let isOpen = false;
  const { tasks } = createFakeTasks({
    first: (event: { id: number }) => {
      calls.push(['first', event]);
      return { ...event, first: true };
    },
    second: (event: object) => {
      calls.push(['second', event]);
      return isOpen ? { ...event, second: true } : new Promise(() => undefined);
    },
  });
  const open = (): void => {
    isOpen = true;
  };
  return { calls, tasks, open };
}

const STATES = {
  A: call('first', { Next: 'B' }),
  B: call('second', { Next: 'C' }),
  C: { Type: 'Pass', Parameters: { 'in.$': '$$.Execution.Input', 'out.$': '$' }, End: true },
};

let db: DatabaseSync;
beforeEach(() => {
  db = openStore(':memory:');
});
afterEach(() => db.close());

describe('a restart during an execution', () => {
  it('resumes a Standard workflow in its last state, with the input of that state', async () => {
    const steps = createTwoSteps();
    const machine = declare(STATES, 'STANDARD');
    const before = startService([machine], db, steps.tasks);
    const { executionArn } = before.startExecution({ stateMachineArn: machine.arn, input: '{"id":7}' });
    await eventually(() => (steps.calls.length === 2 ? true : undefined));
    await before.stop();
    expect(before.describeExecution(executionArn).status).toBe('RUNNING');

    steps.open();
    const after = startService([machine], db, steps.tasks);
    expect(after.resume()).toBe(1);
    const { output } = await endOf(after, executionArn);
    expect(JSON.parse(output ?? '')).toEqual({ in: { id: 7 }, out: { id: 7, first: true, second: true } });
    expect(steps.calls).toEqual([
      ['first', { id: 7 }],
      ['second', { id: 7, first: true }],
      ['second', { id: 7, first: true }],
    ]);
    const { events } = after.getExecutionHistory({ executionArn });
    const count = (type: string) => events.filter((event) => event.type === type).length;
    expect([count('ExecutionStarted'), count('TaskStateEntered'), count('LambdaFunctionScheduled')]).toEqual([
      1, 2, 3,
    ]);
  });

  it('runs an Express workflow again from its start', async () => {
    const steps = createTwoSteps();
    const machine = declare(STATES, 'EXPRESS');
    const before = startService([machine], db, steps.tasks);
    before.startExecution({ stateMachineArn: machine.arn, input: '{"id":7}' });
    await eventually(() => (steps.calls.length === 2 ? true : undefined));
    await before.stop();

    steps.open();
    const after = startService([machine], db, steps.tasks);
    expect(after.resume()).toBe(1);
    await endOfExpress(db);
    expect(after.logged).toEqual([]);
    expect(steps.calls.map((entry) => (entry as string[])[0])).toEqual([
      'first',
      'second',
      'first',
      'second',
    ]);
    expect(startService([machine], db).resume()).toBe(0);
  });

  it('keeps the end time of a Wait', async () => {
    let nowMs = Date.now();
    const machine = declare({ A: { Type: 'Wait', Seconds: 3_600, End: true } }, 'STANDARD');
    const before = startService([machine], db, createFakeTasks().tasks, () => nowMs);
    const { executionArn } = before.startExecution({ stateMachineArn: machine.arn });
    await eventually(() => db.prepare(`SELECT state FROM sfn_standard WHERE state = 'A'`).get());
    await before.stop();
    nowMs += 3_600_000;
    const after = startService([machine], db, createFakeTasks().tasks, () => nowMs);
    after.resume();
    expect(await endOf(after, executionArn)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('counts the time-out of the execution from its start', async () => {
    let nowMs = Date.now();
    const steps = createTwoSteps();
    const definition = { StartAt: 'A', TimeoutSeconds: 60, States: STATES };
    const machine = declare(definition, 'STANDARD');
    const before = startService([machine], db, steps.tasks, () => nowMs);
    const { executionArn } = before.startExecution({ stateMachineArn: machine.arn, input: '{"id":7}' });
    await eventually(() => (steps.calls.length === 2 ? true : undefined));
    await before.stop();
    nowMs += 60_000;
    const after = startService([machine], db, steps.tasks, () => nowMs);
    after.resume();
    expect(await endOf(after, executionArn)).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
  });

  it('fails an execution whose state no longer exists, and skips one whose machine no longer exists', async () => {
    const steps = createTwoSteps();
    const machine = declare(STATES, 'STANDARD');
    const other = declare(STATES, 'STANDARD', 'other');
    const before = startService([machine, other], db, steps.tasks);
    const ended = before.startExecution({ stateMachineArn: machine.arn, input: '{"id":7}' }).executionArn;
    const left = before.startExecution({ stateMachineArn: other.arn, input: '{"id":8}' }).executionArn;
    await eventually(() => (steps.calls.length === 4 ? true : undefined));
    await before.stop();
    const { A, C } = STATES;
    const changed = declare({ A: { ...A, Next: 'C' }, C }, 'STANDARD');
    const after = startService([changed], db, steps.tasks);
    after.resume();
    expect(await endOf(after, ended)).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining(`'B'`),
    });
    expect(after.describeExecution(left).status).toBe('RUNNING');
    expect(after.logged).toContain(`${left} cannot be resumed: its state machine is no longer declared`);
  });

  it('begins with a stop that refuses new executions and clears all timers', async () => {
    const states = {
      A: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 900, End: true } } },
          { StartAt: 'F', States: { F: call('second', { TimeoutSeconds: 900, End: true }) } },
        ],
        End: true,
      },
    };
    const steps = createTwoSteps();
    const machine = declare(states, 'STANDARD');
    const service = startService([machine], db, steps.tasks);
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const timersBefore = timers();
    service.startExecution({ stateMachineArn: machine.arn });
    await eventually(() => (steps.calls.length === 1 ? true : undefined));
    expect(timers()).toBeGreaterThan(timersBefore);
    await service.stop();
    // Other timers of the process come and go; those of the execution would stay for minutes.
    await eventually(() => (timers() <= timersBefore ? true : undefined));
    expect(() => service.startExecution({ stateMachineArn: machine.arn })).toThrow(
      expect.objectContaining({ code: 'ServiceUnavailable' }),
    );
  });

  it.each(['STANDARD', 'EXPRESS'] as const)(
    'resumes a %s workflow that was interrupted right after its start',
    async (type) => {
      const steps = createTwoSteps();
      const machine = declare(STATES, type);
      const before = startService([machine], db, steps.tasks);
      const { executionArn } = before.startExecution({ stateMachineArn: machine.arn, input: '{"id":7}' });
      await before.stop();
      const callsBefore = steps.calls.length;
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(steps.calls).toHaveLength(callsBefore);
      steps.open();
      const after = startService([machine], db, steps.tasks);
      expect(after.resume()).toBe(1);
      if (type === 'STANDARD') {
        expect(await endOf(after, executionArn)).toMatchObject({ status: 'SUCCEEDED' });
      } else {
        await endOfExpress(db);
        expect([steps.calls.length - callsBefore, after.logged]).toEqual([2, []]);
      }
    },
  );

  it('finds the entered state stored before its task ran', async () => {
    const stored: unknown[] = [];
    const look = () => stored.push({ ...db.prepare('SELECT state, state_input FROM sfn_standard').get() });
    const { tasks } = createFakeTasks({ first: () => look(), second: () => look() });
    const machine = declare({ A: STATES.A, B: { ...STATES.B, Next: undefined, End: true } }, 'STANDARD');
    const definition = JSON.parse(JSON.stringify(machine.definition)) as Record<string, unknown>;
    const service = startService([{ ...machine, definition }], db, tasks);
    await endOf(
      service,
      service.startExecution({ stateMachineArn: machine.arn, input: '"in"' }).executionArn,
    );
    expect(stored).toEqual([
      { state: 'A', state_input: '"in"' },
      { state: 'B', state_input: '1' },
    ]);
  });
});
