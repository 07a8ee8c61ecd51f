import { toTarget } from './target.ts';

const URL_BEFORE = process.env['TRADEPOST_URL'];

afterEach(() => {
  if (URL_BEFORE === undefined) delete process.env['TRADEPOST_URL'];
  else process.env['TRADEPOST_URL'] = URL_BEFORE;
});

describe('The target of a command', () => {
  it.each([
    [{}, { url: 'http://127.0.0.1:4000' }],
    [{ url: 'https://api.example.com' }, { url: 'https://api.example.com' }],
    [{ stage: 'dev' }, { stage: 'dev', region: undefined }],
    [
      { stage: 'dev', region: 'eu-west-1' },
      { stage: 'dev', region: 'eu-west-1' },
    ],
  ])('of %j is %j', (values, target) => {
    delete process.env['TRADEPOST_URL'];
    expect(toTarget(values)).toEqual(target);
  });

  it('is the one of the environment where the options name none', () => {
    process.env['TRADEPOST_URL'] = 'https://api.example.com';
    expect(toTarget({})).toEqual({ url: 'https://api.example.com' });
    expect(toTarget({ stage: 'dev' })).toEqual({ stage: 'dev', region: undefined });
  });

  it.each([
    [{ url: 'http://127.0.0.1:4000', stage: 'dev' }, '--url or --stage: one of them, not both'],
    [{ region: 'eu-west-1' }, '--region goes with --stage'],
    [{ url: 'nowhere' }, '--url nowhere is no address'],
    [{ stage: '../prod' }, '--stage NAME: small letters and digits, such as dev'],
  ])('of %j is none', (values, reason) => {
    expect(() => toTarget(values)).toThrow(reason);
  });

  it('is none where the environment names no address', () => {
    process.env['TRADEPOST_URL'] = 'nowhere';
    expect(() => toTarget({})).toThrow('TRADEPOST_URL nowhere is no address');
  });
});
