import { toContext } from '@tradepost/testing/context';
import { captureLogs } from '@tradepost/testing/log-lines';
import { createLogger, invocationKeys } from './logger.ts';

const logs = captureLogs();
afterEach(() => logs.clear());
afterAll(() => logs.restore());

describe('a logger', () => {
  it('writes one line of JSON with its keys and the facts', () => {
    createLogger({ correlationId: 'correlation-1' }).info('order placed', { count: 3 });
    expect(logs.lines()).toEqual([
      expect.objectContaining({
        level: 'INFO',
        message: 'order placed',
        correlationId: 'correlation-1',
        count: 3,
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      }),
    ]);
    expect(logs.text().trim().split('\n')).toHaveLength(1);
  });

  it('writes an error with name, message and stack', () => {
    createLogger({}).error('failed', new RangeError('no such thing'));
    expect(logs.lines()).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        error: expect.objectContaining({
          name: 'RangeError',
          message: 'no such thing',
          stack: expect.stringContaining('logger.spec'),
        }),
      }),
    ]);
  });

  it('keeps its keys separate from those of other invocations in the runtime', () => {
    const one = createLogger({ correlationId: 'one' });
    const other = createLogger({ correlationId: 'other', subject: 'ord_1' });
    one.warn('first', { attempt: 2 });
    other.warn('second');
    one.warn('third');
    expect(
      logs.lines().map(({ correlationId, subject, attempt }) => [correlationId, subject, attempt]),
    ).toEqual([
      ['one', undefined, 2],
      ['other', 'ord_1', undefined],
      ['one', undefined, undefined],
    ]);
  });
});

describe('invocationKeys', () => {
  it('marks the first invocation of each function as a cold start', () => {
    const [first, second, other] = ['fill-jar', 'fill-jar', 'break-jar'].map((name) =>
      invocationKeys(toContext(name)),
    );
    expect(first).toEqual({ functionName: 'fill-jar', requestId: 'request-1', coldStart: true });
    expect([second?.coldStart, other?.coldStart]).toEqual([false, true]);
  });
});
