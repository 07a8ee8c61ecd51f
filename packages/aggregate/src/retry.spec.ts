import { jest } from '@jest/globals';
import { retryOnConflict } from './retry.ts';
import { ConflictError } from './store.ts';

// Without jitter the retries do not wait.
beforeEach(() => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('retryOnConflict', () => {
  it('repeats the attempt until it has no conflict', async () => {
    let attempts = 0;
    const result = await retryOnConflict(async () => {
      attempts += 1;
      if (attempts < 4) throw new ConflictError('again');
      return 'done';
    });
    expect([result, attempts]).toEqual(['done', 4]);
  });

  it('repeats the attempt after an error that isConflict accepts', async () => {
    let attempts = 0;
    const attempt = async () => {
      attempts += 1;
      if (attempts === 1) throw new Error('busy');
      return 'done';
    };
    await expect(retryOnConflict(attempt, (error) => (error as Error).message === 'busy')).resolves.toBe(
      'done',
    );
  });

  it('throws a ContentionError with its cause after 14 attempts', async () => {
    let attempts = 0;
    const conflict = new ConflictError('always');
    const attempt = async () => {
      attempts += 1;
      throw conflict;
    };
    await expect(retryOnConflict(attempt)).rejects.toMatchObject({
      code: 'TOO_MUCH_CONTENTION',
      cause: conflict,
    });
    expect(attempts).toBe(14);
  });
});

describe('an attempt that takes long', () => {
  it('is not repeated after seven seconds', async () => {
    let nowMs = 1_000;
    jest.spyOn(performance, 'now').mockImplementation(() => nowMs);
    let attempts = 0;
    const attempt = async () => {
      attempts += 1;
      nowMs += 1_001;
      throw new ConflictError('always');
    };
    await expect(retryOnConflict(attempt)).rejects.toMatchObject({ code: 'TOO_MUCH_CONTENTION' });
    expect(attempts).toBe(7);
  });
});

describe('the longest delays between attempts', () => {
  it('double with each conflict, up to a second', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(1);
    const delaysMs: (number | undefined)[] = [];
    jest.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, delayMs?: number) => {
      delaysMs.push(delayMs);
      queueMicrotask(run);
    }) as typeof setTimeout);
    await expect(retryOnConflict(() => Promise.reject(new ConflictError('always')))).rejects.toThrow();
    expect(delaysMs).toEqual([20, 40, 80, 160, 320, 640, ...Array.from({ length: 7 }, () => 1_000)]);
  });
});

describe('retryOnConflict with untilMs', () => {
  it('makes more than 14 attempts before that time, and none after it', async () => {
    let nowMs = 1_000;
    jest.spyOn(performance, 'now').mockImplementation(() => nowMs);
    let attempts = 0;
    const attempt = async () => {
      attempts += 1;
      nowMs += 10;
      throw new ConflictError('always');
    };
    const gaveUp = retryOnConflict(attempt, undefined, 1_500);
    await expect(gaveUp).rejects.toMatchObject({ code: 'TOO_MUCH_CONTENTION' });
    expect(attempts).toBe(51);
  });
});

describe('an attempt that fails with another error', () => {
  it('is not repeated', async () => {
    let attempts = 0;
    const attempt = async () => {
      attempts += 1;
      throw new Error('broken');
    };
    await expect(retryOnConflict(attempt)).rejects.toThrow('broken');
    expect(attempts).toBe(1);
  });
});
