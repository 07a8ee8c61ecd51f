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

const call = (name: string, fields: object = {}) => ({
  Type: 'Task',
  Resource: functionArn(name),
  End: true,
  ...fields,
});
const EIGHTY_NINE_DAYS_MS = 89 * 24 * 60 * 60 * 1_000;

let db: DatabaseSync;
beforeEach(() => {
  db = openStore(':memory:');
});
afterEach(() => db.close());

describe('a Standard workflow', () => {
  const machine = declare({ A: call('f') }, 'STANDARD');
  const start = { stateMachineArn: machine.arn, name: 'order-1', input: '{"id":1}' };

  it('runs under the given name, and keeps its end', async () => {
    const { tasks } = createFakeTasks({ f: ({ id }: { id: number }) => ({ id, done: true }) });
    const service = startService([machine], db, tasks);
    const { executionArn, startDate } = service.startExecution(start);
    expect(executionArn).toBe('arn:aws:states:us-east-1:000000000000:execution:flow:order-1');
    const description = await endOf(service, executionArn);
    expect(description).toEqual({
      ...{ executionArn, stateMachineArn: machine.arn, name: 'order-1', startDate },
      ...{ status: 'SUCCEEDED', input: '{"id":1}', output: '{"id":1,"done":true}' },
      stopDate: expect.any(Number),
    });
    expect(Math.abs(startDate - Date.now() / 1_000)).toBeLessThan(60);
  });

  it('returns the same answer to the same start while it runs', async () => {
    let calls = 0;
    const { tasks } = createFakeTasks({ f: () => new Promise(() => (calls += 1)) });
    const service = startService([machine], db, tasks);
    const first = service.startExecution(start);
    expect(service.startExecution(start)).toEqual(first);
    await eventually(() => (calls > 0 ? true : undefined));
    await service.stop();
    expect(calls).toBe(1);
  });

  it('refuses its name for another input, and after its end for 90 days', async () => {
    let nowMs = 1_000_000;
    const { tasks } = createFakeTasks({ f: () => 1 });
    const service = startService([machine], db, tasks, () => nowMs);
    const { executionArn } = service.startExecution(start);
    expect(() => service.startExecution({ ...start, input: '{"id":2}' })).toThrow(
      expect.objectContaining({ code: 'ExecutionAlreadyExists' }),
    );
    await endOf(service, executionArn);
    nowMs += EIGHTY_NINE_DAYS_MS;
    expect(() => service.startExecution(start)).toThrow(
      expect.objectContaining({ code: 'ExecutionAlreadyExists' }),
    );
    nowMs += 2 * 24 * 60 * 60 * 1_000;
    expect(service.startExecution(start).startDate).toBe(nowMs / 1_000);
    await endOf(service, executionArn);
  });

  it.each([
    [{ ...start, input: '{no' }, 'InvalidExecutionInput'],
    [{ ...start, input: `"${'x'.repeat(262_144)}"` }, 'InvalidExecutionInput'],
    [{ ...start, name: 'two words' }, 'InvalidName'],
    [{ ...start, name: 'x'.repeat(81) }, 'InvalidName'],
    [{ ...start, stateMachineArn: `${machine.arn}s` }, 'StateMachineDoesNotExist'],
  ])('refuses a bad request (%#) with %s', async (request, code) => {
    const service = startService([machine], db);
    expect(() => service.startExecution(request)).toThrow(expect.objectContaining({ code }));
  });

  it('has a history, which is read page by page', async () => {
    const states = {
      A: call('f', { ResultPath: '$.a', Next: 'B', End: undefined }),
      B: { Type: 'Fail', Error: 'Refused', Cause: 'no' },
    };
    const service = startService([declare(states, 'STANDARD')], db, createFakeTasks({ f: () => 1 }).tasks);
    const { executionArn } = service.startExecution({ ...start, input: '{}' });
    await endOf(service, executionArn);
    const { events } = service.getExecutionHistory({ executionArn });
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      ...['TaskStateEntered', 'LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionSucceeded'],
      ...['TaskStateExited', 'FailStateEntered', 'ExecutionFailed'],
    ]);
    expect(events[4]).toMatchObject({
      ...{ id: 5, previousEventId: 4, lambdaFunctionSucceededEventDetails: { output: '1' } },
    });
    expect(events[5]).toMatchObject({ stateExitedEventDetails: { name: 'A', output: '{"a":1}' } });
    expect(events.at(-1)).toMatchObject({ executionFailedEventDetails: { error: 'Refused', cause: 'no' } });
    expect(service.logged).toEqual([`${executionArn} ended FAILED: Refused no`]);
    const page = (nextToken?: string) =>
      service.getExecutionHistory({ executionArn, reverseOrder: true, maxResults: 2, nextToken });
    const last = page();
    expect([last, page(last.nextToken)].map((each) => each.events.map(({ id }) => id))).toEqual([
      [8, 7],
      [6, 5],
    ]);
  });

  it('is listed by status, newest first, page by page', async () => {
    const { tasks } = createFakeTasks({
      f: ({ wait }: { wait?: boolean }) => (wait ? new Promise(() => undefined) : 1),
    });
    const service = startService([machine], db, tasks);
    const { arn: stateMachineArn } = machine;
    for (const name of ['a', 'b', 'c']) {
      await endOf(service, service.startExecution({ stateMachineArn, name }).executionArn);
    }
    service.startExecution({ stateMachineArn, name: 'd', input: '{"wait":true}' });
    const names = (request: object) =>
      service.listExecutions({ stateMachineArn, ...request }).executions.map(({ name }) => name);
    expect(names({})).toEqual(['d', 'c', 'b', 'a']);
    expect(names({ statusFilter: 'RUNNING' })).toEqual(['d']);
    const { nextToken } = service.listExecutions({
      stateMachineArn,
      statusFilter: 'SUCCEEDED',
      maxResults: 2,
    });
    expect(names({ statusFilter: 'SUCCEEDED', maxResults: 2, nextToken })).toEqual(['a']);
    expect(() => names({ nextToken: 'x' })).toThrow(expect.objectContaining({ code: 'InvalidToken' }));
    await service.stop();
  });

  it('does not resume after it was stopped', async () => {
    const { tasks } = createFakeTasks({ f: () => new Promise(() => undefined) });
    const service = startService([machine], db, tasks);
    const { executionArn } = service.startExecution(start);
    await service.stopExecution(executionArn, 'Cancelled', 'by hand');
    expect(service.describeExecution(executionArn)).toMatchObject({
      ...{ status: 'ABORTED', error: 'Cancelled', cause: 'by hand' },
      stopDate: expect.any(Number),
    });
    expect(service.getExecutionHistory({ executionArn }).events.at(-1)).toMatchObject({
      type: 'ExecutionAborted',
    });
    expect(service.resume()).toBe(0);
  });
});

