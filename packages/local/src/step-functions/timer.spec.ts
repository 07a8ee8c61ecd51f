import { jest } from '@jest/globals';
import { MAX_TIMER_MS, startTimer } from './timer.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a timer longer than the maximum of Node', () => {
  it('fires once, at its time', () => {
    const fired = jest.fn();
    startTimer(Date.now() + 2 * MAX_TIMER_MS + 10, Date.now, fired);
    jest.advanceTimersByTime(2 * MAX_TIMER_MS + 9);
    expect(fired).not.toHaveBeenCalled();
    jest.advanceTimersByTime(MAX_TIMER_MS);
    expect(fired).toHaveBeenCalledTimes(1);
  });

  it('can be cancelled in its second interval', () => {
    const fired = jest.fn();
    const cancel = startTimer(Date.now() + 2 * MAX_TIMER_MS, Date.now, fired);
    jest.advanceTimersByTime(MAX_TIMER_MS + 1);
    cancel();
    jest.advanceTimersByTime(2 * MAX_TIMER_MS);
    expect(fired).not.toHaveBeenCalled();
  });
});

describe('a timer whose time is past', () => {
  it('fires at once', () => {
    const fired = jest.fn();
    startTimer(Date.now() - 1_000, Date.now, fired);
    jest.advanceTimersByTime(1);
    expect(fired).toHaveBeenCalledTimes(1);
  });
});
