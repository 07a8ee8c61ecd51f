import { createFakeTasks, functionArn, namedError, runWorkflow } from './workflow.spec-kit.ts';

const call = (name: string, fields: object = {}) => ({
  Type: 'Task',
  Resource: functionArn(name),
  End: true,
  ...fields,
});
const pass = { Type: 'Pass', End: true };

/** Creates a function that throws the given errors in turn, and then returns its number of calls. */
function failing(...names: string[]) {
  const calledAtMs: number[] = [];
  const handler = () => {
    calledAtMs.push(Date.now());
    const name = names[calledAtMs.length - 1];
    if (name !== undefined) throw namedError(name, 'no');
    return calledAtMs.length;
  };
  return { calledAtMs, tasks: createFakeTasks({ f: handler }).tasks };
}

describe('a task whose function fails', () => {
  it("ends with the function's errorType, and Lambda's payload as the cause", async () => {
    const { tasks } = failing('OutOfStock');
    expect(await runWorkflow({ A: call('f') }, {}, tasks)).toEqual({
      status: 'FAILED',
      error: 'OutOfStock',
      cause: '{"errorType":"OutOfStock","errorMessage":"no","trace":[]}',
    });
  });

  it('ends with Lambda.ResourceNotFoundException if there is no such function', async () => {
    expect(await runWorkflow({ A: call('nobody') }, {})).toMatchObject({
      error: 'Lambda.ResourceNotFoundException',
      cause: 'Function not found: nobody',
    });
  });

  it('ends with Lambda.ServiceException if the function could not be run', async () => {
    const tasks = {
      ...createFakeTasks().tasks,
      invokeFunction: () => Promise.reject(new Error('the worker is gone')),
    };
    expect(await runWorkflow({ A: call('f') }, {}, tasks)).toMatchObject({
      error: 'Lambda.ServiceException',
      cause: 'the worker is gone',
    });
  });

  it('is retried MaxAttempts times, then caught', async () => {
    const { tasks, calledAtMs } = failing('Busy', 'Busy', 'Busy', 'Busy');
    const retry = { ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxDelaySeconds: 1, MaxAttempts: 2 };
    const caught = { ErrorEquals: ['States.TaskFailed'], ResultPath: '$.error', Next: 'B' };
    const state = call('f', { Retry: [retry], Catch: [caught] });
    const { output } = await runWorkflow({ A: state, B: pass }, { id: 1 }, tasks);
    expect(output).toMatchObject({ id: 1, error: { Error: 'Busy' } });
    const [first = 0, second = 0, third = 0, ...more] = calledAtMs;
    expect(more).toEqual([]);
    expect(second - first).toBeGreaterThanOrEqual(995);
    expect(third - second).toBeLessThan(1_500);
  });

  it('is retried after delays that grow by BackoffRate, and random ones with full jitter', async () => {
    const backedOff = failing('Busy', 'Busy');
    const retry = { ErrorEquals: ['States.ALL'], IntervalSeconds: 1, BackoffRate: 1.5, MaxAttempts: 3 };
    const jittered = failing('Busy', 'Busy', 'Busy', 'Busy');
    const quick = { ...retry, MaxAttempts: 4, BackoffRate: 1, JitterStrategy: 'FULL' };
    const startedMs = Date.now();
    const runs = await Promise.all([
      runWorkflow({ A: call('f', { Retry: [retry] }) }, {}, backedOff.tasks),
      runWorkflow({ A: call('f', { Retry: [quick] }) }, {}, jittered.tasks),
    ]);
    expect(runs.map(({ output }) => output)).toEqual([3, 5]);
    const [, second = 0, third = 0] = backedOff.calledAtMs;
    expect(third - second).toBeGreaterThanOrEqual(1_495);
    expect((jittered.calledAtMs.at(-1) ?? 0) - startedMs).toBeLessThan(4_000);
  });

  it('is retried by the first retrier that matches', async () => {
    const { tasks, calledAtMs } = failing('Fatal', 'Fatal');
    const never = { ErrorEquals: ['Fatal'], MaxAttempts: 0 };
    const state = call('f', { Retry: [never, { ErrorEquals: ['States.ALL'], MaxAttempts: 5 }] });
    expect(await runWorkflow({ A: state }, {}, tasks)).toMatchObject({ error: 'Fatal' });
    expect(calledAtMs).toHaveLength(1);
  });

  it('counts the attempts of each retrier separately', async () => {
    const { tasks, calledAtMs } = failing(
      'Lambda.TooManyRequestsException',
      'Busy',
      'Lambda.TooManyRequestsException',
    );
    const retry = { IntervalSeconds: 1, MaxDelaySeconds: 1, JitterStrategy: 'FULL' };
    const throttled = { ...retry, ErrorEquals: ['Lambda.TooManyRequestsException'], MaxAttempts: 2 };
    const others = { ...retry, ErrorEquals: ['States.ALL'], MaxAttempts: 1 };
    expect(await runWorkflow({ A: call('f', { Retry: [throttled, others] }) }, {}, tasks)).toMatchObject({
      status: 'SUCCEEDED',
    });
    expect(calledAtMs).toHaveLength(4);
  });

  it('replaces the input by the error if a Catch has no ResultPath, or $', async () => {
    const run = async (fields: object) => {
      const caught = { ErrorEquals: ['States.ALL'], Next: 'B', ...fields };
      const { output } = await runWorkflow(
        { A: call('f', { Catch: [caught] }), B: pass },
        {},
        failing('X').tasks,
      );
      return (output as { Error: string }).Error;
    };
    expect([await run({}), await run({ ResultPath: '$' })]).toEqual(['X', 'X']);
  });
});

