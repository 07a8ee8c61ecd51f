import { namedError, never, pass, run, START_MS, task } from './interpret.spec-kit.ts';
import type { TaskCall } from './run.ts';

const busy = (times: number) => (_task: unknown, number: number) => {
  if (number < times) throw namedError('Busy', 'no');
  return 'well';
};

describe('a retry', () => {
  const timesOf = async (retrier: object, failures: number, unit = 0.5) => {
    const state = task({ Retry: [{ ErrorEquals: ['Busy'], ...retrier }] });
    const { calls } = await run({ A: state }, {}, { A: busy(failures) }, { unit });
    return calls.map(({ atMs }) => atMs);
  };

  it('waits for 1, 2 and 4 seconds by default', async () => {
    expect(await timesOf({}, 3)).toEqual([0, 1_000, 3_000, 7_000]);
  });

  it('waits for times that grow by BackoffRate up to MaxDelaySeconds', async () => {
    const retrier = { IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 10, MaxAttempts: 4 };
    expect(await timesOf(retrier, 4)).toEqual([0, 2_000, 8_000, 18_000, 28_000]);
  });

  it('waits for a random part of the time with full jitter', async () => {
    expect(await timesOf({ JitterStrategy: 'FULL' }, 2, 0.25)).toEqual([0, 250, 750]);
  });

  it('counts in $$.State.RetryCount', async () => {
    const state = task({ Parameters: { 'n.$': '$$.State.RetryCount' }, Retry: [{ ErrorEquals: ['Busy'] }] });
    const { calls } = await run({ A: state }, {}, { A: busy(2) });
    expect(calls.map(({ input }) => input)).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }]);
  });
});

describe('a time-out', () => {
  it('ends a task with States.Timeout, and aborts its signal with that error', async () => {
    let reason: unknown;
    const hanging = ({ signal }: { signal: AbortSignal }) => {
      signal.addEventListener('abort', () => (reason = signal.reason));
      return never();
    };
    const state = task({ TimeoutSeconds: 30, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'B' }] });
    const { end, types, tookMs } = await run({ A: state, B: pass() }, {}, { A: hanging });
    expect([end, tookMs]).toEqual([{ output: { Error: 'States.Timeout' } }, 30_000]);
    expect(reason).toMatchObject({ name: 'States.Timeout' });
    expect(types).toContain('LambdaFunctionTimedOut');
  });

  it('is read by path', async () => {
    const state = task({ TimeoutSecondsPath: '$.limit' });
    expect(await run({ A: state }, { limit: 5 }, { A: never })).toMatchObject({
      end: { error: 'States.Timeout' },
      tookMs: 5_000,
    });
  });

  it('of the machine ends the execution in any state', async () => {
    const definition = {
      StartAt: 'A',
      TimeoutSeconds: 60,
      States: { A: task({ Retry: [{ ErrorEquals: ['States.ALL'] }] }) },
    };
    const { end, tookMs, types } = await run(definition, {}, { A: never });
    expect([end, tookMs]).toEqual([{ status: 'TIMED_OUT', error: 'States.Timeout' }, 60_000]);
    expect(types.at(-1)).toBe('ExecutionTimedOut');
  });

  it('of the machine counts from the start of an execution that is resumed', async () => {
    const definition = { StartAt: 'A', TimeoutSeconds: 60, States: { A: task() } };
    const resumed = { state: 'A', input: 1, enteredMs: START_MS };
    const options = { startedMs: START_MS - 59_000, resumed };
    expect((await run(definition, {}, { A: never }, options)).tookMs).toBe(1_000);
  });
});

describe('a task that waits for a token', () => {
  const waiting = (fields: object = {}) =>
    task({
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { 'token.$': '$$.Task.Token', 'id.$': '$.id' },
      ...fields,
    });

  it('gets its token in the context, and records when it was submitted', async () => {
    const answer = ({ submitted, token }: { submitted: (value: string) => void; token?: string }) => {
      submitted('sent');
      return { token: token ?? '' };
    };
    const { end, types, calls } = await run({ A: waiting() }, { id: 7 }, { A: answer });
    expect(calls[0]?.input).toEqual({ token: 'A#0', id: 7 });
    expect(end).toEqual({ output: { token: 'A#0' } });
    expect(types).toEqual([
      ...['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSubmitted'],
      ...['TaskSucceeded', 'TaskStateExited', 'ExecutionSucceeded'],
    ]);
  });

  it('gets another token for each item of a Map state', async () => {
    const map = { Type: 'Map', ItemProcessor: { StartAt: 'I', States: { I: waiting() } }, End: true };
    const { calls } = await run({ A: map }, [{ id: 1 }, { id: 2 }], { I: () => 1 });
    expect(calls.map(({ input }) => input)).toEqual([
      { token: 'A[0]/I#0', id: 1 },
      { token: 'A[1]/I#0', id: 2 },
    ]);
  });

  it('fails without a heartbeat in time, and keeps waiting with one', async () => {
    const beating = async (
      { heartbeat }: TaskCall,
      _number: number,
      sleep: (ms: number) => Promise<void>,
    ) => {
      await sleep(6_000);
      heartbeat();
      return never();
    };
    const caught = [{ ErrorEquals: ['States.Timeout'], Next: 'B' }];
    const states = { A: waiting({ HeartbeatSeconds: 10, Catch: caught }), B: pass() };
    const { end, types, tookMs } = await run(states, { id: 1 }, { A: beating });
    expect(end).toEqual({ output: { Error: 'States.HeartbeatTimeout' } });
    expect(tookMs).toBe(16_000);
    expect(types).toContain('TaskTimedOut');
  });
});

