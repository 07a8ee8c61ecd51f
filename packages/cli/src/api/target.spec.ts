import { toTarget } from './target.ts';

const VARIABLES = ['TRADEPOST_URL', 'TRADEPOST_CATALOG_URL'];
const before = VARIABLES.map((name) => [name, process.env[name]] as const);

beforeEach(() => {
  for (const name of VARIABLES) delete process.env[name];
});
afterEach(() => {
  for (const [name, value] of before)
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
});

describe('toTarget', () => {
  it.each([
    [{}, { url: 'http://127.0.0.1:4000' }],
    [{ url: 'https://api.example.com' }, { url: 'https://api.example.com' }],
    [
      { url: 'https://a.example.com', catalogUrl: 'https://b.example.com/dev' },
      { url: 'https://a.example.com', catalogUrl: 'https://b.example.com/dev' },
    ],
    [{ stage: 'dev' }, { stage: 'dev', region: undefined }],
    [
      { stage: 'dev', region: 'eu-west-1' },
      { stage: 'dev', region: 'eu-west-1' },
    ],
  ])('returns for %j: %j', (values, target) => {
    expect(toTarget(values)).toEqual(target);
  });

  it('returns the addresses of the environment if the options have no target', () => {
    process.env['TRADEPOST_URL'] = 'https://api.example.com';
    expect(toTarget({})).toEqual({ url: 'https://api.example.com' });
    process.env['TRADEPOST_CATALOG_URL'] = 'https://catalog.example.com/dev';
    expect(toTarget({})).toEqual({
      url: 'https://api.example.com',
      catalogUrl: 'https://catalog.example.com/dev',
    });
    expect(toTarget({ url: 'http://127.0.0.1:4000' })).toEqual({ url: 'http://127.0.0.1:4000' });
    expect(toTarget({ stage: 'dev' })).toEqual({ stage: 'dev', region: undefined });
  });

  it.each([
    [{ url: 'http://127.0.0.1:4000', stage: 'dev' }, '--url and --stage exclude each other'],
    [{ region: 'eu-west-1' }, '--region needs --stage'],
    [{ stage: 'dev', catalogUrl: 'https://b.example.com' }, '--catalog-url needs --url'],
  ])('rejects %j', (values, reason) => {
    expect(() => toTarget(values)).toThrow(reason);
  });

  it('rejects a TRADEPOST_URL that is not an address', () => {
    process.env['TRADEPOST_URL'] = 'nowhere';
    expect(() => toTarget({})).toThrow('TRADEPOST_URL must be an http or https address, not "nowhere"');
  });
});