describe('a time-out', () => {
  const never = createFakeTasks({ f: () => new Promise(() => undefined) }).tasks;

  it('fails the task with States.Timeout, which States.TaskFailed does not match', async () => {
    const state = call('f', {
      TimeoutSeconds: 1,
      Catch: [
        { ErrorEquals: ['States.TaskFailed'], Next: 'Wrong' },
        { ErrorEquals: ['States.Timeout'], Next: 'B' },
      ],
    });
    const states = { A: state, B: pass, Wrong: { Type: 'Fail' } };
    expect(await runWorkflow(states, {}, never)).toMatchObject({
      status: 'SUCCEEDED',
      output: { Error: 'States.Timeout' },
    });
  });

  it('ends the execution as TIMED_OUT after TimeoutSeconds of the machine', async () => {
    const definition = { StartAt: 'A', TimeoutSeconds: 1, States: { A: call('f') } };
    expect(await runWorkflow(definition, {}, never)).toMatchObject({
      status: 'TIMED_OUT',
      error: 'States.Timeout',
    });
  });
});

describe('an execution that fails by itself', () => {
  it.each([
    [
      { Error: 'Refused', Cause: 'no stock' },
      { error: 'Refused', cause: 'no stock' },
    ],
    [
      { ErrorPath: '$.e', CausePath: '$.c' },
      { error: 'Late', cause: 'too late' },
    ],
    [{}, { error: undefined, cause: undefined }],
  ])('ends with %j', async (fields, expected) => {
    const states = { A: { Type: 'Fail', ...fields } };
    expect(await runWorkflow(states, { e: 'Late', c: 'too late' })).toEqual({
      status: 'FAILED',
      ...expected,
    });
  });

  it('ends with States.Runtime for an error of the evaluation', async () => {
    const states = { A: { ...pass, Parameters: { 'x.$': 'States.StringToJson($.text)' } } };
    expect(await runWorkflow(states, { text: 'no JSON' })).toMatchObject({ error: 'States.Runtime' });
  });
});

describe('the payload limit', () => {
  const big = 'x'.repeat(262_144);

  it("applies to a task's result, and its error cannot be caught", async () => {
    const { tasks } = createFakeTasks({ f: () => big });
    const state = call('f', { ResultPath: null, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] });
    expect(await runWorkflow({ A: state, B: pass }, {}, tasks)).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
    });
  });

  it("applies to a state's input, even if its output is small", async () => {
    const half = 'x'.repeat(140_000);
    const states = {
      A: { Type: 'Pass', Parameters: { 'a.$': '$.half', 'b.$': '$.half' }, Next: 'B' },
      B: { ...pass, Result: 'small' },
    };
    expect(await runWorkflow(states, { half })).toMatchObject({
      error: 'States.DataLimitExceeded',
    });
  });
});
