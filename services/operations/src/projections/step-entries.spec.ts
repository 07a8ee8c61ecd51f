import { toStepEntries } from './step-entries.ts';
import type { LogLine } from './timeline-entry.ts';

const SAGA = 'tradepost-dev-orders-fulfil-order';
const arnOf = (execution: string) => `arn:aws:states:us-east-1:000000000000:express:${SAGA}:${execution}:run`;

const line = (id: number, type: string, atMs: number, details?: object, execution = 'ord_1'): LogLine => ({
  atMs,
  logGroupName: `/aws/vendedlogs/states/${SAGA}`,
  message: JSON.stringify({
    ...{ id: String(id), type, event_timestamp: String(atMs), execution_arn: arnOf(execution) },
    ...(details === undefined ? {} : { details }),
  }),
});

describe('toStepEntries', () => {
  it('returns the start of an execution, each attempt at a task with its duration, and the end', () => {
    const entries = toStepEntries([
      line(1, 'ExecutionStarted', 1_000),
      line(2, 'TaskStateEntered', 1_001, { name: 'AuthorizePayment' }),
      line(3, 'LambdaFunctionScheduled', 1_002),
      line(4, 'LambdaFunctionFailed', 1_012, { error: 'Lambda.Unknown' }),
      line(5, 'LambdaFunctionScheduled', 1_500),
      line(6, 'LambdaFunctionSucceeded', 1_520),
      line(7, 'TaskStateExited', 1_521, { name: 'AuthorizePayment' }),
      line(8, 'ExecutionSucceeded', 1_530),
    ]);
    const where = { service: 'orders', id: 'ord_1' };
    expect(entries).toEqual([
      { ...where, atMs: 1_000, kind: 'execution', name: SAGA },
      {
        ...where,
        ...{ atMs: 1_002, kind: 'step', name: 'AuthorizePayment', attempt: 1, durationMs: 10 },
        ...{ outcome: 'failed', error: 'Lambda.Unknown' },
      },
      {
        ...where,
        ...{ atMs: 1_500, kind: 'step', name: 'AuthorizePayment', attempt: 2, durationMs: 20 },
        outcome: 'succeeded',
      },
      { ...where, atMs: 1_530, kind: 'execution', name: SAGA, outcome: 'succeeded' },
    ]);
  });

  it('counts attempts from 1 for each task', () => {
    const entries = toStepEntries([
      line(1, 'TaskStateEntered', 1_000, { name: 'ReserveStock' }),
      line(2, 'TaskScheduled', 1_000),
      line(3, 'TaskTimedOut', 1_100),
      line(4, 'TaskStateEntered', 1_200, { name: 'RejectOrder' }),
      line(5, 'TaskScheduled', 1_200),
      line(6, 'TaskSucceeded', 1_210),
    ]);
    expect(entries).toMatchObject([
      { name: 'ReserveStock', attempt: 1, outcome: 'failed', error: 'TimedOut' },
      { name: 'RejectOrder', attempt: 1, outcome: 'succeeded' },
    ]);
  });

  it('skips Choice and Succeed states, and includes Pass states', () => {
    const entries = toStepEntries([
      line(1, 'ChoiceStateEntered', 1_000, { name: 'IsReserved' }),
      line(2, 'PassStateEntered', 1_001, { name: 'PaymentRefused' }),
      line(3, 'SucceedStateEntered', 1_002, { name: 'Done' }),
    ]);
    expect(entries).toMatchObject([{ kind: 'step', name: 'PaymentRefused', atMs: 1_001 }]);
  });

  it('reads the lines of each execution in the order of their ids', () => {
    const entries = toStepEntries([
      line(2, 'TaskStateEntered', 1_000, { name: 'ReserveStock' }, 'ord_1'),
      line(2, 'TaskStateEntered', 1_000, { name: 'ConfirmOrder' }, 'ord_2'),
      line(4, 'TaskSucceeded', 1_005, undefined, 'ord_2'),
      line(4, 'TaskSucceeded', 1_005, undefined, 'ord_1'),
      line(3, 'TaskScheduled', 1_000, undefined, 'ord_2'),
      line(3, 'TaskScheduled', 1_000, undefined, 'ord_1'),
    ]);
    expect(entries).toMatchObject([
      { id: 'ord_1', name: 'ReserveStock', attempt: 1, durationMs: 5 },
      { id: 'ord_2', name: 'ConfirmOrder', attempt: 1, durationMs: 5 },
    ]);
  });

  it.each(['START RequestId: 1', '{"execution_arn"', '{"execution_arn":1,"type":"ExecutionStarted"}'])(
    'skips other lines: %s',
    (message) => {
      expect(toStepEntries([{ atMs: 1_000, logGroupName: 'any', message }])).toEqual([]);
    },
  );
});
