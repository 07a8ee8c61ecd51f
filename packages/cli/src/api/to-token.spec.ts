import { toToken } from './to-token.ts';

const before = process.env['TRADEPOST_TOKEN'];
beforeEach(() => {
  delete process.env['TRADEPOST_TOKEN'];
});
afterAll(() => {
  if (before === undefined) delete process.env['TRADEPOST_TOKEN'];
  else process.env['TRADEPOST_TOKEN'] = before;
});

const STAGE = { stage: 'dev', region: undefined };
const LOCAL = { url: 'http://127.0.0.1:4000' };

describe('the token of a command', () => {
  it('is that of the option, or else of the environment', async () => {
    expect(await toToken(STAGE, { token: 'given' })?.({})).toBe('given');
    process.env['TRADEPOST_TOKEN'] = 'of-environment';
    expect(await toToken(STAGE, {})?.({})).toBe('of-environment');
    expect(await toToken(LOCAL, {})?.({})).toBe('of-environment');
    expect(await toToken(STAGE, { token: 'given' })?.({})).toBe('given');
  });

  it('is left to the client on this machine', () => {
    expect(toToken(LOCAL, {})).toBeUndefined();
  });

  it.each([[STAGE], [{ url: 'https://api.example.com' }]])('is required for %j', (target) => {
    expect(() => toToken(target, {})).toThrow(/^an access token is needed: export TRADEPOST_TOKEN=/);
    process.env['TRADEPOST_TOKEN'] = '';
    expect(() => toToken(target, {})).toThrow('an access token is needed');
  });
});
