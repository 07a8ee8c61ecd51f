import { jest } from '@jest/globals';
import { backOffMs } from './back-off.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('backOffMs', () => {
  it('doubles the longest delay with each attempt, up to the maximum', () => {
    jest.spyOn(Math, 'random').mockReturnValue(1);
    expect([1, 2, 3, 4].map((attempt) => backOffMs(attempt, 100))).toEqual([20, 40, 80, 100]);
    expect(backOffMs(1, 2_000, 50)).toBe(100);
  });

  it('returns a random part of the longest delay', () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.25);
    expect(backOffMs(3, 100)).toBe(20);
  });
});
