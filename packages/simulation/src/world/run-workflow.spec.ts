import { join } from 'node:path';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { runStateMachine } from '@tradepost/testing/state-machine';
import { type LoadedServices, loadServices } from '../code/load-services.ts';
import { type Definition, runWorkflow, type TaskResult } from './run-workflow.ts';
import { createScheduler } from './scheduler.ts';

/** Packaging a service takes a while. */
jest.setTimeout(120_000);

let loaded: LoadedServices;
beforeAll(async () => {
  loaded = await loadServices();
});

const INPUT = {
  id: 'ord_1/0/0',
  source: 'tradepost.orders',
  subject: 'ord_1',
  correlationid: 'cor_1',
  data: {
    orderId: 'ord_1',
    reservationId: 'res_1',
    paymentId: 'pay_1',
    lines: [],
    total: { amountMinor: 100, currency: 'GBP' },
    paymentToken: 'tok',
  },
};
const TASKS = [
  'ReserveStock',
  'AuthorizePayment',
  'CommitStock',
  'ConfirmOrder',
  'RejectOrder',
  'ConfirmLater',
  'RejectLater',
];
const THROTTLED = 'Lambda.TooManyRequestsException';
const refused = { outcome: 'rejected', rejection: { code: 'NO' } };

/** Results of the tasks that do not succeed: a rejection, or the name of an error. */
const CASES: readonly (readonly [string, Readonly<Record<string, unknown>>, number?])[] = [
  ['every step succeeds', {}],
  ['the order is free', {}, 0],
  ['the order is free, and the commitment is rejected', { CommitStock: refused }, 0],
  ['the reservation is rejected', { ReserveStock: refused }],
  ['the authorization is rejected', { AuthorizePayment: refused }],
  ['the commitment is rejected', { CommitStock: refused }],
  ['inventory does not answer', { ReserveStock: 'Error' }],
  ['payments does not answer', { AuthorizePayment: 'Error' }],
  ['CommitStock does not answer', { CommitStock: 'Error' }],
  ['ConfirmOrder does not answer', { ConfirmOrder: 'Error' }],
  ['the reservation is throttled', { ReserveStock: THROTTLED }],
  ['the authorization is throttled', { AuthorizePayment: THROTTLED }],
  ['the confirmation is throttled', { ConfirmOrder: THROTTLED }],
  [
    'the reservation is rejected, and RejectOrder does not answer',
    { ReserveStock: refused, RejectOrder: 'Error' },
  ],
];

describe('the saga', () => {
  it.each(CASES)(
    'takes the same path here as in the local cloud: %s',
    async (_name, answers, amountMinor = 100) => {
      const input = { ...INPUT, data: { ...INPUT.data, total: { amountMinor, currency: 'GBP' } } };
      const answer = (state: string) => answers[state] ?? { outcome: 'accepted' };
      const file = join(loaded.root, 'services', 'orders', 'src', 'sagas', 'fulfil-order.asl.yml');
      const tasks = Object.fromEntries(
        TASKS.map((state) => [
          state,
          () => {
            const result = answer(state);
            if (typeof result === 'string') throw Object.assign(new Error('no result'), { name: result });
            return result;
          },
        ]),
      );
      const there = await runStateMachine(file, input, tasks);
      const here = await runHere(input, async (state) => {
        const result = answer(state);
        return typeof result === 'string' ? { error: result } : { output: result };
      });
      expect(here.states).toEqual(there.states);
      expect(here.calls).toEqual(new Map([...there.calls].map(([state, calls]) => [state, calls.length])));
    },
  );
});

describe('an execution whose calls are throttled', () => {
  const run = async (callSeconds: number) => {
    const scheduler = createScheduler(0);
    const task = async (): Promise<TaskResult> => {
      await scheduler.sleep(callSeconds * 1_000);
      return { error: 'Lambda.TooManyRequestsException' };
    };
    const end = await runHere(INPUT, task, { scheduler, jitter: 1 });
    return { ...end, seconds: scheduler.nowMs() / 1_000 };
  };

  it('repeats its call for at most 226 seconds and then fails', async () => {
    expect(await run(0)).toMatchObject({
      end: { status: 'FAILED', error: 'LambdaUnavailable' },
      calls: new Map([['ReserveStock', 9]]),
      seconds: 226,
    });
  });

  it('ends after 240 seconds, while it waits to repeat its call', async () => {
    const { end, calls, seconds } = await run(20);
    expect(end).toEqual({ status: 'TIMED_OUT' });
    expect(calls).toEqual(new Map([['ReserveStock', 6]]));
    expect(seconds).toBeCloseTo(240, 1);
  });
});

async function runHere(
  input: typeof INPUT,
  task: (state: string) => Promise<TaskResult>,
  { scheduler = createScheduler(0), jitter = 0.5 } = {},
) {
  const definition = loaded.description.stateMachines[0]?.definition as unknown as Definition;
  const states: string[] = [];
  const calls = new Map<string, number>();
  let isOver = false;
  const running = runWorkflow(definition, input, {
    key: 'saga',
    statesLeft: Number.POSITIVE_INFINITY,
    scheduler,
    random: () => jitter,
    onError: () => {},
    reach: (branch) => {
      if (branch in definition.States) states.push(branch);
    },
    task: (_resource, _parameters, key) => {
      const [, state = ''] = key.split(' ');
      calls.set(state, (calls.get(state) ?? 0) + 1);
      return task(state);
    },
  }).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    // Lets a call that has its result complete before the next timer, which may be its timeout.
    await new Promise((resolve) => setImmediate(resolve));
    if (!isOver) scheduler.step(Number.POSITIVE_INFINITY);
  }
  return { states, calls, end: await running };
}
