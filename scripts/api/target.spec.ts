import { toTarget } from './target.ts';

const URL_BEFORE = process.env['TRADEPOST_URL'];

afterEach(() => {
  if (URL_BEFORE === undefined) delete process.env['TRADEPOST_URL'];
  else process.env['TRADEPOST_URL'] = URL_BEFORE;
});

describe('toTarget', () => {
  it.each([
    [{}, { url: 'http://127.0.0.1:4000' }],
    [{ url: 'https://api.example.com' }, { url: 'https://api.example.com' }],
    [{ stage: 'dev' }, { stage: 'dev', region: undefined }],
    [
      { stage: 'dev', region: 'eu-west-1' },
      { stage: 'dev', region: 'eu-west-1' },
    ],
  ])('returns for %j: %j', (values, target) => {
    delete process.env['TRADEPOST_URL'];
    expect(toTarget(values)).toEqual(target);
  });

  it('returns the address in TRADEPOST_URL if the options have no target', () => {
    process.env['TRADEPOST_URL'] = 'https://api.example.com';
    expect(toTarget({})).toEqual({ url: 'https://api.example.com' });
    expect(toTarget({ stage: 'dev' })).toEqual({ stage: 'dev', region: undefined });
  });

  it.each([
    [{ url: 'http://127.0.0.1:4000', stage: 'dev' }, '--url and --stage exclude each other'],
    [{ region: 'eu-west-1' }, '--region needs --stage'],
    [{ url: 'nowhere' }, '--url must be an http or https address, not "nowhere"'],
    [{ stage: '../prod' }, '--stage must be lower-case letters and digits, such as dev, not "../prod"'],
  ])('refuses %j', (values, reason) => {
    expect(() => toTarget(values)).toThrow(reason);
  });

  it('refuses a TRADEPOST_URL that is not an address', () => {
    process.env['TRADEPOST_URL'] = 'nowhere';
    expect(() => toTarget({})).toThrow('TRADEPOST_URL must be an http or https address, not "nowhere"');
  });
});
