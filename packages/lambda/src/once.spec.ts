import { once } from './once.ts';

describe('once', () => {
  it('creates nothing before the first use', () => {
    let created = 0;
    once(() => {
      created += 1;
    });
    expect(created).toBe(0);
  });

  it('returns the same value at every use', () => {
    const get = once(() => ({}));
    expect(get()).toBe(get());
  });

  it('keeps undefined, too', () => {
    let created = 0;
    const get = once(() => {
      created += 1;
    });
    get();
    get();
    expect(created).toBe(1);
  });

  it('tries again after an error', () => {
    let attempts = 0;
    const get = once(() => {
      attempts += 1;
      if (attempts === 1) throw new Error('missing environment variable TABLE_NAME');
      return attempts;
    });
    expect(get).toThrow('missing environment variable TABLE_NAME');
    expect(get()).toBe(2);
  });
});
