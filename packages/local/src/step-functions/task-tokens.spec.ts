import type { DatabaseSync } from 'node:sqlite';
import { openStore } from '../store.ts';
import { createToken } from './task-tokens.ts';
import {
  createFakeTasks,
  declare,
  endOf,
  eventually,
  functionArn,
  startService,
} from './workflow.spec-kit.ts';

const QUEUE_URL = 'http://127.0.0.1:1/000000000000/approvals';
const approval = (fields: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: {
    QueueUrl: QUEUE_URL,
    MessageBody: { 'id.$': '$.id', 'token.$': '$$.Task.Token', 'again.$': '$$.Task.Token' },
  },
  End: true,
  ...fields,
});

let db: DatabaseSync;
beforeEach(() => {
  db = openStore(':memory:');
});
afterEach(() => db.close());

async function startApproval(fields: object = {}, others: object = {}) {
  const machine = declare({ A: approval(fields), ...others }, 'STANDARD');
  const fake = createFakeTasks();
  const service = startService([machine], db, fake.tasks);
  const { executionArn } = service.startExecution({ stateMachineArn: machine.arn, input: '{"id":7}' });
  const tokens = () => fake.queued.map(({ body }) => (JSON.parse(body) as { token: string }).token);
  const token = await eventually(() => tokens().at(-1));
  return { machine, service, executionArn, token, tokens, fake };
}

describe('a state that waits for a token', () => {
  it('sends one token, and continues with the output of SendTaskSuccess', async () => {
    const { service, executionArn, token, fake } = await startApproval();
    expect(JSON.parse(fake.queued[0]?.body ?? '')).toEqual({ id: 7, token, again: token });
    service.tokens.succeed(token, '{"approved":true}');
    expect(await endOf(service, executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"approved":true}',
    });
    expect(db.prepare('SELECT COUNT(*) AS n FROM sfn_task_token').get()).toEqual({ n: 0 });
  });

  it('accepts one answer only', async () => {
    const { service, executionArn, token } = await startApproval();
    const over = expect.objectContaining({ code: 'TaskTimedOut' });
    service.tokens.succeed(token, '1');
    expect(() => service.tokens.succeed(token, '2')).toThrow(over);
    expect(() => service.tokens.heartbeat(token)).toThrow(over);
    expect(await endOf(service, executionArn)).toMatchObject({ output: '1' });
    expect(() => service.tokens.fail(token, 'Late', '')).toThrow(over);
  });

  it('refuses an invalid token, a token of an unknown execution, and an output that is not JSON', async () => {
    const { service, token } = await startApproval();
    const refusal = (code: string) => expect.objectContaining({ code });
    const stranger = createToken('arn:aws:states:us-east-1:000000000000:execution:flow:nobody');
    expect(() => service.tokens.succeed('made-up', '1')).toThrow(refusal('InvalidToken'));
    expect(() => service.tokens.succeed(stranger, '1')).toThrow(refusal('TaskDoesNotExist'));
    expect(() => service.tokens.succeed(token, 'yes')).toThrow(refusal('InvalidOutput'));
    await service.stop();
  });

  it('fails without a heartbeat in time, and keeps waiting with one', async () => {
    const caught = { Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'B' }] };
    const startedMs = Date.now();
    const { service, executionArn, token } = await startApproval(
      { HeartbeatSeconds: 1, ...caught },
      { B: { Type: 'Pass', End: true } },
    );
    await new Promise((resolve) => setTimeout(resolve, 600));
    service.tokens.heartbeat(token);
    const { output } = await endOf(service, executionArn);
    expect(JSON.parse(output ?? '')).toMatchObject({ Error: 'States.HeartbeatTimeout' });
    expect(Date.now() - startedMs).toBeGreaterThanOrEqual(1_595);
    expect(() => service.tokens.heartbeat(token)).toThrow(expect.objectContaining({ code: 'TaskTimedOut' }));
  });

  it('sends a new token in the attempt after a time-out, and refuses the old one', async () => {
    const retry = { ErrorEquals: ['States.Timeout'], IntervalSeconds: 1, MaxAttempts: 1 };
    const { service, executionArn, token, tokens } = await startApproval({
      TimeoutSeconds: 1,
      Retry: [retry],
    });
    await eventually(() => (tokens().length === 2 ? true : undefined));
    const second = tokens()[1] ?? '';
    expect(second).not.toBe(token);
    expect(() => service.tokens.succeed(token, '1')).toThrow(
      expect.objectContaining({ code: 'TaskTimedOut' }),
    );
    service.tokens.succeed(second, '2');
    expect(await endOf(service, executionArn)).toMatchObject({ output: '2' });
    const { events } = service.getExecutionHistory({ executionArn });
    expect(events.filter(({ type }) => type === 'TaskTimedOut')).toHaveLength(1);
  });
});