describe('a Wait state', () => {
  it.each([
    [{ Seconds: 3_600 }, 3_600_000],
    [{ Timestamp: '2026-01-05T09:31:00Z' }, 60_000],
  ])('takes its time: %j', async (fields, expectedMs) => {
    const { tookMs } = await run({ A: { Type: 'Wait', ...fields, End: true } });
    expect(tookMs).toBe(expectedMs);
  });

  it('keeps its end when the execution is resumed', async () => {
    const resumed = { state: 'A', input: 7, enteredMs: START_MS - 3_000 };
    const wait = { Type: 'Wait', Seconds: 10, End: true };
    expect(await run({ A: wait }, {}, {}, { resumed })).toMatchObject({ end: { output: 7 }, tookMs: 7_000 });
  });
});

describe('an execution', () => {
  const states = {
    A: task({ Next: 'B', End: undefined }),
    B: pass({ Parameters: { 'in.$': '$$.Execution.Input', 'out.$': '$' } }),
  };

  it('is resumed in its last state, with the input of the state and of the execution', async () => {
    const resumed = { state: 'B', input: 'kept', enteredMs: START_MS };
    const { end, types, calls } = await run(states, { id: 7 }, {}, { resumed });
    expect([end, calls]).toEqual([{ output: { in: { id: 7 }, out: 'kept' } }, []]);
    expect(types).toEqual(['PassStateExited', 'ExecutionSucceeded']);
  });

  it('is aborted by its signal, and stops every branch', async () => {
    const abort = new AbortController();
    const aborting = () => {
      abort.abort({ status: 'ABORTED', error: 'Cancelled' });
      return never();
    };
    const parallel = {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 900, End: true } } },
        {
          StartAt: 'T',
          States: { T: task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'X' }] }), X: pass() },
        },
      ],
      End: true,
    };
    const { end, types, tookMs } = await run({ A: parallel }, {}, { T: aborting }, { signal: abort.signal });
    expect([end, tookMs]).toEqual([{ status: 'ABORTED', error: 'Cancelled' }, 0]);
    expect(types.at(-1)).toBe('ExecutionAborted');
    expect(types.filter((type) => type.endsWith('Exited'))).toEqual([]);
  });

  it('does nothing if its signal is aborted before', async () => {
    const { calls, types } = await run(states, {}, {}, { signal: AbortSignal.abort() });
    expect([calls, types]).toEqual([[], ['ExecutionStarted', 'ExecutionAborted']]);
  });

  it('records each event before the state goes on', async () => {
    const { history } = await run(
      {
        A: task({
          Retry: [{ ErrorEquals: ['States.ALL'] }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
          TimeoutSeconds: 9,
        }),
        B: { Type: 'Fail', Error: 'E', Cause: 'C' },
      },
      { id: 1 },
      { A: busy(9) },
    );
    expect(history.slice(0, 6)).toMatchObject([
      { type: 'ExecutionStarted', timeMs: START_MS, topLevel: true, details: { input: '{"id":1}' } },
      { type: 'TaskStateEntered', state: 'A', details: { name: 'A', input: '{"id":1}' } },
      { type: 'LambdaFunctionScheduled', details: { input: '{"id":1}', timeoutInSeconds: 9 } },
      { type: 'LambdaFunctionStarted', state: 'A' },
      { type: 'LambdaFunctionFailed', details: { error: 'Busy', cause: 'no' } },
      { type: 'StateRetried', state: 'A', details: { error: 'Busy', delayMs: 1_000 } },
    ]);
    expect(history.slice(-4)).toMatchObject([
      { type: 'StateCaught', timeMs: START_MS + 7_000, state: 'A', details: { error: 'Busy', next: 'B' } },
      { type: 'TaskStateExited', details: { name: 'A', output: '{"Error":"Busy","Cause":"no"}' } },
      { type: 'FailStateEntered', state: 'B' },
      { type: 'ExecutionFailed', details: { error: 'E', cause: 'C' } },
    ]);
  });

  it('runs at most MaxConcurrency items of a Map state at once, and not more than 40', async () => {
    const mostOf = async (fields: object) => {
      let now = 0;
      let most = 0;
      const slow = async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
      };
      const map = {
        Type: 'Map',
        ...fields,
        ItemProcessor: { StartAt: 'I', States: { I: task() } },
        End: true,
      };
      await run(
        { A: map },
        Array.from({ length: 50 }, (_, index) => index),
        { I: slow },
      );
      return most;
    };
    expect([await mostOf({ MaxConcurrency: 2 }), await mostOf({})]).toEqual([2, 40]);
  });

  it('starts no further item of a Map state after one has failed', async () => {
    const map = {
      Type: 'Map',
      MaxConcurrency: 1,
      ItemProcessor: { StartAt: 'I', States: { I: task() } },
      End: true,
    };
    const { end, calls, types } = await run({ A: map }, [1, 2, 3], { I: busy(9) });
    expect([end, calls.length]).toEqual([{ status: 'FAILED', error: 'Busy', cause: 'no' }, 1]);
    expect(types.slice(-3)).toEqual(['MapIterationFailed', 'MapStateFailed', 'ExecutionFailed']);
  });

  it('rejects for a fault of its dependencies', async () => {
    const definition = { StartAt: 'A', States: { A: pass() } };
    const record = (): never => {
      throw new Error('the disk is full');
    };
    await expect(run(definition, {}, {}, { record })).rejects.toThrow('the disk is full');
  });
});

