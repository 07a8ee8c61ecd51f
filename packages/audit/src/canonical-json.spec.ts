import { canonicalJson, toStorable } from './canonical-json.ts';

describe('canonicalJson', () => {
  // https://www.rfc-editor.org/rfc/rfc8785#section-3.2.2 and 3.2.3
  it('returns the text of the example of RFC 8785', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts properties by the UTF-16 code units of their names, as RFC 8785 does', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toEqual([
      'One',
      'Carriage Return',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
    expect(canonicalJson({ b: 1, a: { d: [], c: undefined } })).toBe('{"a":{"d":[]},"b":1}');
  });

  it('refuses numbers that are not finite', () => {
    expect(() => canonicalJson({ n: Number.NaN })).toThrow('NaN');
  });
});

describe('toStorable', () => {
  it('replaces lone surrogates, cuts long texts and leaves out what is undefined', () => {
    const value = { a: 'x\ud800y', b: ['z'.repeat(2_001)], c: undefined, d: 'z'.repeat(2_000) };
    expect(toStorable(value)).toEqual({ a: 'x\ufffdy', b: [`${'z'.repeat(2_000)}…`], d: 'z'.repeat(2_000) });
  });
});
