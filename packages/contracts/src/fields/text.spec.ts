import type * as z from 'zod/mini';
import { block, email, line, noCardNumber } from './text.ts';

const messagesOf = (schema: z.ZodMiniType, sent: unknown) =>
  schema.safeParse(sent).error?.issues.map(({ message }) => message) ?? [];

/** Names and words that are written with a joiner, a mark of direction, a selector or a combining mark. */
const LEGITIMATE = [
  '👩‍👩‍👧‍👦',
  '👩🏽‍🚀',
  '❤️‍🔥',
  '🏳️‍🌈',
  '🏃‍♂️‍➡️',
  '🏴󠁧󠁢󠁷󠁬󠁳󠁿',
  'می‌خواهم',
  'ക്‍',
  'क्‍ष',
  '葛\u{e0100}城',
  'abc \u200eעברית\u200f',
  'ᠮᠣᠩᠭᠣᠯ\u180e\u180b',
];

describe('line', () => {
  it.each(['a', '漢🐍', 'O’Brien', 'abcde', ...LEGITIMATE])('keeps %s unchanged', (value) => {
    expect(line(20).parse(value)).toBe(value);
  });

  it.each([
    ['blanks at its ends', '  mug ', 'mug'],
    ['decomposed letters', 'Zoe\u0308', 'Zo\u00eb'],
    ['a zero-width space', 'a\u200bb', 'ab'],
    ['a soft hyphen', 'a\u00adb', 'ab'],
    ['a byte order mark', '\ufeffab', 'ab'],
    ['bidirectional overrides', '\u202eab\u202c', 'ab'],
    ['bidirectional isolates around a phone number', '\u2068+49 30 1\u2069', '+49 30 1'],
    ['a joiner between letters that do not join', 'a\u200db\u200cc', 'abc'],
    ['a joiner between Han characters', '日\u200d本', '日本'],
    ['a joiner after an emoji with nothing to join', '👩\u200d a', '👩 a'],
    ['tag characters', `a${'\u{e0041}\u{e0042}'}b`, 'ab'],
    ['blanks next to a removed character', '\u200b mug \u200b', 'mug'],
  ])('normalises %s', (_what, sent, kept) => {
    expect(line(20).parse(sent)).toBe(kept);
  });

  it.each(['', '   ', '\u200b', '\u3164', 'x'.repeat(21), 'a\ud800', '\udfffa', '\ufffe', '\uffff', 7])(
    'rejects %j',
    (sent) => {
      expect(line(20).safeParse(sent).success).toBe(false);
    },
  );

  it.each([
    'a\nb',
    'a\rb',
    'a\tb',
    'a\u0000b',
    'a\u001b[31mb',
    'a\u007fb',
    'a\u0085b',
    'a\u2028b',
    'a\u2029b',
  ])('rejects %j with the rule', (sent) => {
    expect(messagesOf(line(20), sent)).toEqual(['must not contain control characters or line breaks']);
  });

  it('counts characters, not UTF-16 code units', () => {
    expect(line(20).safeParse('🐍'.repeat(20)).success).toBe(true);
  });

  it('rejects a card number with its own code, with the check noCardNumber', () => {
    const { error } = line(50).check(noCardNumber()).safeParse('4242 4242 4242 4242');
    expect(error?.issues).toMatchObject([{ code: 'custom', params: { code: 'CARD_NUMBER_NOT_ACCEPTED' } }]);
  });
});

describe('block', () => {
  it.each(['two\nlines', 'a\tb', ...LEGITIMATE])('keeps %j unchanged', (value) => {
    expect(block(20).parse(value)).toBe(value);
  });

  it('replaces every kind of line break by a line feed', () => {
    expect(block(20).parse('a\r\nb\rc\u0085d\u2028e\u2029f\n')).toBe('a\nb\nc\nd\ne\nf');
  });

  it.each(['a\u0000b', 'a\u000bb', 'a\u001bb', 'a\u007fb', 'a\u0092b'])('rejects %j', (sent) => {
    expect(messagesOf(block(20), sent)).toEqual(['must not contain control characters']);
  });

  it('accepts an empty text only with a minimum of 0', () => {
    expect([block(20, 0).safeParse('').success, block(20).safeParse('').success]).toEqual([true, false]);
  });
});

describe('email', () => {
  it.each([
    ...[
      'ada@example.com',
      'a-@b-c.example.com',
      'a&b@example.com',
      'x=y@example.com',
      "o'brien+x@example.com",
    ],
    ...['ada@xn--e1afmkfd.xn--p1ai', 'ada@localhost', '4242424242424242@example.com', '.a..b.@example.com'],
  ])('accepts %s', (address) => {
    expect(email.parse(address)).toBe(address);
  });

  it.each([
    ...[
      'ada',
      'ada@',
      '@example.com',
      'ada@example-.com',
      'ada@-b.example.com',
      'a b@example.com',
      'ada@example..com',
    ],
    ...[
      `${'a'.repeat(250)}@x.org`,
      `ada@${'x'.repeat(64)}.org`,
      'ada@example.com\n',
      'Ada <ada@example.com>',
      '',
    ],
  ])('rejects %j', (address) => {
    expect(email.safeParse(address).success).toBe(false);
  });

  it.each(['ädä@example.com', 'ada@bücher.example', 'ада@пример.рф'])(
    'rejects %s with a hint to use ASCII',
    (address) => {
      expect(messagesOf(email, address)).toEqual([
        'must be an e-mail address in ASCII: write an internationalised domain in its xn-- form (xn--mnchen-3ya.example)',
      ]);
    },
  );
});

/** Length of texts for which a regular expression with quadratic time would take too long. */
const LONG = 1_000_000;
describe.each<[string, z.ZodMiniType]>([
  ['email', email],
  ['line', line(100).check(noCardNumber())],
  ['block', block(5_000).check(noCardNumber())],
])('%s, with a million characters', (_name, schema) => {
  it.each(['@', 'a@', ' ', '-.', '4 ', '\u200d', '👩\u200d', 'e\u0301', '\u{1f3f4}\u{e0067}'])(
    'of %j, rejects the length without any other check',
    (part) => {
      const sent = `a${part.repeat(LONG / part.length)}a`;
      const { error } = schema.safeParse(sent);
      expect(error?.issues.map(({ code }) => code)).toEqual(['too_big']);
    },
  );
});
