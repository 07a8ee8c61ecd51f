import { toHttpPath, toRestPath } from './path-encoding.ts';

/** Parameters that the function receives: the route table decodes each one once. */
const received = (path: string | undefined) => path?.split('/').map(decodeURIComponent).slice(2);

/** Captured from deployed APIs: see `path-encoding.ts`. */
const CAPTURED: readonly (readonly [sent: string, http: readonly string[] | undefined])[] = [
  ['plain', ['plain']],
  ['space%20value', ['space value']],
  ['question%3Fvalue', ['question']],
  ['percent%25done', undefined],
  ['hash%23value', ['hash#value']],
  ['slash%2Fvalue', ['slash', 'value']],
  ['unicode-%CE%BB-%E4%B8%96%E7%95%8C', ['unicode-λ-世界']],
  ['literal%252Fvalue', ['literal/value']],
  ['literal%253Fvalue', ['literal?value']],
  ['literal%2525value', ['literal%value']],
];

describe('toHttpPath', () => {
  it.each(CAPTURED)(
    'gives the function of an HTTP API the same parameters as AWS for %s',
    (sent, expected) => {
      expect(received(toHttpPath(`/capture/${sent}`))).toEqual(expected);
    },
  );

  it.each(['a+b', 'a%2Bb'])('decodes %s as a plus, not as a space', (sent) => {
    expect(received(toHttpPath(`/capture/${sent}`))).toEqual(['a+b']);
  });

  it('refuses a parent folder that is encoded twice', () => {
    expect(toHttpPath('/capture/%252e%252e')).toBeUndefined();
  });
});

describe('toRestPath', () => {
  it.each([...CAPTURED.map(([sent]) => sent), 'a+b', 'a%2Bb'])(
    'gives the function of a REST API the parameter %s as it was sent',
    (sent) => {
      expect(received(toRestPath(`/capture/${sent}`))).toEqual([sent]);
    },
  );
});
