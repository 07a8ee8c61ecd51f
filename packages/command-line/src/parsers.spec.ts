import { stage, url, wholeNumber } from './parsers.ts';

describe('wholeNumber', () => {
  const port = wholeNumber('--port', { least: 0, most: 65_534 });

  it.each([
    ['0', 0],
    ['4000', 4_000],
    ['65534', 65_534],
  ])('accepts %s', (written, value) => {
    expect(port(written)).toBe(value);
  });

  it.each(['', '-1', '1.5', '1e3', '0x10', '65535', 'many', '99999999999999999999'])(
    'rejects %j',
    (written) => {
      expect(() => port(written)).toThrow(
        `--port must be a whole number from 0 to 65534, not ${JSON.stringify(written)}`,
      );
    },
  );
});

describe('stage', () => {
  it.each(['dev', 'staging', 'prod', 'jane', 'x', 'pr1234'])('accepts %s', (name) => {
    expect(stage(name)).toBe(name);
  });

  it.each(['', 'staging2', 'Jane', '2nd', 'my-dev', 'dev_1', 'stäge', ' dev'])('rejects %j', (name) => {
    expect(() => stage(name)).toThrow(
      `--stage must be 1 to 7 lower-case letters and digits that begin with a letter, such as dev, not ${JSON.stringify(name)}`,
    );
  });
});

it.each(['nowhere', 'ftp://a.example.com', ''])('url rejects %j', (written) => {
  expect(() => url('--url')(written)).toThrow(
    `--url must be an http or https address, not ${JSON.stringify(written)}`,
  );
});
