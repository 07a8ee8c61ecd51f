import { captureLogs } from '@tradepost/testing/log-lines';
import { createLogger } from './logger.ts';

const logs = captureLogs();
afterEach(() => logs.clear());
afterAll(() => logs.restore());

describe('When something is logged', () => {
  it('is one line of JSON, with the logger’s keys and the facts', () => {
    createLogger({ correlationId: 'correlation-1' }).info('order placed', { lines: 3 });
    expect(logs.lines()).toEqual([
      expect.objectContaining({
        level: 'INFO',
        message: 'order placed',
        correlationId: 'correlation-1',
        lines: 3,
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      }),
    ]);
    expect(logs.text().trim().split('\n')).toHaveLength(1);
  });

  it('has an error with its name, message and stack', () => {
    createLogger({}).error('failed', new TypeError('no such thing'));
    expect(logs.lines()).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        error: expect.objectContaining({
          name: 'TypeError',
          message: 'no such thing',
          stack: expect.stringContaining('logger.spec'),
        }),
      }),
    ]);
  });

  it('keeps the keys of several invocations in one runtime apart', () => {
    const one = createLogger({ correlationId: 'one' });
    const other = createLogger({ correlationId: 'other', subject: 'ord_1' });
    one.warn('first', { extra: true });
    other.warn('second');
    one.warn('third');
    expect(logs.lines().map(({ correlationId, subject, extra }) => [correlationId, subject, extra])).toEqual([
      ['one', undefined, true],
      ['other', 'ord_1', undefined],
      ['one', undefined, undefined],
    ]);
  });
});
