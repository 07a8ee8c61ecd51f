import { environmentVariable } from './environment.ts';

const NAME = 'TRADEPOST_SPEC_TABLE_NAME';

afterEach(() => {
  delete process.env[NAME];
});

describe('environmentVariable', () => {
  it('returns the value of a variable', () => {
    process.env[NAME] = 'orders';
    expect(environmentVariable(NAME)).toBe('orders');
  });

  it('names a variable that is not set', () => {
    expect(() => environmentVariable(NAME)).toThrow(`missing environment variable ${NAME}`);
  });

  it('treats an empty variable as missing', () => {
    process.env[NAME] = '';
    expect(() => environmentVariable(NAME)).toThrow(`missing environment variable ${NAME}`);
  });
});
