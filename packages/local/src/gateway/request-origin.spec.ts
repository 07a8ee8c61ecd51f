import { refuseHost, refusePage } from './request-origin.ts';

describe('refuseHost', () => {
  it.each([
    'localhost',
    'localhost:4000',
    'LOCALHOST:4000',
    'localhost.:4000',
    '127.0.0.1',
    '127.0.0.1:4001',
    '[::1]',
    '[::1]:4000',
    'a-bucket.localhost:4001',
    undefined,
  ])('accepts %s', (host) => {
    expect(refuseHost(host === undefined ? {} : { host })).toBeUndefined();
  });

  it.each([
    'evil.example',
    'evil.example:4000',
    'localhost.evil.example',
    'evil-localhost',
    '127.0.0.1.evil.example:4000',
    '127.0.0.2',
    '0.0.0.0:4000',
    '[::]:4000',
    '192.168.1.7:4000',
    'localhost:4000@evil.example',
    '',
  ])('refuses %s', (host) => {
    expect(refuseHost({ host })).toMatchObject({
      status: 421,
      detail: expect.stringContaining(`not "${host}"`),
    });
  });
});

describe('refusePage', () => {
  it.each([{}, { 'sec-fetch-site': 'none' }])('accepts %j', (headers) => {
    expect(refusePage(headers)).toBeUndefined();
  });

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:4001', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('refuses %j', (headers) => {
    expect(refusePage(headers)).toMatchObject({ status: 403 });
  });
});
