import { toLogEntries } from './log-entries.ts';
import type { LogLine } from './timeline-entry.ts';

const LOGS = '/aws/lambda/tradepost-dev-payments-payment-commands';

const line = (atMs: number, facts: object): LogLine => ({
  atMs,
  logGroupName: LOGS,
  message: JSON.stringify({ service: 'payments', requestId: 'request-1', ...facts }),
});
const command = { type: 'AuthorizePayment', eventId: 'ord_1/authorize', subject: 'pay_1' };

describe('a command', () => {
  it('is one entry from its receipt to its result', () => {
    const entries = toLogEntries([
      line(1_000, { ...command, message: 'command received', attempt: 1 }),
      line(1_030, { ...command, message: 'command answered', outcome: 'rejected', code: 'PAYMENT_DECLINED' }),
    ]);
    expect(entries).toEqual([
      {
        atMs: 1_000,
        kind: 'command',
        service: 'payments',
        name: 'AuthorizePayment',
        subject: 'pay_1',
        id: 'ord_1/authorize',
        attempt: 1,
        outcome: 'rejected',
        code: 'PAYMENT_DECLINED',
        durationMs: 30,
      },
    ]);
  });

  it('is unanswered if no line follows its receipt', () => {
    const [entry] = toLogEntries([line(1_000, { ...command, message: 'command received' })]);
    expect(entry).toMatchObject({ outcome: 'unanswered', attempt: 1 });
  });

  it('is answered by a line of the same request, not of a concurrent one', () => {
    const entries = toLogEntries([
      line(1_000, { ...command, message: 'command received' }),
      line(1_010, { ...command, message: 'command received', requestId: 'request-2' }),
      line(1_020, { ...command, message: 'command answered', outcome: 'accepted' }),
    ]);
    expect(entries).toMatchObject([
      { attempt: 1, outcome: 'accepted', durationMs: 20 },
      { attempt: 2, outcome: 'unanswered' },
    ]);
  });

  it('has the attempt number of its line, or one more than the attempt before', () => {
    const entries = toLogEntries([
      line(1_000, { ...command, message: 'command received', attempt: 3 }),
      line(2_000, { ...command, message: 'command received' }),
    ]);
    expect(entries.map(({ attempt }) => attempt)).toEqual([3, 4]);
  });

  it('has the error of a failed attempt', () => {
    const [entry] = toLogEntries([
      line(1_000, { ...command, message: 'command received' }),
      line(1_005, {
        ...command,
        message: 'command failed',
        error: { name: 'Timeout', message: 'no answer' },
      }),
    ]);
    expect(entry).toMatchObject({ outcome: 'failed', error: 'Timeout: no answer' });
  });
});

describe('a request', () => {
  const request = { message: 'request answered', route: 'POST /v1/orders', status: 201, durationMs: 40 };

  it('has the time at which it began, although its line was written at its end', () => {
    expect(toLogEntries([line(1_000, request)])).toMatchObject([
      { kind: 'request', name: 'POST /v1/orders', atMs: 960, status: 201, durationMs: 40 },
    ]);
  });

  it.each([
    ['GET /v1/orders/{orderId}', 200, 0],
    ['GET /v1/orders/{orderId}', 404, 0],
    ['GET /v1/orders/{orderId}', 500, 1],
    ['POST /v1/orders', 422, 1],
  ])('to %s with the status %d has %d entries', (route, status, times) => {
    expect(toLogEntries([line(1_000, { ...request, route, status })])).toHaveLength(times);
  });
});

describe('another line', () => {
  it('of a message has the outcome that its text implies', () => {
    const handled = { message: 'message handled', type: 'OrderPlaced', eventId: 'ord_1/0/0' };
    expect(toLogEntries([line(1_000, handled)])).toMatchObject([
      { kind: 'message', name: 'OrderPlaced', outcome: 'handled' },
    ]);
  });

  it('of a Tradepost function becomes an entry with its text as the name', () => {
    expect(toLogEntries([line(1_000, { message: 'saga restarted' })])).toMatchObject([
      { kind: 'log', name: 'saga restarted', service: 'payments' },
    ]);
  });

  it.each(['START RequestId: 1', '{"half a line', '{"level":"INFO"}', '{"message":7}', ''])(
    'is skipped if it is not structured: %s',
    (message) => {
      expect(toLogEntries([{ atMs: 1_000, logGroupName: LOGS, message }])).toEqual([]);
    },
  );
});