describe('the payload limit', () => {
  const big = 'x'.repeat(262_144);

  it("applies to a task's result, and its error cannot be caught", async () => {
    const state = task({ ResultPath: null, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] });
    const { end } = await run({ A: state, B: pass() }, {}, { A: () => big });
    expect(end).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  it("applies to a task's input", async () => {
    const state = task({ Parameters: { 'a.$': '$', 'b.$': '$' } });
    const { end, calls } = await run({ A: state }, 'x'.repeat(140_000));
    expect([calls, end]).toMatchObject([[], { error: 'States.DataLimitExceeded' }]);
  });

  it("applies to a state's output, in bytes", async () => {
    const fits = 'é'.repeat(131_071);
    const ran = await Promise.all([fits, `${fits}é`].map((Result) => run({ A: pass({ Result }) })));
    expect(ran.map(({ end }) => end)).toMatchObject([
      { output: fits },
      { error: 'States.DataLimitExceeded' },
    ]);
  });
});

describe('an intrinsic function with randomness', () => {
  it('depends on the given numbers only', async () => {
    const state = pass({
      Parameters: {
        'a.$': 'States.UUID()',
        'n.$': 'States.MathRandom(1, 11)',
        'seeded.$': 'States.MathRandom(1, 1000, 5)',
      },
    });
    const [one, same, other] = await Promise.all([
      run({ A: state }, {}, {}, { unit: 0.5 }),
      run({ A: state }, {}, {}, { unit: 0.5 }),
      run({ A: state }, {}, {}, { unit: 0.9 }),
    ]);
    expect(one.end).toEqual(same.end);
    const [first, second] = [one, other].map(({ end }) => ('output' in end ? end.output : {})) as {
      a: string;
      n: number;
      seeded: number;
    }[];
    expect([first?.n, second?.n]).toEqual([6, 10]);
    expect(first?.a).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(first?.a).not.toBe(second?.a);
    expect(first?.seeded).toBe(second?.seeded);
  });

  it.each([
    'States.ArrayGetItem($.list, 9)',
    'States.ArrayRange(1, 2000, 1)',
    'States.ArrayPartition($.list, 0)',
    "States.Format('{} {}', 1)",
    "States.Hash('a', 'CRC')",
    "States.Hash('a', 'constructor')",
    'States.JsonMerge($.list, $.list, false)',
    'States.MathRandom(5, 5)',
    "States.MathAdd('1', 2)",
  ])('fails with States.IntrinsicFailure: %s', async (expression) => {
    const { end } = await run({ A: pass({ Parameters: { 'x.$': expression } }) }, { list: [1] });
    expect(end).toMatchObject({ error: 'States.IntrinsicFailure' });
  });
});

describe('a ResultPath', () => {
  it('fails if the input has another value on its way', async () => {
    const { end } = await run({ A: pass({ Result: 1, ResultPath: '$.a.b' }) }, { a: 'text' });
    expect(end).toMatchObject({ error: 'States.ResultPathMatchFailure' });
  });

  it('cannot change the prototype of an object', async () => {
    const { end } = await run({ A: pass({ Result: { admin: true }, ResultPath: '$.__proto__' }) }, {});
    expect(JSON.stringify(end)).toBe('{"output":{"__proto__":{"admin":true}}}');
  });
});