describe('a restart while a state waits for a token', () => {
  async function restart({ machine, fake, service }: Awaited<ReturnType<typeof startApproval>>) {
    await service.stop();
    const next = startService([machine], db, fake.tasks);
    return { next, resume: () => next.resume() };
  }

  it('keeps the token, and does not send it again', async () => {
    const started = await startApproval();
    const { next, resume } = await restart(started);
    expect(resume()).toBe(1);
    next.tokens.succeed(started.token, '{"approved":true}');
    expect(await endOf(next, started.executionArn)).toMatchObject({ output: '{"approved":true}' });
    expect(started.tokens()).toHaveLength(1);
  });

  it('sends a token that could not be sent before', async () => {
    const retry = { ErrorEquals: ['States.ALL'], IntervalSeconds: 900 };
    const machine = declare({ A: approval({ TimeoutSeconds: 900, Retry: [retry] }) }, 'STANDARD');
    const fake = createFakeTasks();
    const failing = { ...fake.tasks, sendToQueue: () => Promise.reject(new Error('no connection')) };
    const before = startService([machine], db, failing);
    const { executionArn } = before.startExecution({ stateMachineArn: machine.arn, input: '{"id":7}' });
    const failed = () =>
      before.getExecutionHistory({ executionArn }).events.find(({ type }) => type === 'TaskFailed');
    await eventually(failed);
    await before.stop();
    const next = startService([machine], db, fake.tasks);
    next.resume();
    const sent = await eventually(() => fake.queued[0]);
    next.tokens.succeed((JSON.parse(sent.body) as { token: string }).token, '5');
    expect(await endOf(next, executionArn)).toMatchObject({ output: '5' });
  });

  it('accepts an answer before the executions are resumed', async () => {
    const started = await startApproval();
    const { next, resume } = await restart(started);
    next.tokens.succeed(started.token, '5');
    resume();
    expect(await endOf(next, started.executionArn)).toMatchObject({ output: '5' });
  });

  it('fails a task that timed out in the meantime, and does not send its token again', async () => {
    const started = await startApproval({ TimeoutSeconds: 1 });
    await started.service.stop();
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    const next = startService([started.machine], db, started.fake.tasks);
    next.resume();
    expect(await endOf(next, started.executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'States.Timeout',
    });
    expect(started.tokens()).toHaveLength(1);
  });

  it('keeps the token of each item of a Map, whichever resumes first', async () => {
    const delaysMs = { first: [0, 40], second: [40, 0] };
    let run: keyof typeof delaysMs = 'first';
    const delay = async ({ id }: { id: number }) => {
      await new Promise((resolve) => setTimeout(resolve, delaysMs[run][id - 1]));
      return { id };
    };
    const delayed = { Type: 'Task', Resource: functionArn('delay'), Next: 'I' };
    const processor = { StartAt: 'D', States: { D: delayed, I: approval() } };
    const map = { Type: 'Map', ItemsPath: '$.items', ItemProcessor: processor, End: true };
    const machine = declare({ A: map }, 'STANDARD');
    const fake = createFakeTasks({ delay });
    const service = startService([machine], db, fake.tasks);
    const input = JSON.stringify({ items: [{ id: 1 }, { id: 2 }] });
    const { executionArn } = service.startExecution({ stateMachineArn: machine.arn, input });
    await eventually(() => (fake.queued.length === 2 ? true : undefined));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await service.stop();
    run = 'second';
    const next = startService([machine], db, fake.tasks);
    next.resume();
    for (const { body } of fake.queued.toReversed()) {
      const { id, token } = JSON.parse(body) as { id: number; token: string };
      next.tokens.succeed(token, JSON.stringify(id * 10));
    }
    expect(await endOf(next, executionArn)).toMatchObject({ output: '[10,20]' });
    expect(fake.queued).toHaveLength(2);
  });
});
