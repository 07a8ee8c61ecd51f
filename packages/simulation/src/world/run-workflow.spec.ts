import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type LoadedServices, loadServices } from '../code/load-services.ts';
import { runWorkflow, type TaskResult } from './run-workflow.ts';
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
    sealedPaymentToken: 's1..x',
  },
};
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

describe('a lost execution', () => {
  it('ends after its number of states, without a further call', async () => {
    const accept = async (): Promise<TaskResult> => ({ output: { outcome: 'accepted' } });
    const { end, branches } = await runHere(INPUT, accept, { statesLeft: 10 });
    expect(end).toEqual({ status: 'LOST' });
    expect(branches).toEqual([
      ...['IsGuest', 'OtherBuys', 'HasBundles'],
      ...['ReserveStock', 'IsStockReserved', 'HasQuote', 'DueOfTotal', 'HasCodes'],
      ...['IsPaymentDue', 'AuthorizePayment'],
    ]);
  });
});

describe('the branches of an execution', () => {
  it('include retries and catches', async () => {
    const task = async (state: string): Promise<TaskResult> =>
      state === 'ReserveStock' ? { error: 'Error' } : { output: {} };
    const { end, branches } = await runHere(INPUT, task);
    expect(end).toEqual({ status: 'SUCCEEDED', output: expect.anything() });
    expect(branches).toEqual([
      ...['IsGuest', 'OtherBuys', 'HasBundles', 'ReserveStock'],
      ...['ReserveStock retried', 'ReserveStock retried', 'ReserveStock retried'],
      'ReserveStock caught → StockUnavailable',
      ...['StockUnavailable', 'RejectOrder', 'Ended'],
    ]);
  });
});

describe('a definition that reads a value that does not exist', () => {
  it('fails with the path', async () => {
    const { end } = await runHere(INPUT, async () => ({ output: {} }));
    expect(end).toMatchObject({
      ...{ status: 'FAILED', error: 'States.Runtime' },
      cause: expect.stringContaining("Invalid path '$.reservation.outcome'"),
    });
  });
});

async function runHere(
  input: typeof INPUT,
  task: (state: string) => Promise<TaskResult>,
  { scheduler = createScheduler(0), jitter = 0.5, statesLeft = Number.POSITIVE_INFINITY } = {},
) {
  const { stateMachines } = loaded.description;
  const definition = stateMachines.find(({ name }) => name.endsWith('-fulfil-order'))?.definition ?? {};
  const branches: string[] = [];
  const calls = new Map<string, number>();
  let isOver = false;
  const running = runWorkflow(definition, input, {
    name: 'execution',
    key: 'saga',
    statesLeft,
    scheduler,
    random: () => jitter,
    onError: () => {},
    reach: (branch) => branches.push(branch),
    task: (_resource, _parameters, key) => {
      const [, state = ''] = key.split(' ');
      calls.set(state, (calls.get(state) ?? 0) + 1);
      return task(state);
    },
  });
  const settled = () => {
    isOver = true;
  };
  running.then(settled, settled);
  while (!isOver) {
    // Lets a call that has its result complete before the next timer, which may be its timeout.
    await new Promise((resolve) => setImmediate(resolve));
    if (!isOver) scheduler.step(Number.POSITIVE_INFINITY);
  }
  return { branches, calls, end: await running };
}
