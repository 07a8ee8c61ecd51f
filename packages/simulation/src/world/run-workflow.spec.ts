import { join } from 'node:path';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { runStateMachine } from '@tradepost/testing/state-machine';
import { type LoadedServices, loadServices } from '../code/load-services.ts';
import { type Definition, runWorkflow, type TaskResult } from './run-workflow.ts';
import { createScheduler } from './scheduler.ts';

/** A service may have to be packaged first. */
jest.setTimeout(120_000);

let loaded: LoadedServices;
beforeAll(async () => {
  loaded = await loadServices();
});

const INPUT = {
  id: 'ord_1/0/0',
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
const refused = { outcome: 'rejected', rejection: { code: 'NO' } };

/** What the tasks answer that do not accept; `fault` is an exception. */
const CASES: readonly (readonly [string, Readonly<Record<string, unknown>>, number?])[] = [
  ['all goes well', {}],
  ['the order costs nothing', {}, 0],
  ['the order costs nothing, and the commitment is refused', { CommitStock: refused }, 0],
  ['stock is refused', { ReserveStock: refused }],
  ['payment is refused', { AuthorizePayment: refused }],
  ['the commitment is refused', { CommitStock: refused }],
  ['inventory does not answer', { ReserveStock: 'fault' }],
  ['payments does not answer', { AuthorizePayment: 'fault' }],
  ['the commitment is not answered', { CommitStock: 'fault' }],
  ['the confirmation is not answered', { ConfirmOrder: 'fault' }],
  ['neither refusal nor rejection is answered', { ReserveStock: refused, RejectOrder: 'fault' }],
];

describe('the saga', () => {
  it.each(CASES)(
    'takes the same path here as in the local cloud: %s',
    async (_name, answers, amountMinor = 100) => {
      const input = { ...INPUT, data: { ...INPUT.data, total: { amountMinor, currency: 'GBP' } } };
      const answer = (state: string) => answers[state] ?? { outcome: 'accepted' };
      const file = join(loaded.root, 'services', 'orders', 'src', 'saga', 'fulfil-order.asl.yml');
      const tasks = Object.fromEntries(
        TASKS.map((state) => [
          state,
          () => {
            if (answer(state) === 'fault') throw new Error('no answer');
            return answer(state);
          },
        ]),
      );
      const there = await runStateMachine(file, input, tasks);
      const here = await runHere(input, async (state) =>
        answer(state) === 'fault' ? { error: 'Error' } : { output: answer(state) },
      );
      expect(here.states).toEqual(there.states);
      expect(here.calls).toEqual(new Map([...there.calls].map(([state, calls]) => [state, calls.length])));
    },
  );
});

async function runHere(input: typeof INPUT, task: (state: string) => Promise<TaskResult>) {
  const definition = loaded.description.stateMachines[0]?.definition as unknown as Definition;
  const scheduler = createScheduler(0);
  const states: string[] = [];
  const calls = new Map<string, number>();
  let isOver = false;
  const running = runWorkflow(definition, input, {
    key: 'saga',
    statesLeft: Number.POSITIVE_INFINITY,
    scheduler,
    random: () => 0.5,
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
    // What is under way ends first: a task's time-out comes after its answer.
    await new Promise((resolve) => setImmediate(resolve));
    scheduler.step(Number.POSITIVE_INFINITY);
  }
  await running;
  return { states, calls };
}