describe('an Express workflow', () => {
  const machine = declare({ A: call('f') }, 'EXPRESS');
  const start = { stateMachineArn: machine.arn, name: 'order-1', input: '{"id":1}' };

  it('may reuse a name, and is deleted from the store at its end', async () => {
    const { tasks } = createFakeTasks({ f: ({ id }: { id: number }) => id });
    const service = startService([machine], db, tasks);
    const first = service.startExecution(start);
    const second = service.startExecution(start);
    expect(first.executionArn).toMatch(/:express:flow:order-1:[\w-]{36}$/);
    expect(second.executionArn).not.toBe(first.executionArn);
    await endOfExpress(db);
    expect(service.logged).toEqual([]);
  });

  it('cannot be described, listed or stopped, as on AWS', async () => {
    const service = startService([machine], db, createFakeTasks({ f: () => 1 }).tasks);
    const { executionArn } = service.startExecution(start);
    const invalidArn = expect.objectContaining({
      code: 'InvalidArn',
      message: 'Invalid Arn: Resource type not valid in this context: express',
    });
    expect(() => service.describeExecution(executionArn)).toThrow(invalidArn);
    expect(() => service.getExecutionHistory({ executionArn })).toThrow(invalidArn);
    await expect(service.stopExecution(executionArn)).rejects.toThrow(invalidArn);
    expect(() => service.listExecutions({ stateMachineArn: machine.arn })).toThrow(
      expect.objectContaining({ code: 'StateMachineTypeNotSupported' }),
    );
    await service.stop();
  });
});
