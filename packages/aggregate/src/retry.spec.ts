import { jest } from '@jest/globals';
import { retryOnConflict } from './retry.ts';
import { ConflictError } from './store.ts';

// Full jitter, at its shortest: a spec need not wait.
beforeEach(() => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('When an attempt meets conflicts', () => {
  it('is made again until it meets none', async () => {
    let attempts = 0;
    const result = await retryOnConflict(async () => {
      attempts += 1;
      if (attempts < 4) throw new ConflictError('again');
      return 'done';
    });
    expect([result, attempts]).toEqual(['done', 4]);
  });

  it('knows other conflicts by the caller’s own test', async () => {
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

  it('gives up in the end, and says why', async () => {
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

describe('an attempt with an instant until which it is made', () => {
  it('is made more than 14 times before it, and not after it', async () => {
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

describe('When an attempt fails otherwise', () => {
  it('is not made again', async () => {
    let attempts = 0;
    const attempt = async () => {
      attempts += 1;
      throw new Error('broken');
    };
    await expect(retryOnConflict(attempt)).rejects.toThrow('broken');
    expect(attempts).toBe(1);
  });
});
