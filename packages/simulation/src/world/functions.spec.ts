import type { FunctionResource } from '@tradepost/compiled-service/templates/resources';
import type { Code } from '../code/load-code.ts';
import { createStage } from '../code/surroundings.ts';
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
