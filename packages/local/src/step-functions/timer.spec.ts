import { jest } from '@jest/globals';
import { MAX_TIMER_MS, startTimer } from './timer.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('When a timer is longer than one of the platform', () => {
  it('fires once, at its time', () => {
    const fired = jest.fn();
    startTimer(Date.now() + 2 * MAX_TIMER_MS + 10, Date.now, fired);
    jest.advanceTimersByTime(2 * MAX_TIMER_MS + 9);
    expect(fired).not.toHaveBeenCalled();
    jest.advanceTimersByTime(MAX_TIMER_MS);
    expect(fired).toHaveBeenCalledTimes(1);
  });

  it('can be cancelled in its second part', () => {
    const fired = jest.fn();
    const cancel = startTimer(Date.now() + 2 * MAX_TIMER_MS, Date.now, fired);
    jest.advanceTimersByTime(MAX_TIMER_MS + 1);
    cancel();
    jest.advanceTimersByTime(2 * MAX_TIMER_MS);
    expect(fired).not.toHaveBeenCalled();
  });
});

describe('When the time is past', () => {
  it('fires as soon as it can', () => {
    const fired = jest.fn();
    startTimer(Date.now() - 1_000, Date.now, fired);
    jest.advanceTimersByTime(1);
    expect(fired).toHaveBeenCalledTimes(1);
  });
});
