import type { FunctionResource } from '@tradepost/compiled-service/templates/resources';
import type { Code } from '../code/load-code.ts';
import { createStage } from '../code/surroundings.ts';
import type { FaultKind } from '../faults/fault-kinds.ts';
import { createFaults } from '../faults/faults.ts';
import { createDraw } from '../random.ts';
import { createFunctions } from './functions.ts';
import type { Invocation } from './invocation.ts';
import { createScheduler } from './scheduler.ts';

const of = {
  service: 'orders',
  functionName: 'place',
  functionKey: 'place',
  arn: 'arn:place',
  timeoutSeconds: 10,
  environment: {},
} as FunctionResource;

/** Creates a function that counts its runs in memory, and returns the count when its call is answered. */
function countingFunction() {
  const scheduler = createScheduler(0);
  const draw = createDraw(1);
  const answers: (() => void)[] = [];
  const invocations: Invocation[] = [];
  const stage = createStage();
  const code: Code = {
    stage,
    versions: [],
    start: () => {
      let runs = 0;
      return async () => {
        runs += 1;
        await stage.current.send({ hostname: '', path: '/', headers: {} }, {});
        return runs;
      };
    },
  };
  const functions = createFunctions({
    code,
    scheduler,
    draw,
    faults: createFaults({ draw, kinds: [] }),
    declared: [of],
    send: (invocation) => {
      invocations.push(invocation);
      return new Promise((resolve) =>
        answers.push(() => resolve({ statusCode: 200, headers: {}, body: new Uint8Array() })),
      );
    },
    trace: () => {},
    log: () => {},
  });
  const run = async (untilMs = scheduler.nowMs() + 1_000) => {
    while (scheduler.step(untilMs)) await settle();
  };
  return { functions, scheduler, answers, invocations, run };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Creates a function that sets a timer and does not wait for it. */
function forgetfulFunction(kinds: readonly FaultKind[] = []) {
  const scheduler = createScheduler(0);
  const draw = createDraw(1);
  const stage = createStage();
  const ends: number[] = [];
  const code: Code = {
    stage,
    versions: [],
    start: () => async () => {
      stage.current.setTimer(() => ends.push(scheduler.nowMs()), 1_000);
    },
  };
  const functions = createFunctions({
    code,
    scheduler,
    draw,
    faults: createFaults({ draw, kinds, isAll: true }),
    declared: [of],
    send: () => Promise.reject(new Error('no call is made')),
    trace: () => {},
    log: () => {},
  });
  const run = async () => {
    while (scheduler.step(scheduler.nowMs() + 5_000)) await settle();
  };
  return { functions, scheduler, ends, run };
}

describe('code that an invocation did not wait for', () => {
  it('does not run while the instance is idle, and continues in the next invocation', async () => {
    const { functions, scheduler, ends, run } = forgetfulFunction();
    void functions.invoke('place', {}, 'first');
    await run();
    expect(scheduler.nowMs()).toBeGreaterThan(1_000);
    expect(ends).toEqual([]);
    scheduler.skipTo(60_000);
    void functions.invoke('place', {}, 'second');
    await run();
    expect(ends).toHaveLength(1);
    expect(ends[0]).toBeGreaterThanOrEqual(60_000);
  });

  it('never runs if the instance was recycled', async () => {
    const { functions, ends, run } = forgetfulFunction(['recycledInstance']);
    for (let invocation = 0; invocation < 20; invocation += 1) {
      void functions.invoke('place', {}, `invocation ${invocation}`);
      await run();
    }
    expect(ends.length).toBeGreaterThan(0);
    expect(ends.length).toBeLessThan(19);
  });
});

describe('the account limit', () => {
  it('throttles invocations beyond it until others have ended', async () => {
    const { functions, run } = forgetfulFunction(['accountLimit']);
    const results = Array.from({ length: 40 }, (_none, place) =>
      functions.invoke('place', {}, `at once ${place}`),
    );
    await run();
    const ended = await Promise.all(results);
    const errors = ended.flatMap((result) => (result.ok ? [] : result.error.errorType));
    expect(new Set(errors)).toEqual(new Set(['Lambda.TooManyRequestsException']));
    expect(errors.length).toBeLessThan(40);
    const later = functions.invoke('place', {}, 'later');
    await run();
    await expect(later).resolves.toMatchObject({ ok: true });
  });
});

describe('an instance of a function', () => {
  it('keeps its memory for the next invocation', async () => {
    const { functions, answers, run } = countingFunction();
    for (const expected of [1, 2]) {
      const result = functions.invoke('place', {}, `invocation ${expected}`);
      await run();
      answers.shift()?.();
      await settle();
      await run();
      await expect(result).resolves.toEqual({ ok: true, payload: expected });
    }
  });

  it('serves one invocation at a time', async () => {
    const { functions, answers, run } = countingFunction();
    const results = ['one', 'other'].map((key) => functions.invoke('place', {}, key));
    await run();
    for (const answer of answers) answer();
    await settle();
    await run();
    await expect(Promise.all(results)).resolves.toEqual([
      { ok: true, payload: 1 },
      { ok: true, payload: 1 },
    ]);
  });

  it.each(['crashes', 'times out'])('loses its memory when it %s', async (how) => {
    const { functions, answers, invocations, run, scheduler } = countingFunction();
    const lost = functions.invoke('place', {}, 'first');
    await run();
    const [invocation] = invocations;
    if (how === 'crashes' && invocation !== undefined) functions.crash(invocation, 'for the spec');
    await run(scheduler.nowMs() + 20_000);
    await expect(lost).resolves.toMatchObject({ ok: false });
    answers.length = 0;
    const next = functions.invoke('place', {}, 'second');
    await run();
    answers.shift()?.();
    await settle();
    await run();
    await expect(next).resolves.toEqual({ ok: true, payload: 1 });
  });
});
